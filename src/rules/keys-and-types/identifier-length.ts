import { groupBy } from '../../model/group-by.ts';
import type { DialectName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { heardSteps } from '../heard-steps.ts';
import type { Step } from '../rule.ts';

/** How long names can be, and what happens to longer ones. */
interface Limit {
  readonly longest: number;
  readonly unit: 'bytes' | 'characters';
  readonly consequence: string;
}

/** NAMEDATALEN of PostgreSQL, "Identifier Length Limits" of MySQL, "Database Identifiers" of SQL Server. SQLite has none. */
const limits: Readonly<Partial<Record<DialectName, Limit>>> = {
  postgres: {
    longest: 63,
    unit: 'bytes',
    consequence:
      'PostgreSQL cuts it off with no more than a notice: the catalog, error messages and tools that ask for the whole name do not find it, and two names that begin alike become one',
  },
  mysql: { longest: 64, unit: 'characters', consequence: 'MySQL and MariaDB refuse it' },
  sqlserver: { longest: 128, unit: 'characters', consequence: 'SQL Server refuses it' },
};

interface Stated {
  readonly what: string;
  readonly name: string;
  readonly step: Step;
}

export default defineRule({
  name: 'identifier-length',
  category: 'keys-and-types',
  severity: 'error',
  presets: ['recommended'],
  dialects: ['postgres', 'mysql', 'sqlserver'],
  summary: 'A name that is longer than the database keeps',
  like: { squawk: ['identifier-too-long'] },
  options: noOptions,
  on: {
    migration(view, { dialect, report }) {
      const limit = limits[dialect];
      if (limit === undefined) return;
      const all = heardSteps(view).flatMap((step) =>
        namesIn(step.operation).map(({ what, name }): Stated => ({ what, name: written(name, step, limit), step })),
      );
      const isCut = dialect === 'postgres';
      const alike = groupBy([...new Set(all.map(({ name }) => name))], (name) => cut(name, limit));
      for (const { what, name, step } of all) {
        const length = lengthOf(name, limit);
        if (length <= limit.longest) continue;
        const kept = cut(name, limit);
        const twin = isCut ? alike.get(kept)?.find((one) => one !== name) : undefined;
        report({
          at: step.operation.span,
          message: `the name of the ${what} ${name} has ${String(length)} ${limit.unit}, where ${String(limit.longest)} are kept${twin === undefined ? '' : `, and so becomes the same as ${twin}`}`,
          why: limit.consequence,
          remedy: isCut
            ? `give it a name of at most ${String(limit.longest)} ${limit.unit}; PostgreSQL would make it ${kept}`
            : `give it a name of at most ${String(limit.longest)} ${limit.unit}`,
        });
      }
    },
  },
});

const encoder = new TextEncoder();

function lengthOf(name: string, { unit }: Limit): number {
  return unit === 'bytes' ? encoder.encode(name).length : name.length;
}

/** A name as the database keeps it, cut back to whole characters. */
function cut(name: string, limit: Limit): string {
  if (lengthOf(name, limit) <= limit.longest) return name;
  let kept = '';
  for (const character of name) {
    if (lengthOf(kept + character, limit) > limit.longest) break;
    kept += character;
  }
  return kept;
}

/** The bytes that a character of UTF-8 can take: a name that was cut can be so much shorter than the limit. */
const widest = 4;

/** A name as the author wrote it: the parser of PostgreSQL cuts names as the server does. */
function written(name: string, { statement: { sql } }: Step, limit: Limit): string {
  const length = lengthOf(name, limit);
  if (sql === undefined || length > limit.longest || length <= limit.longest - widest) return name;
  const from = sql.toLowerCase().indexOf(name.toLowerCase());
  const more = sql[from - 1] === '"' ? /^[^"]*/u : /^[\p{L}\p{N}_$]*/u;
  const rest = from === -1 ? '' : (more.exec(sql.slice(from + name.length))?.[0] ?? '');
  return name + rest;
}

interface NameOf {
  readonly what: string;
  readonly name: string;
}

/** The names that an operation gives to something. */
function namesIn(operation: Operation): readonly NameOf[] {
  const named = (what: string, name: string | undefined): readonly NameOf[] =>
    name === undefined ? [] : [{ what, name }];
  switch (operation.kind) {
    case 'CreateTable':
      return [
        ...named('table', operation.table.name),
        ...operation.columns.flatMap(({ name }) => named('column', name)),
        ...operation.constraints.flatMap(({ name }) => named('constraint', name)),
        ...operation.indexes.flatMap(({ name }) => named('index', name)),
      ];
    case 'AddColumn':
      return named('column', operation.column.name);
    case 'AddPrimaryKey':
    case 'AddUnique':
    case 'AddCheck':
    case 'AddForeignKey':
    case 'AddExclusion':
      return named('constraint', operation.constraint.name);
    case 'CreateIndex':
      return named('index', operation.index.name);
    case 'RenameTable':
      return named('table', operation.newName.name);
    case 'RenameColumn':
      return named('column', operation.newName);
    case 'RenameConstraint':
      return named('constraint', operation.newName);
    case 'RenameIndex':
      return named('index', operation.newName);
    case 'CreateView':
      return named('view', operation.name.name);
    case 'CreateRoutine':
      return named(operation.routineType, operation.name.name);
    case 'CreateTrigger':
      return named('trigger', operation.name);
    case 'CreateType':
      return named('type', operation.name.name);
    case 'CreateSequence':
      return named('sequence', operation.name.name);
    case 'CreateSchema':
      return named('schema', operation.name);
    default:
      return [];
  }
}
