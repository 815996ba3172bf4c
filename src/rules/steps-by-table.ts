import type { Statement } from '../model/migration.ts';
import type { DialectTraits, QualifiedName } from '../model/names.ts';
import { nameKey, partKey } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import { rememberLast } from '../model/remember-last.ts';
import type { Schema } from '../model/schema.ts';
import type { Step } from './rule.ts';

/** The steps of one side of a migration that have to do with one table, in their order. */
export interface TableSteps {
  readonly adds: readonly Step[];
  /** The values that updates give to a column, as SQL, by the key of its name. */
  readonly given: ReadonlyMap<string, ReadonlySet<string>>;
  readonly foreignKeys: readonly Step[];
  /** Those that write rows which they read from it. */
  readonly readers: readonly Step[];
}

/** The steps of one side, found by table: a dump has a hundred thousand, and nobody looks through all of them for a column. */
export interface SideSteps {
  /** Before the first of them; absent: there are none. */
  readonly start: Schema | undefined;
  of(table: QualifiedName): TableSteps;
  /** Those of which little more than the text is known. */
  readonly texts: readonly Step[];
  /** The steps of a statement. */
  ofStatement(statement: Statement): readonly Step[];
  isBefore(one: Step, other: Step): boolean;
}

export const stepsByTable = rememberLast(grouped);

interface Group {
  readonly adds: Step[];
  readonly given: Map<string, Set<string>>;
  readonly foreignKeys: Step[];
  readonly readers: Step[];
}

const none: TableSteps = { adds: [], given: new Map(), foreignKeys: [], readers: [] };

function noteGiven({ given }: Group, { assignments }: Operation<'UpdateRows'>, traits: DialectTraits): void {
  for (const { column, value } of assignments) {
    const key = partKey(traits, column);
    given.set(key, (given.get(key) ?? new Set()).add(value.sql));
  }
}

function grouped(steps: readonly Step[]): SideSteps {
  const start = steps[0]?.before;
  const groups = new Map<string, Group>();
  const texts: Step[] = [];
  const statements = new Map<Statement, Step[]>();
  const positions = new Map(steps.map((step, position) => [step, position]));

  const groupOf = (step: Step, table: QualifiedName): Group => {
    const key = nameKey(step.before.traits, table);
    const group = groups.get(key) ?? { adds: [], given: new Map(), foreignKeys: [], readers: [] };
    groups.set(key, group);
    return group;
  };
  const readFrom = (step: Step, tables: readonly QualifiedName[]): void => {
    for (const group of new Set(tables.map((table) => groupOf(step, table)))) group.readers.push(step);
  };
  for (const step of steps) {
    const { operation, statement } = step;
    const together = statements.get(statement);
    if (together === undefined) statements.set(statement, [step]);
    else together.push(step);
    switch (operation.kind) {
      case 'AddColumn':
        groupOf(step, operation.table).adds.push(step);
        break;
      case 'AddForeignKey':
        groupOf(step, operation.table).foreignKeys.push(step);
        break;
      case 'UpdateRows':
        noteGiven(groupOf(step, operation.table), operation, step.before.traits);
        readFrom(step, [operation.table, ...operation.reads]);
        break;
      case 'InsertRows':
        if (operation.source.kind === 'query') readFrom(step, operation.source.reads);
        break;
      case 'MergeRows':
      case 'Opaque':
      case 'CallRoutine':
        texts.push(step);
        break;
      default:
    }
  }
  return {
    start,
    of: (table) => (start === undefined ? undefined : groups.get(nameKey(start.traits, table))) ?? none,
    texts,
    ofStatement: (statement) => statements.get(statement) ?? [],
    isBefore: (one, other) => (positions.get(one) ?? -1) < (positions.get(other) ?? -1),
  };
}
