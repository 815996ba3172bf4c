import { describe } from 'vitest';
import { behavesLikeALedgerScript } from '../baseline/ledger/behaviour.ts';
import { mysqlCases } from '../baseline/ledger/cases.ts';
import { engineOnMariadb, missingMariadb } from './mariadb.ts';

if (missingMariadb !== undefined) console.warn(`No ledger script was run on MariaDB: ${missingMariadb}`);

describe.skipIf(missingMariadb !== undefined)('the ledger script on MariaDB', () => {
  const engine = engineOnMariadb();

  describe.each(mysqlCases.map((one) => [one.framework, one] as const))('of %s', (_, one) => {
    behavesLikeALedgerScript(one, engine);
  });
});
