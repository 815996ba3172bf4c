import type { DialectName, QualifiedName } from '../../model/names.ts';
import { displayName, nameKey, sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Origin, Schema } from '../../model/schema.ts';
import { columnOf, findTable, foreignKeysOf, primaryKeyOf } from '../../model/schema.ts';
import { indexColumns, mentions } from '../../model/table.ts';
import { tablesPointingTo, viewsReading } from '../../schema/referrers.ts';
import { namesColumn } from '../named-columns.ts';

/** Something in the schema that needs what is dropped. */
export interface User {
  /** For people: `the view active_users`. */
  readonly called: string;
  readonly origin: Origin;
  /** `refuses`: the database does not drop what it needs; `breaks`: it is left to fail; `goes`: it is dropped or narrowed too. */
  readonly then: 'refuses' | 'breaks' | 'goes';
  /** The table, view or routine that it is or belongs to, under its key. */
  readonly of: 'table' | 'view' | 'routine';
  readonly key: string;
}

type Consequence = User['then'];

/** What becomes of users when a column goes: PostgreSQL keeps record of all but code, the others of less. */
const ofColumns: Readonly<Record<DialectName, Readonly<Record<'view' | 'index' | 'key' | 'generated', Consequence>>>> =
  {
    postgres: { view: 'refuses', index: 'goes', key: 'refuses', generated: 'refuses' },
    mysql: { view: 'breaks', index: 'goes', key: 'refuses', generated: 'refuses' },
    sqlserver: { view: 'breaks', index: 'refuses', key: 'refuses', generated: 'refuses' },
    sqlite: { view: 'refuses', index: 'refuses', key: 'refuses', generated: 'refuses' },
  };

/** Who needs a column, in the schema before it is dropped. */
export function usersOfColumn({ table: name, column }: Operation<'DropColumn'>, schema: Schema): readonly User[] {
  const { traits } = schema;
  const table = findTable(schema, name);
  const then = ofColumns[traits.name];
  const key = nameKey(traits, name);
  const is = (other: string): boolean => samePart(traits, other, column);
  const isNamed = ({ text, reads }: CodeUser): boolean => namesColumn(text, name, column, reads, schema);
  const own =
    table === undefined
      ? []
      : [
          ...table.indexes
            .filter((index) => indexColumns(index).some(is) && (then.index === 'refuses' || index.parts.length > 1))
            .map((index) => ({ called: `the index ${index.name}`, origin: index.origin, then: then.index })),
          ...table.columns
            .filter(
              (one) => one.generated !== undefined && !is(one.name) && mentions(one.generated.expression.sql, column),
            )
            .map((one) => ({ called: `the generated column ${one.name}`, origin: one.origin, then: then.generated })),
          ...table.triggers
            .filter(({ definition }) => mentions(definition, column))
            .map((one) => ({ called: `the trigger ${one.name}`, origin: one.origin, then: 'breaks' as const })),
        ];
  return [
    ...own.map((user): User => ({ ...user, of: 'table', key })),
    ...keysTo(name, schema, then.key).filter(({ columns }) => columns.some(is)),
    ...viewsOn(name, schema, then.view).filter(isNamed),
    ...routinesOn(name, schema).filter(isNamed),
  ].map(({ called, origin, then: what, of, key: at }) => ({ called, origin, then: what, of, key: at }));
}

/** Who needs a table or a view from outside of it. */
export function usersOfRelation(name: QualifiedName, schema: Schema): readonly User[] {
  const viewsThen = schema.traits.name === 'postgres' ? 'refuses' : 'breaks';
  return [
    ...keysTo(name, schema, schema.traits.name === 'sqlite' ? 'breaks' : 'refuses').filter(
      ({ key }) => key !== nameKey(schema.traits, name),
    ),
    ...viewsOn(name, schema, viewsThen),
    ...routinesOn(name, schema),
  ].map(({ called, origin, then, of, key }) => ({ called, origin, then, of, key }));
}

/** Triggers that call a function, and routines that call a routine. */
export function usersOfRoutine(name: QualifiedName, schema: Schema): readonly User[] {
  const { traits } = schema;
  const triggers = [...schema.tables].flatMap(([key, table]) =>
    table.triggers
      .filter(({ definition }) => traits.name === 'postgres' && mentions(definition, name.name))
      .map((one): User => ({
        called: `the trigger ${one.name} of ${displayName(table.name)}`,
        origin: one.origin,
        then: 'refuses',
        of: 'table',
        key,
      })),
  );
  const routines = routinesOn(name, schema).filter((user) => user.name !== name.name);
  return [...triggers, ...routines.map(({ called, origin, then, of, key }) => ({ called, origin, then, of, key }))];
}

interface KeyUser extends User {
  readonly columns: readonly string[];
}

function keysTo(name: QualifiedName, schema: Schema, then: Consequence): readonly KeyUser[] {
  const { traits } = schema;
  const primary = primaryKeyOf(findTable(schema, name))?.columns ?? [];
  return tablesPointingTo(schema, name).flatMap((table) =>
    foreignKeysOf(table)
      .filter(({ target }) => sameName(traits, target, name))
      .map(({ name: own, origin, targetColumns }) => ({
        called: `the foreign key ${own} of ${displayName(table.name)}`,
        origin,
        then,
        of: 'table' as const,
        key: nameKey(traits, table.name),
        columns: targetColumns.length > 0 ? targetColumns : primary,
      })),
  );
}

interface CodeUser extends User {
  readonly name: string;
  readonly text: string;
  readonly reads: readonly QualifiedName[];
}

function viewsOn(name: QualifiedName, schema: Schema, then: Consequence): readonly CodeUser[] {
  return viewsReading(schema, name).map((view) => ({
    called: `the view ${displayName(view.name)}`,
    origin: view.origin,
    then: view.attributes['schemabinding'] === undefined ? then : 'refuses',
    of: 'view',
    key: nameKey(schema.traits, view.name),
    name: view.name.name,
    text: view.query,
    reads: view.reads,
  }));
}

function routinesOn(name: QualifiedName, { routines, traits }: Schema): readonly CodeUser[] {
  return [...routines]
    .filter(([, { uses }]) => uses.some((used) => sameName(traits, used, name)))
    .map(([key, routine]) => ({
      called: `the ${routine.routineType} ${displayName(routine.name)}`,
      origin: routine.origin,
      then: routine.attributes['schemabinding'] === undefined ? 'breaks' : 'refuses',
      of: 'routine',
      key,
      name: routine.name.name,
      text: routine.definition,
      reads: routine.uses,
    }));
}

/** Whether a user is the same at a later point: not dropped, and not made anew. */
export function isStill(user: User, schema: Schema): boolean {
  switch (user.of) {
    case 'view':
      return schema.views.get(user.key)?.origin === user.origin;
    case 'routine':
      return schema.routines.get(user.key)?.origin === user.origin;
    case 'table': {
      const table = schema.tables.get(user.key);
      const parts =
        table === undefined ? [] : [...table.constraints, ...table.indexes, ...table.triggers, ...table.columns];
      return parts.some(({ origin }) => origin === user.origin);
    }
  }
}

/** Whether a column is there. */
export function hasColumn(schema: Schema, table: QualifiedName, column: string): boolean {
  return columnOf(schema, findTable(schema, table), column) !== undefined;
}
