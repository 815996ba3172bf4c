import { normalForm } from '../../dialects/lexer/normal-form.ts';
import { nameOf } from '../../dialects/lexer/quoting.ts';
import { lexMysql } from '../../dialects/mysql/lexicon.ts';
import type { CatalogDigest } from '../engine.ts';
import { optionalTextIn, textIn } from '../rows.ts';
import type { Row } from '../rows.ts';
import { tableDefinitions } from '../table-definitions.ts';
import type { Query } from './rows.ts';

type Fact = readonly [subject: string, value: string];

/**
 * What the server shows of each object (SHOW CREATE), a subject for each column, key, constraint and option of a table,
 * and what it shows nowhere but in information_schema. The database itself cannot be altered: that is refused by name, and
 * so are grants.
 */
export async function readDigest(query: Query, database: string): Promise<CatalogDigest> {
  const own = (sql: string): string => sql.replaceAll(`\`${database}\`.`, '');
  const facts: Fact[] = [];
  const tables = await query(
    'SELECT * FROM information_schema.tables WHERE table_schema = ? ORDER BY BINARY table_name',
    [database],
  );
  for (const row of tables) {
    const name = textIn(row, 'TABLE_NAME');
    switch (textIn(row, 'TABLE_TYPE')) {
      case 'VIEW':
        facts.push(...(await shown(query, 'View', 'view', name)).map(([of, sql]) => [of, own(sql)] as const));
        break;
      case 'SEQUENCE':
        facts.push(...(await shown(query, 'Sequence', 'sequence', name, 'Create Table')));
        facts.push([`sequence ${name}, next value`, await nextValue(query, name)]);
        break;
      default:
        facts.push(...(await tableFacts(query, name)));
    }
  }
  facts.push(...(await columnFacts(query, database)));
  for (const row of await query('SELECT * FROM information_schema.routines WHERE routine_schema = ?', [database])) {
    const type = textIn(row, 'ROUTINE_TYPE').toLowerCase();
    const name = textIn(row, 'ROUTINE_NAME');
    facts.push(...(await shown(query, type, type, name)));
  }
  for (const row of await query('SELECT * FROM information_schema.triggers WHERE trigger_schema = ?', [database])) {
    const name = textIn(row, 'TRIGGER_NAME');
    facts.push(...(await shown(query, 'Trigger', 'trigger', name, 'SQL Original Statement')));
    facts.push([`trigger ${name}, place among its kind`, textIn(row, 'ACTION_ORDER').replace(/^1$/u, '')]);
  }
  for (const row of await query('SELECT * FROM information_schema.events WHERE event_schema = ?', [database])) {
    const name = textIn(row, 'EVENT_NAME');
    const event = await shown(query, 'Event', 'event', name);
    // Where nothing was said, an event starts when it was made.
    facts.push(...event.map(([of, sql]) => [of, sql.replace(/ STARTS '[^']*'/u, '')] as const));
    facts.push([`event ${name}, starts`, optionalTextIn(row, 'STARTS') ?? '']);
  }
  return new Map(
    facts.filter(([, value]) => value !== '').toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)),
  );
}

/** What SHOW CREATE has of an object, and the session's settings with which it was made and runs. */
async function shown(
  query: Query,
  statement: string,
  subject: string,
  name: string,
  column?: string,
): Promise<readonly Fact[]> {
  const [row] = await query(`SHOW CREATE ${statement.toUpperCase()} ${quoted(name)}`);
  if (row === undefined) return [];
  const of = `${subject} ${name}`;
  const sql = Object.keys(row).find(
    (key) => key === column || key.toLowerCase() === `create ${statement.toLowerCase()}`,
  );
  const settings = ['sql_mode', 'character_set_client', 'collation_connection', 'Database Collation', 'time_zone'];
  return [
    [of, sql === undefined ? 'there' : textIn(row, sql)],
    ...settings.map((setting): Fact => [`${of}, ${setting.toLowerCase()}`, textIn(row, setting)]),
  ];
}

async function tableFacts(query: Query, name: string): Promise<readonly Fact[]> {
  const [row] = await query(`SHOW CREATE TABLE ${quoted(name)}`);
  const lexed = lexMysql(row === undefined ? '' : textIn(row, 'Create Table'));
  const { definitions, options } = tableDefinitions(lexed);
  const table = `table ${name}`;
  const columns: string[] = [];
  const facts = definitions.map(({ from, to }): Fact => {
    const first = lexed.tokens[from];
    const definition = normalForm(lexed, { from: first?.type === 'quoted-name' ? from + 1 : from, to });
    if (first?.type === 'quoted-name') {
      columns.push(nameOf(lexed.text, first));
      return [`${table}, column ${nameOf(lexed.text, first)}`, definition];
    }
    // `CONSTRAINT x FOREIGN KEY ...`, `UNIQUE KEY x (...)`, `PRIMARY KEY (...)`: the words up to the name say what it is.
    const at = lexed.tokens.slice(from, to).findIndex(({ type }) => type !== 'word');
    const kind = normalForm(lexed, { from, to: from + Math.max(at, 1) }).toLowerCase();
    const named = lexed.tokens[from + at];
    return [
      named?.type === 'quoted-name' ? `${table}, ${kind} ${nameOf(lexed.text, named)}` : `${table}, ${kind}`,
      definition,
    ];
  });
  const printed = normalForm(lexed, options);
  const next = /^(?<before>ENGINE ?= ?\w+ )AUTO_INCREMENT ?= ?(?<next>\d+) ?/u.exec(printed)?.groups;
  return [
    [table, 'there'],
    [`${table}, order of columns`, columns.join(', ')],
    ...facts,
    [`${table}, options`, next === undefined ? printed : printed.replace(/AUTO_INCREMENT ?= ?\d+ ?/u, '').trimEnd()],
    [`${table}, auto_increment`, next?.['next'] ?? ''],
  ];
}

/** SHOW CREATE TABLE says the collation of a column only where it is another than the table's. */
async function columnFacts(query: Query, database: string): Promise<readonly Fact[]> {
  const rows = await query(
    `SELECT c.* FROM information_schema.columns c JOIN information_schema.tables t
       ON t.table_schema = c.table_schema AND t.table_name = c.table_name
     WHERE c.table_schema = ? AND t.table_type NOT IN ('VIEW', 'SEQUENCE')`,
    [database],
  );
  return rows.map((row: Row) => [
    `table ${textIn(row, 'TABLE_NAME')}, column ${textIn(row, 'COLUMN_NAME')}, collation`,
    optionalTextIn(row, 'COLLATION_NAME') ?? '',
  ]);
}

async function nextValue(query: Query, sequence: string): Promise<string> {
  const [row] = await query(`SELECT next_not_cached_value AS next FROM ${quoted(sequence)}`);
  return row === undefined ? '' : textIn(row, 'next');
}

function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
