import { expect, test } from 'vitest';
import { loadDialect } from '../../../src/dialects/index.ts';
import { typeorm } from '../../../src/frameworks/typeorm/index.ts';
import { classAround, readUp } from './project.ts';

test('operations are written as queries, as TypeORM generates them, and read back', async () => {
  const up = "await queryRunner.query('ALTER TABLE t ADD a int');";
  const migration = await readUp(up);
  const text = classAround(up);
  const [statement] = migration.up;
  const extent = statement && typeorm.extent(statement, text);
  const written = typeorm.write({
    migration,
    operations: statement?.operations ?? [],
    text,
    offset: extent?.start ?? 0,
    dialect: await loadDialect('postgres'),
  });
  expect(written?.trim()).toBe('await queryRunner.query(`ALTER TABLE t ADD COLUMN a integer`);');
  expect(text.slice(extent?.start, extent?.end)).toBe(up);
});
