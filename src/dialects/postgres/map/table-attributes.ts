import type { AlterTableCmd } from 'libpg-query';
import { lookUp } from '../../../model/look-up.ts';
import type { Attributes } from '../../../model/table.ts';
import { items, unwrap } from '../ast.ts';
import { typeOf } from '../types.ts';
import { quoteName } from '../write/names.ts';
import { roleText } from './names.ts';
import { optionAttributes } from './options.ts';

type Subtype = NonNullable<AlterTableCmd['subtype']>;

/** Subcommands that set one attribute to a value that does not depend on anything else. */
const switches: Partial<Record<Subtype, Attributes>> = {
  AT_SetLogged: { logged: 'true' },
  AT_SetUnLogged: { logged: 'false' },
  AT_DropCluster: { 'cluster-on': '' },
  AT_EnableRowSecurity: { 'row-security': 'true' },
  AT_DisableRowSecurity: { 'row-security': 'false' },
  AT_ForceRowSecurity: { 'force-row-security': 'true' },
  AT_NoForceRowSecurity: { 'force-row-security': 'false' },
  AT_DropOf: { 'of-type': '' },
};

/** Subcommands that set one attribute to the name that they carry. */
const named: Partial<Record<Subtype, string>> = {
  AT_ClusterOn: 'cluster-on',
  AT_SetAccessMethod: 'access-method',
  AT_SetTableSpace: 'tablespace',
  AT_EnableRule: 'enable-rule',
  AT_EnableAlwaysRule: 'enable-always-rule',
  AT_EnableReplicaRule: 'enable-replica-rule',
  AT_DisableRule: 'disable-rule',
};

/** The attributes of the relation itself that a subcommand of ALTER TABLE, INDEX, VIEW or SEQUENCE sets. */
export function alterTableAttributes(node: AlterTableCmd): Attributes {
  const { subtype } = node;
  if (subtype === undefined) return {};
  const fixed = switches[subtype];
  if (fixed !== undefined) return fixed;
  const key = named[subtype];
  if (key !== undefined) return { [key]: node.name ?? '' };

  switch (subtype) {
    case 'AT_ChangeOwner':
      return { owner: roleText(node.newowner) };
    case 'AT_SetRelOptions':
    case 'AT_GenericOptions':
      return optionAttributes(items(node.def));
    case 'AT_ResetRelOptions':
      return Object.fromEntries(Object.keys(optionAttributes(items(node.def))).map((option) => [option, '']));
    case 'AT_AddOf':
      return { 'of-type': typeOf(unwrap(node.def, 'TypeName')).text };
    case 'AT_ReplicaIdentity':
      return { 'replica-identity': replicaIdentity(node) };
    default:
      return { [subtype]: node.name ?? '' };
  }
}

const replicaIdentities: Readonly<Record<string, string>> = { d: 'DEFAULT', f: 'FULL', n: 'NOTHING' };

function replicaIdentity(node: AlterTableCmd): string {
  const identity = unwrap(node.def, 'ReplicaIdentityStmt');
  return lookUp(replicaIdentities, identity?.identity_type ?? '') ?? `USING INDEX ${quoteName(identity?.name ?? '')}`;
}
