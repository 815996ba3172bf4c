import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { mendedCases, outcomeOf } from '../rules/mending.ts';
import { missingMariadb, startMariadb } from './mariadb.ts';
import type { RunningServer } from './postgres.ts';

if (missingMariadb !== undefined) console.warn(`Mended examples are not run on MariaDB: ${missingMariadb}`);

describe.skipIf(missingMariadb !== undefined)('a mended example of mysql, run by MariaDB', () => {
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

  const cases = mendedCases.filter(({ dialect }) => dialect === 'mysql');
  it.each(cases.map((one) => [one.name, one] as const))(
    '%s ends in the schema that was asked for, and leads back',
    async (_, one) => {
      const { elsewhere, refused, astray } = await outcomeOf(engine, one);
      expect({ elsewhere, refused, astray }).toEqual({ elsewhere: [], refused: false, astray: [] });
    },
  );
});
