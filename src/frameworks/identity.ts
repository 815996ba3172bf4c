import type { Migration } from '../model/migration.ts';
import type { ChainSettings, MigrationEntry } from './framework.ts';

/** What a migration has from its place in the chain, before anything of it is read. */
type Identity = Pick<
  Migration,
  'id' | 'file' | 'files' | 'chain' | 'framework' | 'dialect' | 'ledgerKey' | 'repeatable'
>;

export function identityOf({ id, file, files, ledgerKey, repeatable }: MigrationEntry, chain: ChainSettings): Identity {
  return {
    id,
    file,
    files,
    chain: chain.name,
    framework: chain.framework,
    dialect: chain.dialect,
    ...(ledgerKey === undefined ? {} : { ledgerKey }),
    ...(repeatable === true ? { repeatable } : {}),
  };
}
