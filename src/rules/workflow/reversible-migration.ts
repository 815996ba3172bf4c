import { nameKey } from '../../model/names.ts';
import type { Operation, OperationKind } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import { mentions } from '../../model/table.ts';
import { factsOf } from '../../schema/catalog-facts.ts';
import type { Difference } from '../../schema/differences.ts';
import { differencesBetween, isOrderOfColumns } from '../../schema/differences.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { MigrationView, Report, Step } from '../rule.ts';
import { counted } from '../words.ts';

/** The tools whose migrations have a way back. */
const frameworks = [
  'ef-core',
  'ef6',
  'typeorm',
  'knex',
  'sequelize',
  'umzug',
  'kysely',
  'mikro-orm',
  'node-pg-migrate',
  'dbmate',
  'goose',
  'golang-migrate',
  'diesel',
];

export default defineRule({
  name: 'reversible-migration',
  category: 'workflow',
  severity: 'error',
  presets: ['strict', 'ef-core-team'],
  summary: 'A migration that cannot be taken back, or whose way back leads elsewhere',
  frameworks,
  options: noOptions,
  on: {
    migration(view, { report }) {
      const finding = wayBackOf(view);
      if (finding !== undefined) report(finding);
    },
  },
});

const declare =
  'if nothing can take it back, say so and why, in a comment: mig-lint-irreversible -- <why there is no way back>';

function wayBackOf(view: MigrationView): Report | undefined {
  const { migration, up, down } = view;
  if (!up.some(changes)) return undefined;
  if (down === undefined) {
    return {
      at: migration.head,
      message: `${migration.id} has no way back: there is no Down, or all it does is throw`,
      why: 'a release that has to be taken back leaves its schema behind, and the one before it was not written for that',
      remedy: `write a Down that undoes what Up does; ${declare}`,
    };
  }
  if (!down.some(changes)) {
    return {
      at: down[0]?.operation.span ?? migration.head,
      message: `Down of ${migration.id} does nothing, and Up does ${counted(up.filter(changes).length, 'thing')}`,
      why: 'the tool takes it for undone and forgets that it ran: the next time Up fails on what it left behind',
      remedy: `write a Down that undoes what Up does; ${declare}`,
    };
  }
  return detourOf(view, down);
}

/** Up and then Down have to end where they began. */
function detourOf(view: MigrationView, down: readonly Step[]): Report | undefined {
  // What was not understood on either side may be what is missing.
  if ([...view.up, ...down].some(({ operation }) => operation.kind === 'Opaque')) return undefined;
  const back = down.at(-1)?.after ?? view.after;
  const differences = differencesBetween(factsOf(view.before, 'stated'), factsOf(back, 'stated')).filter((one) =>
    isKnown(one, view.before, back),
  );
  const [first, ...others] = differences;
  if (first === undefined) return undefined;
  const { id } = view.migration;
  return {
    at: placeOf(first, view, down),
    message: `Down of ${id} does not lead back: ${described(first)}${others.length === 0 ? '' : `, and ${counted(others.length, 'more difference')}`}`,
    why: 'after a rollback the schema is one that no migration describes: what comes next fails on it, or works on other databases only',
    remedy: [
      'let Down restore what was there before:',
      ...differences.slice(0, shownDifferences).map((one) => `    ${described(one)}`),
      ...(differences.length > shownDifferences
        ? [`    and ${String(differences.length - shownDifferences)} more`]
        : []),
      declare,
    ].join('\n'),
  };
}

const shownDifferences = 8;

/** What a difference says, for people: `table product, column price, type: was decimal(10,2), comes back as integer`. */
function described({ subject, old, new: now }: Difference): string {
  if (now === undefined) return `${subject} does not come back`;
  if (old === undefined) return `${subject} stays behind`;
  return `${subject} was ${old === '' ? 'not set' : old}, comes back as ${now === '' ? 'not set' : now}`;
}

/** What breaks nothing: comments; and what a character set was follows from the collation, which is compared. */
const harmless = [', comment', ', charset'];

/** Whether a difference is one: the order of columns breaks nothing, and of some tables too little is known. */
function isKnown(difference: Difference, before: Schema, back: Schema): boolean {
  if (isOrderOfColumns(difference) || harmless.some((end) => difference.subject.endsWith(end))) return false;
  if (isFiller(difference, back)) return false;
  const key = tableIn(difference);
  if (key === undefined) return true;
  const [was, is] = [before.tables.get(key), back.tables.get(key)];
  // What nobody has created here can have held what comes back.
  if (difference.old === undefined) return was === undefined ? is?.complete !== false : was.complete;
  return true;
}

/** A default for the rows that are there, without which a column that may not be NULL cannot come back. */
function isFiller({ subject, old }: Difference, back: Schema): boolean {
  const [, key = '', name] = /^table ([^,]+), column (.+), default$/.exec(subject) ?? [];
  const column = back.tables.get(key)?.columns.find((one) => one.name === name);
  return old === 'none' && column?.nullable === false && column.default?.constant === true;
}

/** `t` of `table t, column a, type`. */
function tableIn({ subject }: Difference): string | undefined {
  return /^table ([^,]+)/.exec(subject)?.[1];
}

/** Where Down makes the difference, or, where it leaves something out, where Up does. */
function placeOf(
  difference: Difference,
  { migration, up, before: { traits } }: MigrationView,
  down: readonly Step[],
): Span {
  const key = tableIn(difference);
  const isOnTable = ({ operation }: Step): boolean => 'table' in operation && nameKey(traits, operation.table) === key;
  const isOnPart = ({ operation }: Step): boolean =>
    namesOf(operation).some((name) => mentions(difference.subject, name));
  const steps = difference.new === undefined ? [...up, ...down] : [...down, ...up];
  const onTable = steps.filter(isOnTable);
  return (onTable.find(isOnPart) ?? onTable[0] ?? steps.find(isOnPart))?.operation.span ?? migration.head;
}

/** What an operation on a table, or on something of its own, is about. */
function namesOf(operation: Operation): readonly string[] {
  const named: readonly unknown[] = [
    'column' in operation ? operation.column : undefined,
    'constraint' in operation ? operation.constraint : undefined,
    'index' in operation ? operation.index : undefined,
    'name' in operation ? operation.name : undefined,
  ];
  return named.flatMap((one) => {
    if (typeof one === 'string') return [one];
    return typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string' ? [one.name] : [];
  });
}

const sessionKinds: ReadonlySet<OperationKind> = new Set([
  'NoChange',
  'SetVariable',
  'Begin',
  'Commit',
  'Rollback',
  'Savepoint',
  'LockTable',
  'Maintenance',
  'Query',
]);

/** Whether a step changes the schema or rows. */
function changes({ operation }: Step): boolean {
  return !sessionKinds.has(operation.kind);
}
