import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { phrase } from '../../phrase.ts';
import { lexSqlServer } from '../lexicon.ts';
import { quotedString } from '../strings.ts';
import { TokenCursor } from '../../lexer/cursor.ts';
import { writeColumn } from './columns.ts';
import { writeConstraint, writeInlineIndex } from './keys.ts';
import { writeName, writeQualified } from './names.ts';
import { writeOptions } from './options.ts';

export function writeCreateTable(operation: Operation<'CreateTable'>): string | undefined {
  const { table, columns, constraints, indexes, from, query, partitionBy, comment, attributes = {} } = operation;
  if (from !== undefined || partitionBy !== undefined || comment !== undefined) return undefined;
  // Only the name makes a table temporary.
  const isNamedTemporary = table.name.startsWith('#') || table.name.startsWith('@');
  if ((operation.temporary ?? false) !== isNamedTemporary) return undefined;
  if (query !== undefined) return columns.length === 0 ? selectInto(query, table) : undefined;

  const elements = [
    ...columns.map(writeColumn),
    ...constraints.map((constraint) => (constraint.validated ? writeConstraint(constraint) : undefined)),
    ...indexes.map(writeInlineIndex),
    ...(attributes['period'] === undefined ? [] : [`PERIOD FOR SYSTEM_TIME (${attributes['period']})`]),
  ];
  if (elements.includes(undefined) || attributes['connection'] !== undefined) return undefined;
  const body = elements.length === 0 ? '' : `(\n  ${elements.join(',\n  ')}\n)`;
  if (table.name.startsWith('@')) return phrase('DECLARE', writeQualified(table), 'TABLE', body);
  const kind = attributes['kind'] === undefined ? '' : `AS ${attributes['kind'].toUpperCase()}`;
  return phrase('CREATE TABLE', writeQualified(table), body, kind, writeOptions(attributes));
}

/** The query with INTO before its FROM. */
function selectInto(query: string, table: QualifiedName): string {
  const lexed = lexSqlServer(query);
  const cursor = new TokenCursor(lexed, { from: 0, to: lexed.tokens.length });
  cursor.skipUntil(() => cursor.isAt('FROM'));
  const at = cursor.peek()?.start ?? query.length;
  return phrase(query.slice(0, at).trimEnd(), 'INTO', writeQualified(table), query.slice(at));
}

export function writeDropTable({ table, temporary, cascade }: Operation<'DropTable'>): string | undefined {
  if (cascade || (temporary ?? false) !== table.name.startsWith('#')) return undefined;
  return writeQualified(table);
}

export function alterTable(table: QualifiedName, action: string): string {
  return `ALTER TABLE ${writeQualified(table)} ${action}`;
}

/** Facets of a table that SET changes. */
const settable: ReadonlySet<string> = new Set(['lock-escalation', 'system-versioning', 'data-deletion']);

export function writeAlterTable({ table, attributes, execution = {} }: Operation<'AlterTable'>): string | undefined {
  const entries = Object.entries(attributes);
  if (execution['rebuild'] === 'yes') {
    const partition = execution['partition'];
    return alterTable(
      table,
      phrase('REBUILD', partition !== undefined && `PARTITION = ${partition}`, writeOptions(attributes, execution)),
    );
  }
  if (execution['switch'] !== undefined) {
    const { switch: from, to, 'switch-options': options } = execution;
    return alterTable(table, phrase('SWITCH', from !== 'all' && `PARTITION ${from}`, `TO ${to ?? ''}`, options));
  }
  if (entries.length === 0 || !entries.every(([key]) => settable.has(key))) return undefined;
  const options = entries.map(([key, value]) => {
    const word = /^\w+$/.test(value) ? value.toUpperCase() : value;
    return `${key.replaceAll('-', '_').toUpperCase()} = ${word}`;
  });
  return alterTable(table, `SET (${options.join(', ')})`);
}

/** sp_rename takes the new name as it is, without a schema: another schema needs ALTER SCHEMA. */
export function writeRenameTable({ table, newName }: Operation<'RenameTable'>): readonly string[] | undefined {
  const target = newName.schema ?? table.schema;
  const moved = target?.toLowerCase() !== table.schema?.toLowerCase();
  const renamed = newName.name !== table.name;
  if (moved && (target === undefined || renamed)) return undefined;
  if (moved) return [`ALTER SCHEMA ${writeName(target ?? '')} TRANSFER ${writeQualified(table)}`];
  return renamed ? [spRename(writeQualified(table), newName.name)] : undefined;
}

export function spRename(path: string, newName: string, kind?: 'COLUMN' | 'INDEX' | 'OBJECT' | 'USERDATATYPE'): string {
  const type = kind === undefined ? '' : `, ${quotedString(kind)}`;
  return `EXEC sp_rename ${quotedString(path)}, ${quotedString(newName)}${type}`;
}
