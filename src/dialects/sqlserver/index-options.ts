import { lookUp } from '../../model/look-up.ts';
import type { Attributes } from '../../model/table.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { textOf } from './statement.ts';

/** What WITH and ON say of an index or a constraint: what it is afterwards, and how it is made. */
export interface IndexOptions {
  readonly attributes: Attributes;
  readonly execution: Attributes;
}

/** Options that say how the work is done and leave no trace. Documentation: "CREATE INDEX". */
const executionOptions: ReadonlySet<string> = new Set([
  ...['drop-existing', 'max-duration', 'maxdop', 'online', 'resumable', 'sort-in-tempdb', 'move', 'abort-after-wait'],
]);

/** What the server does when nothing is said; saying it is the same. */
const defaults: Readonly<Record<string, string>> = {
  'allow-page-locks': 'on',
  'allow-row-locks': 'on',
  'drop-existing': 'off',
  'ignore-dup-key': 'off',
  online: 'off',
  'optimize-for-sequential-key': 'off',
  'pad-index': 'off',
  resumable: 'off',
  'sort-in-tempdb': 'off',
  'statistics-incremental': 'off',
  'statistics-norecompute': 'off',
  filegroup: 'PRIMARY',
  fillfactor: '0',
  textimage: 'PRIMARY',
};

/** `WITH (…)`, `WITH FILLFACTOR = 80`, `ON filegroup`, `FILESTREAM_ON x`, `TEXTIMAGE_ON x`, each when it comes next. */
export function readIndexOptions(cursor: TokenCursor): IndexOptions {
  const attributes: Record<string, string> = {};
  const execution: Record<string, string> = {};
  const keep: Keep = (key, value) => {
    if (lookUp(defaults, key) === value || (key === 'fillfactor' && value === '100')) return;
    if (executionOptions.has(key)) execution[key] = value;
    else attributes[key] = value;
  };
  for (;;) {
    if (cursor.isAt('WITH') && !cursor.isAt('WITH', 'VALUES')) {
      cursor.index++;
      if (cursor.isAtOperator('(')) {
        cursor.parenthesised(() => {
          readOptions(cursor, keep);
        });
      } else readOptions(cursor, keep);
    } else if (cursor.accept('ON')) keep('filegroup', storage(cursor));
    else if (cursor.accept('FILESTREAM_ON')) keep('filestream', storage(cursor));
    else if (cursor.accept('TEXTIMAGE_ON')) keep('textimage', storage(cursor));
    else break;
  }
  return { attributes, execution };
}

type Keep = (key: string, value: string) => void;

function readOptions(cursor: TokenCursor, keep: Keep): void {
  do readOption(cursor, keep);
  while (cursor.acceptOperator(','));
}

/** `NAME = value`, `NAME = ON (…)`, or a name alone as the old syntax has it. */
function readOption(cursor: TokenCursor, keep: Keep): void {
  const key = optionName(cursor);
  if (!cursor.acceptOperator('=')) {
    keep(key, cursor.isAtOperator('(') ? textOf(cursor, cursor.balanced()) : 'on');
    return;
  }
  const from = cursor.index;
  // ON is a value, and after a value what comes before a filegroup.
  if (cursor.isAtOperator(',') || cursor.isAtOperator(')')) cursor.fail('a value');
  cursor.take();
  cursor.skipUntil(() => cursor.isAtOperator(',') || endsOption(cursor));
  keep(key, textOf(cursor, { from, to: cursor.index }).toLowerCase());
}

/** One word with underscores; in Azure Synapse several words: `CLUSTERED COLUMNSTORE INDEX`. */
function optionName(cursor: TokenCursor): string {
  const words = [cursor.name('an option')];
  while (cursor.isName() && !endsOption(cursor)) words.push(cursor.name('an option'));
  return words.join('-').toLowerCase().replaceAll('_', '-');
}

function endsOption(cursor: TokenCursor): boolean {
  return afterOptions.has(cursor.peekWord()) || (cursor.isAt('ON') && !cursor.isAt('ON', 'PARTITIONS'));
}

const afterOptions: ReadonlySet<string> = new Set(['FILESTREAM_ON', 'TEXTIMAGE_ON', 'FOR', 'REFERENCES', 'CONSTRAINT']);

/** A filegroup, or a partition scheme with its column. */
function storage(cursor: TokenCursor): string {
  const from = cursor.index;
  if (cursor.peek()?.type === 'string') cursor.take();
  else cursor.name('a filegroup');
  if (!cursor.isAtOperator('(')) return unquoted(textOf(cursor, { from, to: cursor.index }));
  cursor.balanced();
  return textOf(cursor, { from, to: cursor.index });
}

/** PRIMARY and DEFAULT are reserved, and so in brackets. */
function unquoted(name: string): string {
  const plain = name.replace(/^\[(.*)\]$/, '$1');
  return plain.toUpperCase() === 'PRIMARY' || plain.toUpperCase() === 'DEFAULT' ? 'PRIMARY' : name;
}

export function attributesOf(attributes: Attributes): { readonly attributes?: Attributes } {
  return Object.keys(attributes).length === 0 ? {} : { attributes };
}

export function executionOf(execution: Attributes): { readonly execution?: Attributes } {
  return Object.keys(execution).length === 0 ? {} : { execution };
}
