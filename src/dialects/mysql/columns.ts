import type { Column, Constraint, Expression, Identity } from '../../model/table.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { acceptPhrase, phraseTable } from '../lexer/phrases.ts';
import { check } from './checks.ts';
import { expressionOf, readValue } from './expressions.ts';
import { readReference } from './keys.ts';
import { columnName, optionValue, stringIn } from './statement.ts';
import { parseType, readType } from './types.ts';

/** A column with the constraints that its definition holds. */
export interface ColumnDefinition {
  readonly column: Column;
  readonly constraints: readonly Constraint[];
}

export function readColumn(cursor: TokenCursor): ColumnDefinition {
  return readColumnNamed(cursor, columnName(cursor));
}

/** A column's definition from its type on: what CHANGE and MODIFY write after the name. */
export function readColumnNamed(cursor: TokenCursor, name: string): ColumnDefinition {
  if (cursor.accept('SERIAL')) return finish(cursor, serial(name));
  const isNational = nationalTypes.has(cursor.peekWord());
  const draft: Draft = { ...blank(name), type: readType(cursor) };
  if (isNational) draft.attributes['charset'] = 'utf8mb3';
  return finish(cursor, draft);
}

/** Types that bring their character set along. */
const nationalTypes: ReadonlySet<string> = new Set(['NATIONAL', 'NCHAR', 'NVARCHAR']);

/** A definition while it is being read. */
interface Draft {
  readonly name: string;
  type: Column['type'];
  nullable: boolean;
  default?: Expression | undefined;
  identity?: Identity | undefined;
  generated?: Column['generated'] | undefined;
  onUpdate?: Expression | undefined;
  collation?: string | undefined;
  comment?: string | undefined;
  readonly attributes: Record<string, string>;
  readonly constraints: Constraint[];
}

function blank(name: string): Omit<Draft, 'type'> {
  return { name, nullable: true, attributes: {}, constraints: [] };
}

const autoIncrement: Identity = { generation: 'auto-increment' };

/** SERIAL: BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE. */
function serial(name: string): Draft {
  const type = { text: 'bigint unsigned', name: 'bigint', family: 'integer', bits: 64, unsigned: true } as const;
  const unique: Constraint = { kind: 'Unique', columns: [name], validated: true };
  return { ...blank(name), type, nullable: false, identity: autoIncrement, constraints: [unique] };
}

function finish(cursor: TokenCursor, draft: Draft): ColumnDefinition {
  while (readFacet(cursor, draft));
  readAsJson(draft);
  const { constraints, attributes, ...facets } = draft;
  const { name, type, nullable, identity, generated, onUpdate, collation, comment } = facets;
  const byDefault = facets.default?.sql.toUpperCase() === 'NULL' ? undefined : facets.default;
  return {
    column: {
      name,
      type,
      nullable: nullable && identity === undefined,
      ...(byDefault === undefined ? {} : { default: byDefault }),
      ...(identity === undefined ? {} : { identity }),
      ...(generated === undefined ? {} : { generated }),
      ...(onUpdate === undefined ? {} : { onUpdate }),
      ...(collation === undefined ? {} : { collation }),
      ...(comment === undefined ? {} : { comment }),
      ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    },
    constraints,
  };
}

/** MariaDB prints JSON as what it makes of it: a text that is checked. */
function readAsJson(draft: Draft): void {
  if (draft.type.name !== 'longtext' || draft.collation !== 'utf8mb4_bin') return;
  const at = draft.constraints.findIndex(
    (constraint) =>
      constraint.kind === 'Check' &&
      constraint.columns[0] === draft.name &&
      /^json_valid\((?:`[^`]*`|\w+)\)$/i.test(constraint.expression.sql),
  );
  if (at === -1) return;
  draft.constraints.splice(at, 1);
  draft.type = parseType('json');
  delete draft.collation;
  delete draft.attributes['charset'];
}

/** One facet of a definition, taken when it stands there. */
type Facet = (cursor: TokenCursor, draft: Draft) => void;

const facets = phraseTable<Facet>([
  ['NOT NULL', (_, draft) => void (draft.nullable = false)],
  ['NULL', (_, draft) => void (draft.nullable = true)],
  ['SERIAL DEFAULT VALUE', serialDefault],
  ['DEFAULT', (cursor, draft) => void (draft.default = readValue(cursor))],
  ['ON UPDATE', (cursor, draft) => void (draft.onUpdate = readValue(cursor))],
  ['AUTO_INCREMENT', (_, draft) => void (draft.identity = autoIncrement)],
  ['PRIMARY KEY', primaryKey],
  ['KEY', primaryKey],
  ['UNIQUE KEY', unique],
  ['UNIQUE', unique],
  ['COMMENT', (cursor, draft) => void (draft.comment = stringIn(cursor))],
  ['COLLATE', (cursor, draft) => void (draft.collation = optionValue(cursor, 'a collation').toLowerCase())],
  ['CHARACTER SET', charset],
  ['CHAR SET', charset],
  ['CHARSET', charset],
  ['ASCII', (_, draft) => void (draft.attributes['charset'] = 'latin1')],
  ['UNICODE', (_, draft) => void (draft.attributes['charset'] = 'ucs2')],
  ['BINARY', attribute('collate', 'binary')],
  ['GENERATED ALWAYS AS ROW START', systemTime('start')],
  ['GENERATED ALWAYS AS ROW END', systemTime('end')],
  ['AS ROW START', systemTime('start')],
  ['AS ROW END', systemTime('end')],
  ['GENERATED ALWAYS AS', generated],
  ['AS', generated],
  ['CHECK', unnamedCheck],
  ['CONSTRAINT CHECK', unnamedCheck],
  ['CONSTRAINT', namedCheck],
  ['REFERENCES', reference],
  ['INVISIBLE', attribute('visible', 'no')],
  ['VISIBLE', attribute('visible', 'yes')],
  ['COLUMN_FORMAT', attribute('column-format')],
  ['STORAGE', attribute('storage')],
  ['SRID', attribute('srid')],
  ['COMPRESSED', attribute('compressed', 'yes')],
  ['ENGINE_ATTRIBUTE', attribute('engine-attribute')],
  ['SECONDARY_ENGINE_ATTRIBUTE', attribute('secondary-engine-attribute')],
  ['WITHOUT SYSTEM VERSIONING', attribute('system-versioning', 'no')],
  ['WITH SYSTEM VERSIONING', attribute('system-versioning', 'yes')],
]);

function readFacet(cursor: TokenCursor, draft: Draft): boolean {
  const facet = acceptPhrase(cursor, facets);
  facet?.(cursor, draft);
  return facet !== undefined;
}

function serialDefault(_: TokenCursor, draft: Draft): void {
  draft.nullable = false;
  draft.identity = autoIncrement;
  draft.constraints.push({ kind: 'Unique', columns: [draft.name], validated: true });
}

function primaryKey(_: TokenCursor, draft: Draft): void {
  draft.nullable = false;
  draft.constraints.push({ kind: 'PrimaryKey', columns: [draft.name], validated: true });
}

function unique(_: TokenCursor, draft: Draft): void {
  draft.constraints.push({ kind: 'Unique', columns: [draft.name], validated: true });
}

function charset(cursor: TokenCursor, draft: Draft): void {
  cursor.acceptOperator('=');
  draft.attributes['charset'] = optionValue(cursor, 'a character set').toLowerCase();
}

/** A facet that only this engine has; its value follows unless it is given. */
function attribute(key: string, value?: string): Facet {
  return (cursor, draft) => {
    if (value === undefined) cursor.acceptOperator('=');
    draft.attributes[key] = value ?? optionValue(cursor, 'a value');
  };
}

/** MariaDB: from when, and until when, a version of a row holds. */
function systemTime(end: 'start' | 'end'): Facet {
  return (_, draft) => {
    draft.nullable = false;
    draft.attributes['system-time'] = end;
  };
}

function generated(cursor: TokenCursor, draft: Draft): void {
  const expression = expressionOf(cursor.lexed, cursor.balanced());
  const stored = cursor.accept('STORED') || cursor.accept('PERSISTENT');
  if (!stored) cursor.accept('VIRTUAL');
  draft.generated = { expression, stored };
}

function unnamedCheck(cursor: TokenCursor, draft: Draft): void {
  addCheck(cursor, draft, undefined);
}

function namedCheck(cursor: TokenCursor, draft: Draft): void {
  const name = cursor.name("a constraint's name");
  cursor.expect('CHECK');
  addCheck(cursor, draft, name);
}

/** A check says in which column's definition it stands: to MariaDB it is a part of that. */
function addCheck(cursor: TokenCursor, draft: Draft, name: string | undefined): void {
  const { attributes, ...rest } = check(cursor, name);
  draft.constraints.push({ ...rest, attributes: { ...attributes, column: draft.name } });
}

/** MySQL before 9 reads REFERENCES on a column and forgets it, so it is no constraint here. */
function reference(cursor: TokenCursor, draft: Draft): void {
  const from = cursor.index;
  readReference(cursor);
  draft.attributes['references'] = cursor.text({ from, to: cursor.index });
}
