import { isKeyword } from '../../dialects/sqlite/keywords.ts';
import { lexSqlite } from '../../dialects/sqlite/lexicon.ts';
import { normalForm } from '../../dialects/lexer/normal-form.ts';
import { nameOf } from '../../dialects/lexer/quoting.ts';
import type { LexedText, Token, TokenRange } from '../../dialects/lexer/token.ts';
import type { CatalogDigest } from '../engine.ts';
import { optionalTextIn, textIn } from '../rows.ts';
import type { Row } from '../rows.ts';
import { tableDefinitions } from '../table-definitions.ts';
import type { Query } from './query.ts';

type Fact = readonly [subject: string, value: string];

/** What starts a table's own constraint; every other definition is a column's. */
const constraintStart = /^(?:constraint|primary|unique|check|foreign)$/iu;

/**
 * The SQL that SQLite keeps of each object, in one form for spaces, comments, the case of key words and quotes that a
 * name does not need, a subject for each column and constraint; and what the pragmas say. Statistics of ANALYZE are left out.
 */
export function readDigest(query: Query): CatalogDigest {
  const objects = query(
    `SELECT type, name, sql FROM sqlite_schema
     WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY type, name`,
    [],
  );
  const facts = objects.flatMap((object) => {
    const subject = `${textIn(object, 'type')} ${textIn(object, 'name')}`;
    switch (textIn(object, 'type')) {
      case 'table':
        return tableFacts(query, subject, object);
      case 'index':
        return [[subject, normalized(textIn(object, 'sql'))] as const, ...indexFacts(query, subject, object)];
      default:
        return [[subject, normalized(textIn(object, 'sql'))] as const];
    }
  });
  return new Map([...facts, ...numbersOf(query)].filter(([, value]) => value !== ''));
}

function tableFacts(query: Query, subject: string, object: Row): readonly Fact[] {
  const name = textIn(object, 'name');
  const [listed] = query("SELECT * FROM pragma_table_list WHERE schema = 'main' AND name = ?", [name]);
  const isVirtual = listed !== undefined && textIn(listed, 'type') === 'virtual';
  const columns = query('SELECT * FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid', [name]);
  return [
    [subject, isVirtual ? normalized(textIn(object, 'sql')) : 'there'],
    [`${subject}, strict`, flag(listed, 'strict')],
    [`${subject}, without rowid`, flag(listed, 'wr')],
    [`${subject}, order of columns`, columns.map((column) => textIn(column, 'name')).join(', ')],
    ...columns.flatMap((column) => columnFacts(`${subject}, column ${textIn(column, 'name')}`, column)),
    ...(isVirtual ? [] : definitionFacts(subject, lexSqlite(textIn(object, 'sql')))),
    ...foreignKeyFacts(query, subject, name),
    ...keyFacts(query, subject, name),
  ];
}

function columnFacts(subject: string, column: Row): readonly Fact[] {
  const key = textIn(column, 'pk');
  return [
    [`${subject}, type`, textIn(column, 'type').toUpperCase()],
    [`${subject}, not null`, flag(column, 'notnull')],
    [`${subject}, default`, optionalTextIn(column, 'dflt_value') ?? ''],
    [`${subject}, place in the primary key`, key === '0' ? '' : key],
  ];
}

/** Checks, collations, generated values, what happens on a conflict: these the SQL alone knows. */
function definitionFacts(subject: string, lexed: LexedText): readonly Fact[] {
  const { definitions } = tableDefinitions(lexed);
  const constraints: string[] = [];
  const columns: Fact[] = [];
  for (const range of definitions) {
    const first = lexed.tokens[range.from];
    const word = first === undefined ? '' : lexed.text.slice(first.start, first.end);
    if (first === undefined || (first.type === 'word' && constraintStart.test(word))) {
      constraints.push(printed(lexed, range));
    } else {
      const definition = printed(lexed, { from: range.from + 1, to: range.to });
      columns.push([`${subject}, column ${nameOf(lexed.text, first)}`, definition === '' ? 'there' : definition]);
    }
  }
  return [...columns, [`${subject}, constraints`, constraints.toSorted().join('\n')]];
}

function foreignKeyFacts(query: Query, subject: string, table: string): readonly Fact[] {
  const keys = new Map<string, { from: string[]; to: string[]; row: Row }>();
  for (const row of query('SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq', [table])) {
    const id = textIn(row, 'id');
    const key = keys.get(id) ?? { from: [], to: [], row };
    key.from.push(textIn(row, 'from'));
    key.to.push(optionalTextIn(row, 'to') ?? 'its key');
    keys.set(id, key);
  }
  return [...keys.values()].map(({ from, to, row }) => [
    `${subject}, foreign key (${from.join(', ')}) to ${textIn(row, 'table')} (${to.join(', ')})`,
    `on update ${textIn(row, 'on_update')} on delete ${textIn(row, 'on_delete')} match ${textIn(row, 'match')}`,
  ]);
}

/** The indexes that stand for keys have no SQL, and names that only count them. */
function keyFacts(query: Query, subject: string, table: string): readonly Fact[] {
  return query("SELECT name, origin FROM pragma_index_list(?) WHERE origin <> 'c' ORDER BY name", [table]).map(
    (index) => [
      `${subject}, ${textIn(index, 'origin') === 'pk' ? 'primary' : 'unique'} key (${indexColumns(query, textIn(index, 'name'))})`,
      'there',
    ],
  );
}

function indexFacts(query: Query, subject: string, object: Row): readonly Fact[] {
  return [[`${subject}, columns`, indexColumns(query, textIn(object, 'name'))]];
}

function indexColumns(query: Query, index: string): string {
  return query('SELECT * FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno', [index])
    .map((column) => {
      const collation = textIn(column, 'coll');
      return [
        optionalTextIn(column, 'name') ?? 'an expression',
        ...(collation === 'BINARY' ? [] : [`collate ${collation}`]),
        ...(textIn(column, 'desc') === '1' ? ['desc'] : []),
      ].join(' ');
    })
    .join(', ');
}

/** The numbers in the file's head, and the last ones that AUTOINCREMENT has given. */
function numbersOf(query: Query): readonly Fact[] {
  const one = (sql: string, name: string): string => {
    const [row] = query(sql, []);
    return row === undefined ? '' : textIn(row, name).replace(/^0$/u, '');
  };
  const hasSequences = query("SELECT name FROM sqlite_schema WHERE name = 'sqlite_sequence'", []).length > 0;
  const sequences = hasSequences ? query('SELECT name, seq FROM sqlite_sequence ORDER BY name', []) : [];
  return [
    ['application_id', one('PRAGMA application_id', 'application_id')],
    ['user_version', one('PRAGMA user_version', 'user_version')],
    ['encoding', one('PRAGMA encoding', 'encoding').replace(/^UTF-8$/u, '')],
    ['auto_vacuum', one('PRAGMA auto_vacuum', 'auto_vacuum')],
    ...sequences.map((row): Fact => [`table ${textIn(row, 'name')}, last value`, textIn(row, 'seq')]),
  ];
}

function flag(row: Row | undefined, column: string): string {
  return row !== undefined && textIn(row, column) === '1' ? 'yes' : '';
}

function normalized(sql: string): string {
  const lexed = lexSqlite(sql);
  return printed(lexed, { from: 0, to: lexed.tokens.length });
}

function printed(lexed: LexedText, range: TokenRange): string {
  return normalForm(lexed, range, inOneForm);
}

/** Key words in capitals; a name without quotes where it can stand so. */
function inOneForm(text: string, token: Token): string {
  const written = text.slice(token.start, token.end);
  if (token.type === 'word') return isKeyword(written) ? written.toUpperCase() : written;
  if (token.type !== 'quoted-name') return written;
  const name = nameOf(text, token);
  return /^[A-Za-z_]\w*$/u.test(name) && !isKeyword(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
