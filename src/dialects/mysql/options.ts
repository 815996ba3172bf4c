import type { Attributes } from '../../model/table.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { acceptPhrase, phraseTable } from '../lexer/phrases.ts';
import { optionValue } from './statement.ts';

/** How an option's value is written. */
type ValueForm = 'word' | 'string' | 'list' | 'none';

/** An option of a table: its words, the attribute that it becomes, and its value's form. */
export interface TableOption {
  readonly words: string;
  readonly attribute: string;
  readonly form: ValueForm;
}

/** Names of engines, character sets and the like are kept in lower case; the engine does not tell them apart. */
const foldedAttributes: ReadonlySet<string> = new Set(['charset', 'collation', 'row-format', 'insert-method']);

/** The words of each option's first entry are those that the writer uses. */
export const tableOptions: readonly TableOption[] = [
  { words: 'ENGINE', attribute: 'engine', form: 'word' },
  { words: 'AUTO_INCREMENT', attribute: 'auto-increment', form: 'word' },
  { words: 'CHARACTER SET', attribute: 'charset', form: 'word' },
  { words: 'DEFAULT CHARACTER SET', attribute: 'charset', form: 'word' },
  { words: 'CHARSET', attribute: 'charset', form: 'word' },
  { words: 'DEFAULT CHARSET', attribute: 'charset', form: 'word' },
  { words: 'COLLATE', attribute: 'collation', form: 'word' },
  { words: 'DEFAULT COLLATE', attribute: 'collation', form: 'word' },
  { words: 'COMMENT', attribute: 'comment', form: 'string' },
  { words: 'ROW_FORMAT', attribute: 'row-format', form: 'word' },
  { words: 'KEY_BLOCK_SIZE', attribute: 'key-block-size', form: 'word' },
  { words: 'AVG_ROW_LENGTH', attribute: 'avg-row-length', form: 'word' },
  { words: 'CHECKSUM', attribute: 'checksum', form: 'word' },
  { words: 'COMPRESSION', attribute: 'compression', form: 'string' },
  { words: 'CONNECTION', attribute: 'connection', form: 'string' },
  { words: 'DATA DIRECTORY', attribute: 'data-directory', form: 'string' },
  { words: 'INDEX DIRECTORY', attribute: 'index-directory', form: 'string' },
  { words: 'DELAY_KEY_WRITE', attribute: 'delay-key-write', form: 'word' },
  { words: 'ENCRYPTION', attribute: 'encryption', form: 'string' },
  { words: 'ENCRYPTED', attribute: 'encrypted', form: 'word' },
  { words: 'ENGINE_ATTRIBUTE', attribute: 'engine-attribute', form: 'string' },
  { words: 'SECONDARY_ENGINE_ATTRIBUTE', attribute: 'secondary-engine-attribute', form: 'string' },
  { words: 'SECONDARY_ENGINE', attribute: 'secondary-engine', form: 'word' },
  { words: 'INSERT_METHOD', attribute: 'insert-method', form: 'word' },
  { words: 'MAX_ROWS', attribute: 'max-rows', form: 'word' },
  { words: 'MIN_ROWS', attribute: 'min-rows', form: 'word' },
  { words: 'PACK_KEYS', attribute: 'pack-keys', form: 'word' },
  { words: 'PAGE_CHECKSUM', attribute: 'page-checksum', form: 'word' },
  { words: 'PAGE_COMPRESSED', attribute: 'page-compressed', form: 'word' },
  { words: 'PAGE_COMPRESSION_LEVEL', attribute: 'page-compression-level', form: 'word' },
  { words: 'STATS_AUTO_RECALC', attribute: 'stats-auto-recalc', form: 'word' },
  { words: 'STATS_PERSISTENT', attribute: 'stats-persistent', form: 'word' },
  { words: 'STATS_SAMPLE_PAGES', attribute: 'stats-sample-pages', form: 'word' },
  { words: 'TABLESPACE', attribute: 'tablespace', form: 'word' },
  { words: 'TRANSACTIONAL', attribute: 'transactional', form: 'word' },
  { words: 'UNION', attribute: 'union', form: 'list' },
  { words: 'WITH SYSTEM VERSIONING', attribute: 'system-versioning', form: 'none' },
];

const optionsByWords = phraseTable(tableOptions.map((option) => [option.words, option] as const));

/** The option that comes next, taken; `undefined` when none does. */
export function readTableOption(cursor: TokenCursor): Attributes | undefined {
  const option = acceptPhrase(cursor, optionsByWords);
  if (option === undefined) return undefined;
  if (option.form === 'none') return { [option.attribute]: 'yes' };
  cursor.acceptOperator('=');
  if (option.form === 'list') return { [option.attribute]: cursor.text(cursor.balanced()) };
  const value = optionValue(cursor, `a value for ${option.words}`);
  return { [option.attribute]: foldedAttributes.has(option.attribute) ? value.toLowerCase() : value };
}

/** All options that follow one another, with or without commas. */
export function readTableOptions(cursor: TokenCursor): Attributes {
  let options: Attributes = {};
  for (;;) {
    if (cursor.isAtOperator(',')) cursor.take();
    const option = readTableOption(cursor);
    if (option === undefined) return options;
    options = { ...options, ...option };
  }
}
