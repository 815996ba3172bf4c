import type { Dialect } from '../dialects/dialect.ts';
import { displayName } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import type { ObjectChange, SchemaChange } from '../model/report.ts';
import type { Schema } from '../model/schema.ts';
import type { MigrationView } from '../rules/rule.ts';
import { creationOf } from '../schema/creation.ts';
import type { LoadedChain } from './project.ts';

/** What the judged migrations of a chain make of its catalog; `undefined` when none was judged. */
export function schemaChangeOf(chain: LoadedChain, judged: readonly MigrationView[]): SchemaChange | undefined {
  const first = judged[0];
  const last = judged.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const before = objectsOf(first.before, chain.dialect);
  const after = objectsOf(last.after, chain.dialect);
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const changed = names.map((name) => change(name, before.get(name), after.get(name))).filter(isChange);
  return {
    chain: chain.source.name,
    first: first.migration.id,
    last: last.migration.id,
    changed,
    unchanged: names.length - changed.length,
  };
}

/** What makes each object of a catalog, by its name with its kind. */
function objectsOf(schema: Schema, dialect: Dialect): ReadonlyMap<string, readonly string[]> {
  const objects = new Map<string, string[]>();
  for (const operation of creationOf(schema)) {
    const name = subjectOf(operation);
    const statements = dialect.write(operation) ?? [unwritten(operation)];
    objects.set(name, [...(objects.get(name) ?? []), ...statements]);
  }
  return objects;
}

/** An operation that the dialect has no SQL for, so that at least a change of it is seen. */
function unwritten({ kind, span: _span, ...carried }: Operation): string {
  return `-- ${kind} ${JSON.stringify(carried)}`;
}

/** What an operation of a catalog's creation is about: indexes and keys belong to their table. */
function subjectOf(operation: Operation): string {
  const { table, name } = { table: undefined, name: undefined, ...operation };
  if (table !== undefined) return `table ${displayName(table)}`;
  const kind = operation.kind.replace(/^(?:Create|Alter|Rename)/, '').toLowerCase();
  if (name === undefined) return kind;
  return `${kind} ${typeof name === 'string' ? name : displayName(name)}`;
}

function change(
  name: string,
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): ObjectChange {
  return { name, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function isChange({ before = [], after = [] }: ObjectChange): boolean {
  return before.join('\n') !== after.join('\n');
}
