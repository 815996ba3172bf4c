import type { ColumnType } from '../../model/column-type.ts';
import { lookUp } from '../../model/look-up.ts';
import type { CharacterSets } from '../../model/names.ts';
import { parseType } from './types.ts';

interface CharacterSet {
  readonly collation: string;
  /** The most bytes that one character takes. */
  readonly bytes: number;
}

/** SHOW CHARACTER SET of MariaDB 10.11; MySQL 8 differs where `ofMysql` says so. Those of one byte and `_general_ci` are left out. */
const characterSets: Readonly<Record<string, CharacterSet>> = {
  big5: { collation: 'big5_chinese_ci', bytes: 2 },
  dec8: { collation: 'dec8_swedish_ci', bytes: 1 },
  hp8: { collation: 'hp8_english_ci', bytes: 1 },
  latin1: { collation: 'latin1_swedish_ci', bytes: 1 },
  swe7: { collation: 'swe7_swedish_ci', bytes: 1 },
  ujis: { collation: 'ujis_japanese_ci', bytes: 3 },
  sjis: { collation: 'sjis_japanese_ci', bytes: 2 },
  tis620: { collation: 'tis620_thai_ci', bytes: 1 },
  euckr: { collation: 'euckr_korean_ci', bytes: 2 },
  gb2312: { collation: 'gb2312_chinese_ci', bytes: 2 },
  gbk: { collation: 'gbk_chinese_ci', bytes: 2 },
  gb18030: { collation: 'gb18030_chinese_ci', bytes: 4 },
  latin5: { collation: 'latin5_turkish_ci', bytes: 1 },
  cp932: { collation: 'cp932_japanese_ci', bytes: 2 },
  eucjpms: { collation: 'eucjpms_japanese_ci', bytes: 3 },
  ucs2: { collation: 'ucs2_general_ci', bytes: 2 },
  utf8mb3: { collation: 'utf8mb3_general_ci', bytes: 3 },
  utf8mb4: { collation: 'utf8mb4_general_ci', bytes: 4 },
  utf16: { collation: 'utf16_general_ci', bytes: 4 },
  utf16le: { collation: 'utf16le_general_ci', bytes: 4 },
  utf32: { collation: 'utf32_general_ci', bytes: 4 },
  binary: { collation: 'binary', bytes: 1 },
};

const ofMysql: Readonly<Record<string, CharacterSet>> = { utf8mb4: { collation: 'utf8mb4_0900_ai_ci', bytes: 4 } };

/** What is known of the character sets of one of the two servers. */
export function characterSetsOf(server: 'mysql' | 'mariadb'): CharacterSets {
  const find = (charset: string): CharacterSet => {
    const name = withoutAlias(charset.toLowerCase());
    const own = server === 'mysql' ? lookUp(ofMysql, name) : undefined;
    return own ?? lookUp(characterSets, name) ?? { collation: `${name}_general_ci`, bytes: 1 };
  };
  return {
    // Both are shipped with utf8mb4 by now: MySQL 8, and MariaDB as Debian, Docker's image and 11.6 have it.
    defaultCollation: (charset = 'utf8mb4') => find(charset).collation,
    charsetOf: (collation) => withoutAlias(collation.toLowerCase().replace(/_.*/, '')),
    collation: (name) => name.toLowerCase().replace(/^utf8(?=_|$)/, 'utf8mb3'),
    bytesOf: (charset) => find(charset).bytes,
    converted: (type, from, to) => (find(to).bytes > find(from).bytes ? enlarged(type) : type),
  };
}

/** `utf8` is the name of utf8mb3 on every server that is maintained. */
function withoutAlias(charset: string): string {
  return charset === 'utf8' ? 'utf8mb3' : charset;
}

const larger: Readonly<Record<string, string>> = { tinytext: 'text', text: 'mediumtext', mediumtext: 'longtext' };

/** Manual, "ALTER TABLE Statement": a TEXT column becomes the next larger when its text needs more bytes. */
function enlarged(type: ColumnType): ColumnType {
  const name = lookUp(larger, type.name);
  return name === undefined ? type : parseType(name);
}
