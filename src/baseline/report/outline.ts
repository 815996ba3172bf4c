import { firstOf } from '../../model/first-of.ts';
import { count } from '../../report/counts.ts';
import type { Break } from '../breaks/index.ts';
import type { SourcePlace } from '../place.ts';
import type { BaselineResult, DataStatement, LocatedDifference, RowsDifference } from '../result.ts';

/** How something is shown: what is wrong, what is good to know. */
export type Tone = 'error' | 'warning' | 'clean';

/** One thing to say, with labelled lines below it. */
export interface Item {
  readonly tone: Tone;
  readonly head: string;
  readonly rows: readonly Row[];
}

export type Row = readonly [label: string, text: string];

export interface Section {
  readonly title: string;
  /** A sentence that says what the section means. */
  readonly lead?: string;
  readonly items: readonly Item[];
  /** How many more items there are. */
  readonly left: number;
}

/** What every format for people shows, in order. */
export interface Outline {
  readonly headline: string;
  readonly tone: Tone;
  readonly about: readonly Row[];
  readonly sections: readonly Section[];
  readonly notes: readonly string[];
}

/** Items of a section that are shown; the others are counted. */
const mostItems = 200;

export function outlineOf(result: BaselineResult): Outline {
  const { reasons, differences, rows, breaks, unconfirmed, leftOut } = result;
  const [errors, others] = [true, false].map((wanted) => breaks.filter(({ level }) => (level === 'error') === wanted));
  return {
    ...verdictOf(result),
    about: aboutOf(result),
    sections: [
      section('Why it could not be proved', reasons.map(reasonItem)),
      section(
        'Schema',
        differences.map((one) => differenceItem(one, 'error')),
        leadOfDifferences(result),
      ),
      section('Rows', rows.map(rowsItem), 'What a new database gets differs.'),
      section(
        'What the squash breaks',
        (errors ?? []).map((one) => breakItem(one, 'error')),
      ),
      section(
        'Only written differently',
        unconfirmed.map((one) => differenceItem(one, 'clean')),
        'Read, these differ; run, the database came out the same, and that decides.',
      ),
      section(
        'Left out, and needed by old rows only',
        leftOut.map(leftOutItem),
        'The squashed chain does not do these; on a new database they leave nothing behind.',
      ),
      section(
        'Before it is deployed',
        (others ?? []).map((one) => breakItem(one, 'warning')),
      ),
    ].filter(({ items }) => items.length > 0),
    notes: result.notes,
  };
}

function section(title: string, items: readonly Item[], lead?: string): Section {
  const shown = items.slice(0, mostItems);
  return { title, items: shown, left: items.length - shown.length, ...(lead === undefined ? {} : { lead }) };
}

function verdictOf({ verdict, differences, rows, breaks, by }: BaselineResult): Pick<Outline, 'headline' | 'tone'> {
  const found = [
    ...(differences.length === 0 ? [] : [`${count(differences.length, 'difference')} in the schema`]),
    ...(rows.length === 0 ? [] : [`rows of ${count(rows.length, 'table')}`]),
  ].join(', ');
  const errors = breaks.filter(({ level }) => level === 'error').length;
  switch (verdict) {
    case 'unproved':
      return { headline: 'Not proved', tone: 'error' };
    case 'different':
      return { headline: `Different: ${found}`, tone: 'error' };
    case 'equal': {
      const means = by.kind === 'reading' ? ' as far as reading tells' : '';
      return errors === 0
        ? { headline: `Equal${means}`, tone: 'clean' }
        : {
            headline: `Equal${means}, but the squash breaks ${errors === 1 ? 'something' : `${errors} things`}`,
            tone: 'error',
          };
    }
  }
}

function aboutOf({ chain, old, new: now, by, ignored }: BaselineResult): readonly Row[] {
  const base =
    now.base.length === 0
      ? 'no new one'
      : `new ${now.base.length === 1 ? '' : `${now.base.length}: `}${firstOf(now.base)}`;
  return [
    ['chain', `${chain.name}, ${chain.framework}, ${chain.dialect}`],
    ['old', `${old.where}: ${count(old.migrations, 'migration')}, ${old.squashed.length} of them squashed`],
    ['squashed', `${now.where}: ${count(now.migrations, 'migration')}, ${base}`],
    [
      'compared',
      by.kind === 'execution'
        ? `by running both on ${by.engine}${by.version === undefined ? '' : ` (${by.version})`}: catalogs to the last detail, and rows`
        : `by reading alone: ${by.why}`,
    ],
    ...(ignored.length === 0 ? [] : [['ignored', ignored.join(', ').replaceAll('-', ' ')] as const]),
  ];
}

function reasonItem(reason: string): Item {
  const [head = reason, ...rest] = reason.split('\n');
  return { tone: 'error', head, rows: rest.map((line) => ['', line.trim()]) };
}

function leadOfDifferences({ by, verdict }: BaselineResult): string | undefined {
  return by.kind === 'execution' && verdict === 'unproved'
    ? 'As far as reading tells, since the run broke off.'
    : undefined;
}

function differenceItem({ subject, old, new: now, place }: LocatedDifference, tone: Tone): Item {
  return {
    tone,
    head: subject,
    rows: [['old', said(old)], ['new', said(now)], ...(place === undefined ? [] : [['by', placeText(place)] as const])],
  };
}

function said(value: string | undefined): string {
  if (value === undefined) return 'not there';
  return value === '' ? 'nothing' : value;
}

function rowsItem({ table, missing, added, lost }: RowsDifference): Item {
  return {
    tone: 'error',
    head: `${table}: ${count(missing.count, 'row')} missing, ${added.count} too many`,
    rows: [
      ...missing.first.map((row): Row => ['missing', row]),
      ...more(missing, 'missing'),
      ...added.first.map((row): Row => ['added', row]),
      ...more(added, 'added'),
      ...lost.slice(0, mostLost).map((one): Row => ['lost', statementText(one)]),
      ...(lost.length > mostLost ? [['lost', `and ${lost.length - mostLost} more statements`] as const] : []),
    ],
  };
}

const mostLost = 5;

function more({ count: all, first }: RowsDifference['missing'], label: string): readonly Row[] {
  return all > first.length ? [[label, `and ${all - first.length} more`]] : [];
}

function leftOutItem(statement: DataStatement): Item {
  return { tone: 'clean', head: statementText(statement), rows: [] };
}

function statementText({ statement, table, place }: DataStatement): string {
  return `${statement} ${table}, ${placeText(place)}`;
}

function placeText({ migration, file, line }: SourcePlace): string {
  return `${migration} (${file}:${line})`;
}

function breakItem({ what, why, remedy }: Break, tone: Tone): Item {
  return {
    tone,
    head: what,
    rows: [
      ['why', why],
      ['do', remedy],
    ],
  };
}
