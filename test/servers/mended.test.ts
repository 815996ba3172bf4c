import { describe, expect, it } from 'vitest';
import { mendedCases, outcomeOf } from '../rules/mending.ts';
import { engineOnMariadb, missingMariadb } from './mariadb.ts';

if (missingMariadb !== undefined) console.warn(`Mended examples are not run on MariaDB: ${missingMariadb}`);

describe.skipIf(missingMariadb !== undefined)('a mended example of mysql, run by MariaDB', () => {
  const engine = engineOnMariadb();

  const cases = mendedCases.filter(({ dialect }) => dialect === 'mysql');
  it.each(cases.map((one) => [one.name, one] as const))(
    '%s ends in the schema that was asked for, and leads back',
    async (_, one) => {
      const { elsewhere, refused, astray } = await outcomeOf(engine(), one);
      expect({ elsewhere, refused, astray }).toEqual({ elsewhere: [], refused: false, astray: [] });
    },
  );
});
