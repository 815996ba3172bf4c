import { lookUp } from '../../model/look-up.ts';
import { elementsOf } from '../javascript/migrations/arguments.ts';
import { listed, sqlAt } from '../javascript/migrations/compose.ts';
import type { SqlPart } from '../javascript/migrations/compose.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { notKnown, obstruct } from '../javascript/migrations/reading.ts';
import type { Link, StringValue, Value } from '../javascript/value.ts';
import { linksOf, placeOf } from './links.ts';
import { identifier, qualified } from './names.ts';
import { expression, inBrackets } from './raw.ts';

type Writer = (link: Link, more: readonly Link[], schema: Value | undefined, reading: Reading) => StringValue;

/** The methods that add a constraint, to CREATE TABLE and to ALTER TABLE alike. `more` is chained on ALTER TABLE. */
const writers: Readonly<Record<string, Writer>> = {
  addPrimaryKeyConstraint: (link, more, _schema, reading) => {
    const [name, columns, build] = link.arguments;
    const tail = tailOf([...linksOf(build, 'the primary key', reading), ...more], reading);
    const at = placeOf(link);
    return sqlAt(at)`${named(name, reading)}primary key (${columnList(columns, at, reading)})${tail}`;
  },
  addUniqueConstraint: (link, more, _schema, reading) => {
    const [name, columns, build] = link.arguments;
    const calls = [...linksOf(build, 'the unique key', reading), ...more];
    const at = placeOf(link);
    const nulls = calls.some((call) => call.name === 'nullsNotDistinct') ? ' nulls not distinct' : '';
    return sqlAt(
      at,
    )`${named(name, reading)}unique${nulls} (${columnList(columns, at, reading)})${tailOf(calls, reading)}`;
  },
  addCheckConstraint: (link, _more, _schema, reading) => {
    const [name, check] = link.arguments;
    return sqlAt(placeOf(link))`${named(name, reading)}check ${inBrackets(expression(check, 'the check', reading))}`;
  },
  addForeignKeyConstraint: (link, more, schema, reading) => {
    const [name, columns, target, targets, build] = link.arguments;
    const at = placeOf(link);
    const own = sqlAt(at)`${named(name, reading)}foreign key (${columnList(columns, at, reading)})`;
    const table = qualified(target, schema, 'the table that is referenced', reading);
    const tail = tailOf([...linksOf(build, 'the foreign key', reading), ...more], reading);
    return sqlAt(at)`${own} references ${table} (${columnList(targets, at, reading)})${tail}`;
  },
};

/** A constraint; `undefined`: the call adds none. */
export function constraintSql(
  link: Link,
  more: readonly Link[],
  schema: Value | undefined,
  reading: Reading,
): StringValue | undefined {
  return lookUp(writers, link.name)?.(link, more, schema, reading);
}

function named(name: Value | undefined, reading: Reading): SqlPart {
  if (name === undefined || name.kind === 'undefined') return undefined;
  return sqlAt(name.at)`constraint ${identifier(name, 'the name', reading)} `;
}

export function columnList(columns: Value | undefined, at: Link['at'], reading: Reading): StringValue {
  const names = elementsOf(columns, 'the columns', reading).map((column) => identifier(column, 'a column', reading));
  return listed(
    names.filter((name) => name !== undefined),
    ', ',
    at,
  );
}

const clauses: Readonly<Record<string, string>> = {
  deferrable: 'deferrable',
  notDeferrable: 'not deferrable',
  initiallyDeferred: 'initially deferred',
  initiallyImmediate: 'initially immediate',
  nullsNotDistinct: '',
};

/** What stands behind a constraint: what happens to rows first, then when it is checked. */
function tailOf(calls: readonly Link[], reading: Reading): SqlPart {
  const [first] = calls;
  if (first === undefined) return undefined;
  const action = (name: string, words: string): SqlPart => {
    const call = calls.findLast((one) => one.name === name);
    if (call === undefined) return undefined;
    const [value] = call.arguments;
    if (value?.kind !== 'string') obstruct(reading, `what happens ${words}`, value);
    return value?.kind === 'string' ? sqlAt(placeOf(call))` ${words} ${value}` : undefined;
  };
  const others = calls.flatMap((call): SqlPart[] => {
    const words = lookUp(clauses, call.name);
    if (words === undefined && call.name !== 'onDelete' && call.name !== 'onUpdate') notKnown(reading, call.name);
    return words === undefined || words === '' ? [] : [` ${words}`];
  });
  const at = placeOf(first);
  return others.reduce<StringValue>(
    (sql, clause) => sqlAt(at)`${sql}${clause}`,
    sqlAt(at)`${action('onDelete', 'on delete')}${action('onUpdate', 'on update')}`,
  );
}
