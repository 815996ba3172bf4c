import type { Node, ObjectWithArgs, RangeVar, RoleSpec, TypeName } from 'libpg-query';
import type { QualifiedName } from '../../../model/names.ts';
import type { Guard } from '../../../model/operation.ts';
import { all, items, texts, unwrap } from '../ast.ts';
import { signatureType } from '../types.ts';
import { quoteName } from '../write/names.ts';

/** The name of a table, view, index or sequence; the database in front of the schema is left out. */
export function relationName(relation: RangeVar | undefined): QualifiedName {
  const name = relation?.relname ?? '';
  return relation?.schemaname === undefined ? { name } : { schema: relation.schemaname, name };
}

/** A dotted name: the last part is the object, the one before it the schema. */
export function qualifiedName(parts: readonly string[]): QualifiedName {
  const name = parts.at(-1) ?? '';
  const schema = parts.at(-2);
  return schema === undefined ? { name } : { schema, name };
}

/** The name that a node stands for, whatever the grammar wraps such names in: a string, a list, a type, a signature. */
export function objectName(node: Node | undefined): QualifiedName {
  return qualifiedName(objectParts(node));
}

/** A name inside of a table (a trigger, a policy, a constraint) with its table: the last part is the object's own. */
export function nameOnTable(node: Node | undefined): { readonly name: string; readonly table: QualifiedName } {
  const parts = objectParts(node);
  return { name: parts.at(-1) ?? '', table: qualifiedName(parts.slice(0, -1)) };
}

function objectParts(node: Node | undefined): readonly string[] {
  const type = unwrap(node, 'TypeName');
  if (type !== undefined) return typeParts(type);
  const routine = unwrap(node, 'ObjectWithArgs');
  if (routine !== undefined) return texts(routine.objname);
  return items(node).flatMap((item) => unwrap(item, 'String')?.sval ?? typePartsOf(item));
}

function typePartsOf(node: Node): readonly string[] {
  const type = unwrap(node, 'TypeName');
  return type === undefined ? [] : typeParts(type);
}

function typeParts(type: TypeName): readonly string[] {
  return texts(type.names);
}

/** The types of the arguments that tell routines of one name apart; `undefined` when the source does not say them. */
export function signatureOf(routine: ObjectWithArgs | undefined): string | undefined {
  if (routine === undefined || routine.args_unspecified === true) return undefined;
  return all(routine.objargs, 'TypeName').map(signatureType).join(', ');
}

const roleWords: Partial<Record<NonNullable<RoleSpec['roletype']>, string>> = {
  ROLESPEC_CURRENT_ROLE: 'CURRENT_ROLE',
  ROLESPEC_CURRENT_USER: 'CURRENT_USER',
  ROLESPEC_SESSION_USER: 'SESSION_USER',
  ROLESPEC_PUBLIC: 'PUBLIC',
};

/** A role as SQL. */
export function roleText(role: RoleSpec | undefined): string {
  const word = role?.roletype === undefined ? undefined : roleWords[role.roletype];
  return word ?? quoteName(role?.rolename ?? '');
}

/** The property `guards` of an operation whose own object may be missing: IF EXISTS. */
export function ifExists(missingOk: boolean | undefined): { readonly guards?: readonly Guard[] } {
  return missingOk === true ? { guards: [{ kind: 'if-exists' }] } : {};
}

/** The property `guards` of an operation whose own object may be there: IF NOT EXISTS. */
export function ifNotExists(stated: boolean | undefined): { readonly guards?: readonly Guard[] } {
  return stated === true ? { guards: [{ kind: 'if-not-exists' }] } : {};
}
