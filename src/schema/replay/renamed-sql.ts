import type { DialectName, QualifiedName } from '../../model/names.ts';
import { samePart } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import type { Expression } from '../../model/table.ts';

export interface Rename {
  readonly column: string;
  readonly newName: string;
}

const quotes: Readonly<Record<DialectName, readonly [open: string, close: string]>> = {
  postgres: ['"', '"'],
  mysql: ['`', '`'],
  sqlserver: ['[', ']'],
  sqlite: ['"', '"'],
};

/** Strings and quoted names as wholes, and words with what tells whether they are a function's name. */
const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]\d][^\]]*(?:\]|$)|[\p{L}_][\p{L}\p{N}_$]*(?=\s*\()|[\p{L}_][\p{L}\p{N}_$]*/gu;

/** An expression of a table in which a column has been renamed, as engines that store it parsed print it from then on. */
export function renameInExpression(schema: Schema, expression: Expression, rename: Rename): Expression {
  const sql = expression.sql.replace(token, (word, at: number) => {
    if (word.startsWith("'") || /^\s*\(/.test(expression.sql.slice(at + word.length))) return word;
    return samePart(schema.traits, withoutQuotes(word), rename.column)
      ? written(schema.traits.name, rename.newName)
      : word;
  });
  return sql === expression.sql ? expression : { ...expression, sql };
}

/** A query or a trigger in which a relation has been renamed: after FROM, INTO, JOIN, ON or UPDATE, and before a column of its. */
export function renameInQuery(schema: Schema, query: string, from: QualifiedName, to: QualifiedName): string {
  const { traits } = schema;
  if (traits.codeKeepsNames === true) return query;
  return query.replace(token, (word, at: number) => {
    if (word.startsWith("'") || !samePart(traits, withoutQuotes(word), from.name)) return word;
    if (query[at + word.length] === '.') return written(traits.name, to.name);
    if (!/\b(?:from|into|join|on|update)\s+(?:only\s+)?$/i.test(query.slice(0, at))) return word;
    const isElsewhere = to.schema !== undefined && to.schema !== traits.defaultSchema && to.schema !== from.schema;
    return [...(isElsewhere ? [to.schema] : []), to.name].map((part) => written(traits.name, part)).join('.');
  });
}

function withoutQuotes(word: string): string {
  return /^["`[]/.test(word) ? word.slice(1, -1) : word;
}

function written(dialect: DialectName, name: string): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name)) return name;
  const [open, close] = quotes[dialect];
  return `${open}${name.replaceAll(close, close + close)}${close}`;
}
