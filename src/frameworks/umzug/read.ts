import type { Migration } from '../../model/migration.ts';
import type { Span } from '../../model/span.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import { host } from '../javascript/index.ts';
import { entryOf, object } from '../javascript/make.ts';
import { stringAt } from '../javascript/strings.ts';
import type { Value } from '../javascript/value.ts';
import { readScript } from '../javascript/query-interface/read.ts';

/** Reads one migration; the JavaScript reader must have been prepared. */
export function readMigration(entry: MigrationEntry, context: ReadContext): Migration {
  return readScript(entry, context, ({ at }) => [parameters(entry, at)]);
}

/** `{ context, name, path }`, in which the context is a query interface, or Sequelize itself. */
function parameters({ id, file }: MigrationEntry, at: Span): Value {
  const values: readonly (readonly [string, Value])[] = [
    ['context', host('queryInterface', at)],
    ['name', stringAt(id, at)],
    ['path', stringAt(file, at)],
  ];
  return object(
    values.map(([name, value]) => [name, entryOf(value)]),
    at,
  );
}
