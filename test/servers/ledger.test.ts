import { afterAll, beforeAll, describe } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { behavesLikeALedgerScript } from '../baseline/ledger/behaviour.ts';
import { mysqlCases } from '../baseline/ledger/cases.ts';
import { missingMariadb, startMariadb } from './mariadb.ts';
import type { RunningServer } from './postgres.ts';

if (missingMariadb !== undefined) console.warn(`No ledger script was run on MariaDB: ${missingMariadb}`);

describe.skipIf(missingMariadb !== undefined)('the ledger script on MariaDB', () => {
  let server: RunningServer;
  let engine: Engine;

  beforeAll(async () => {
    server = await startMariadb();
    engine = await openEngine('mysql', server);
  });
  afterAll(async () => {
    await engine.close();
    await server.stop();
  });

  describe.each(mysqlCases.map((one) => [one.framework, one] as const))('of %s', (_, one) => {
    behavesLikeALedgerScript(one, () => engine);
  });
});
