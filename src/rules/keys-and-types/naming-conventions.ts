import type { DialectTraits } from '../../model/names.ts';
import type { Schema, Table } from '../../model/schema.ts';
import { changedKeys } from '../../schema/table-changes.ts';
import type { NamedPart, PartKind } from './named-parts.ts';
import { partsOf } from './named-parts.ts';

/**
 * Names as templates, by what they are of; the first is the one that is proposed. `{table}`, `{columns}` and `{target}`
 * stand for names, `{and columns}` for columns with `_and_` between them, `{hash}` for what the tool computes, `*` for
 * anything. What has no template may be called anything.
 */
export type Convention = Readonly<Partial<Record<PartKind, readonly string[]>>>;

export const conventionNames = ['ef', 'postgres', 'typeorm', 'knex', 'rails'] as const;

type ConventionName = (typeof conventionNames)[number];

/** As the tools themselves name things; PostgreSQL as it does when the author does not. */
export const conventions: Readonly<Record<ConventionName, Convention>> = {
  ef: {
    primaryKey: ['PK_{table}'],
    foreignKey: ['FK_{table}_{target}_{columns}'],
    unique: ['AK_{table}_{columns}'],
    index: ['IX_{table}_{columns}'],
    uniqueIndex: ['IX_{table}_{columns}', 'AK_{table}_{columns}'],
    check: ['CK_{table}_*', 'CK_{table}'],
    default: ['DF_{table}_{columns}'],
  },
  postgres: {
    primaryKey: ['{table}_pkey'],
    foreignKey: ['{table}_{columns}_fkey'],
    unique: ['{table}_{columns}_key'],
    index: ['{table}_{columns}_idx'],
    uniqueIndex: ['{table}_{columns}_key', '{table}_{columns}_idx'],
    check: ['{table}_{columns}_check', '{table}_check', '{table}_*_check'],
    exclusion: ['{table}_{columns}_excl'],
  },
  typeorm: {
    primaryKey: ['PK_{hash}'],
    foreignKey: ['FK_{hash}'],
    unique: ['UQ_{hash}', 'REL_{hash}'],
    index: ['IDX_{hash}', 'REL_{hash}'],
    uniqueIndex: ['IDX_{hash}', 'REL_{hash}'],
    check: ['CHK_{hash}'],
    exclusion: ['XCL_{hash}'],
    default: ['DF_{hash}'],
  },
  knex: {
    primaryKey: ['{table}_pkey'],
    foreignKey: ['{table}_{columns}_foreign'],
    unique: ['{table}_{columns}_unique'],
    index: ['{table}_{columns}_index'],
    uniqueIndex: ['{table}_{columns}_unique', '{table}_{columns}_index'],
  },
  rails: {
    primaryKey: ['{table}_pkey'],
    foreignKey: ['fk_rails_{hash}'],
    unique: ['uniq_rails_{hash}'],
    index: ['index_{table}_on_{and columns}', 'idx_on_{columns}_{hash}'],
    uniqueIndex: ['index_{table}_on_{and columns}', 'idx_on_{columns}_{hash}'],
    check: ['chk_rails_{hash}'],
  },
};

/** What a name may be; `undefined`: the convention says nothing of it. */
function templatesFor(part: NamedPart, convention: Convention, traits: DialectTraits): readonly string[] | undefined {
  if (part.of === 'primaryKey' && traits.primaryKeyHasNoName === true) return undefined;
  const own = convention[part.of];
  // A unique key of MySQL is an index and nothing else.
  if (part.of !== 'unique' || traits.name !== 'mysql' || own === undefined) return own;
  return [...(convention.uniqueIndex ?? []), ...own];
}

/** Names that the database would not keep whole are cut by the tools, somewhere near its limit. */
const shortestCut = 55;

/** Which part is cut differs from tool to tool; the beginning stays. */
const comparedOfCut = 15;

/** Whether a name is what the convention asks for. Case is ignored, and so is a number at the end that tells two apart. */
export function fits(part: NamedPart, convention: Convention, traits: DialectTraits): boolean {
  const templates = templatesFor(part, convention, traits);
  if (templates === undefined) return true;
  return templates.some((template) => {
    if (new RegExp(`^${patternOf(template, part)}\\d*$`, 'iu').test(part.name)) return true;
    const whole = fill(template, part).toLowerCase();
    const isCut = part.name.length >= shortestCut && whole.length > part.name.length;
    return isCut && whole.startsWith(part.name.slice(0, comparedOfCut).toLowerCase());
  });
}

/** The name that the convention gives; `undefined`: only the tool can compute it, or the author has to choose. */
export function conventionalName(part: NamedPart, convention: Convention, traits: DialectTraits): string | undefined {
  const [template] = templatesFor(part, convention, traits) ?? [];
  if (template === undefined || /\*|\{hash\}/.test(template) || part.columns.includes(undefined)) return undefined;
  return fill(template, part);
}

/** A template for people, with the names of a part filled in. */
export function describeName(part: NamedPart, convention: Convention, traits: DialectTraits): string {
  const [template = ''] = templatesFor(part, convention, traits) ?? [];
  return fill(template, part).replaceAll('{hash}', '…').replaceAll('*', '…');
}

const placeholders = /\{(table|columns|and columns|target|hash)\}|\*/g;

function fill(template: string, part: NamedPart): string {
  return template.replaceAll(placeholders, (whole, placeholder: string | undefined) =>
    valueOf(placeholder, part, whole),
  );
}

function patternOf(template: string, part: NamedPart): string {
  return template
    .split(/(\{[^{}]*\}|\*)/)
    .map((piece) => {
      if (piece === '*') return '.+';
      if (piece === '{hash}') return '[0-9a-f]{8,40}';
      const filled = fill(piece, part);
      return filled.split('*').map(escaped).join('.+');
    })
    .join('');
}

function valueOf(placeholder: string | undefined, { table, columns, target }: NamedPart, whole: string): string {
  switch (placeholder) {
    case 'table':
      return table.name;
    case 'target':
      return target?.name ?? '*';
    case 'columns':
      return columns.length === 0 ? '*' : columns.map((column) => column ?? '*').join('_');
    case 'and columns':
      return columns.map((column) => column ?? '*').join('_and_');
    default:
      return whole;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** How many names have to be there, and how many of them have to fit, before a schema counts as following a convention. */
const fewest = 10;
const share = 0.9;

/** For each kind of names the convention that nearly all of them follow in a schema, if there is one. */
export function conventionIn({ tables, traits }: Schema): Convention {
  const followed = [...totalsOf(tables, traits)].flatMap(([kind, { named, fitting }]) => {
    const name = conventionNames.find(
      (one) =>
        conventions[one][kind] !== undefined && !isEnginesOwn(one, kind, traits) && fitting[one] >= named * share,
    );
    const templates = name === undefined || named < fewest ? undefined : conventions[name][kind];
    return templates === undefined ? [] : [[kind, templates] as const];
  });
  return Object.fromEntries(followed);
}

/** PostgreSQL itself names constraints in this way when nobody else does; an index mostly has an author's name. */
function isEnginesOwn(name: ConventionName, kind: PartKind, traits: DialectTraits): boolean {
  if (traits.name !== 'postgres' || kind === 'index' || kind === 'uniqueIndex') return false;
  return name === 'postgres' || kind === 'primaryKey';
}

interface Counts {
  readonly named: number;
  readonly fitting: Readonly<Record<ConventionName, number>>;
}

type CountsByKind = ReadonlyMap<PartKind, Counts>;

const none: Counts = { named: 0, fitting: { ef: 0, postgres: 0, typeorm: 0, knex: 0, rails: 0 } };

let counted: { readonly tables: Schema['tables']; readonly totals: CountsByKind } | undefined;

/** The counts of all tables, from those of the state that was asked for last and what has changed since. */
function totalsOf(tables: Schema['tables'], traits: DialectTraits): CountsByKind {
  const last = counted ?? { tables: tables.clear(), totals: new Map<PartKind, Counts>() };
  const totals = new Map<PartKind, Counts>(last.totals);
  for (const key of changedKeys(last.tables, tables)) {
    const [old, now] = [last.tables.get(key), tables.get(key)];
    if (old === now) continue;
    if (old !== undefined) add(totals, countsOf(old, traits), -1);
    if (now !== undefined) add(totals, countsOf(now, traits), 1);
  }
  counted = { tables, totals };
  return totals;
}

function add(totals: Map<PartKind, Counts>, counts: CountsByKind, times: 1 | -1): void {
  for (const [kind, { named, fitting }] of counts) {
    const total = totals.get(kind) ?? none;
    const sum = (name: ConventionName): number => total.fitting[name] + times * fitting[name];
    totals.set(kind, {
      named: total.named + times * named,
      fitting: {
        ef: sum('ef'),
        postgres: sum('postgres'),
        typeorm: sum('typeorm'),
        knex: sum('knex'),
        rails: sum('rails'),
      },
    });
  }
}

const knownCounts = new WeakMap<Table, CountsByKind>();

/** Tables stay the same object until they change, so each is counted once for a whole chain. */
function countsOf(table: Table, traits: DialectTraits): CountsByKind {
  const known = knownCounts.get(table);
  if (known !== undefined) return known;
  const parts = partsOf(table);
  const counts = new Map(
    [...new Set(parts.map(({ of }) => of))].map((kind) => {
      const own = parts.filter(({ of }) => of === kind);
      const count = (name: ConventionName): number =>
        own.filter((part) => fits(part, conventions[name], traits)).length;
      const fitting = {
        ef: count('ef'),
        postgres: count('postgres'),
        typeorm: count('typeorm'),
        knex: count('knex'),
        rails: count('rails'),
      };
      return [kind, { named: own.length, fitting }] as const;
    }),
  );
  knownCounts.set(table, counts);
  return counts;
}
