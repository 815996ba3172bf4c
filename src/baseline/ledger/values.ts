import type { MigrationEntry } from '../../frameworks/framework.ts';
import type { DialectName } from '../../model/names.ts';
import { plainText } from '../../model/source-text.ts';
import { crc32OfLines, sha1OfNameAndText, sha256 } from './checksums.ts';
import { descriptionOf, fileNameOf, keyOf } from './names.ts';
import type { KnownLedger } from './request.ts';
import type { RowLanguage } from './rows.ts';
import { identityOf, valueIn } from './rows.ts';

export interface Assignment {
  readonly column: string;
  readonly value: string;
  /** A row that has it can only be the base's: an identity alone can be that of an old migration, too. */
  readonly proves: boolean;
}

/** What changes in the row of the last old migration for it to be the base's. */
export function assignmentsOf(request: KnownLedger, rows: RowLanguage, last: MigrationEntry): readonly Assignment[] {
  const { ledger, base } = request;
  const isMoved = identityOf(rows, base) !== identityOf(rows, last);
  return ledger.columns.flatMap((column): readonly Assignment[] => {
    const name = rows.name(column);
    if (column.holds === 'script-name') {
      return fileNameOf(base) === fileNameOf(last)
        ? []
        : [{ column: name, value: renamed(request, name, last), proves: false }];
    }
    if (column.name === ledger.identity) {
      return isMoved ? [{ column: name, value: valueIn(rows, column, identityOf(rows, base)), proves: false }] : [];
    }
    const value = valueOf(request, rows, column);
    return value === undefined ? [] : [{ column: name, value, proves: isChecksum(column.holds) }];
  });
}

type Holds = KnownLedger['ledger']['columns'][number]['holds'];

function isChecksum(holds: Holds): boolean {
  return holds === 'sha256-of-file' || holds === 'sha1-of-name-and-text' || holds === 'crc32-of-lines';
}

/** `undefined`: the row keeps what it has. */
function valueOf(
  { base, files, framework, dialect }: KnownLedger,
  rows: RowLanguage,
  column: KnownLedger['ledger']['columns'][number],
): string | undefined {
  const text = files.read(base.file) ?? '';
  switch (column.holds) {
    case 'id':
      return valueIn(rows, column, base.id);
    case 'key':
      return valueIn(rows, column, keyOf(base));
    case 'file-name':
      return valueIn(rows, column, fileNameOf(base));
    case 'timestamp':
      return valueIn(rows, column, /(?<!\d)\d+$/.exec(base.id)?.[0] ?? '');
    case 'description':
      return valueIn(rows, column, descriptionOf(framework.name, base));
    case 'type':
      return valueIn(rows, column, base.id.startsWith('B') ? 'SQL_BASELINE' : 'SQL');
    case 'sha256-of-file':
      return valueIn(rows, column, sha256(text));
    case 'sha1-of-name-and-text':
      return valueIn(rows, column, sha1OfNameAndText(base.file, text));
    case 'crc32-of-lines':
      return rows.value({ type: 'number', text: String(crc32OfLines(text)) });
    case 'statements': {
      const { statements } = dialect.read(plainText(base.file, text));
      const values = statements.map(({ span }) =>
        rows.value({ type: 'string', value: text.slice(span.start, span.end) }),
      );
      return `ARRAY[${values.join(', ')}]::text[]`;
    }
    case 'script-name':
    case 'scope':
    case 'model':
    case 'row-number':
    case 'row-uuid':
    case 'started-at':
    case 'applied-at':
    case 'applied-by':
    case 'duration':
    case 'is-applied':
    case 'is-dirty':
    case 'rolled-back-at':
    case 'steps':
    case 'tool-version':
    case 'log':
      return undefined;
  }
}

/** What stands before the name of the file stays. */
function renamed({ base, chain, dialect }: KnownLedger, column: string, last: MigrationEntry): string {
  const name = dialect.literal({ type: 'string', value: fileNameOf(base) }).sql;
  return withEnd[chain.dialect](column, fileNameOf(last).length, name);
}

/** A text with another end in the place of so many characters. */
const withEnd: Readonly<Record<DialectName, (column: string, length: number, end: string) => string>> = {
  postgres: (column, length, end) => `substr(${column}, 1, length(${column}) - ${length}) || ${end}`,
  sqlite: (column, length, end) => `substr(${column}, 1, length(${column}) - ${length}) || ${end}`,
  mysql: (column, length, end) => `CONCAT(SUBSTRING(${column}, 1, CHAR_LENGTH(${column}) - ${length}), ${end})`,
  sqlserver: (column, length, end) => `CONCAT(SUBSTRING(${column}, 1, LEN(${column}) - ${length}), ${end})`,
};
