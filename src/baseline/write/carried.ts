import type { Migration } from '../../model/migration.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { printableLine } from '../../model/printable.ts';
import type { Schema } from '../../model/schema.ts';
import { placeOf, shortened } from './place.ts';
import type { BaseRequest } from './request.ts';

export interface Carried {
  readonly statements: readonly string[];
  readonly notes: readonly string[];
}

/**
 * What old migrations did that no schema holds. Grants of what is still there are said again, in their order; of the
 * rest it is told where it stands, so that nothing is lost in silence.
 */
export function carriedOver(
  { squashed, files, dialect }: Pick<BaseRequest, 'squashed' | 'files' | 'dialect'>,
  schema: Schema,
): Carried {
  const statements: string[] = [];
  const notes: string[] = [];
  for (const operation of squashed.filter((one) => one.repeatable !== true).flatMap(operationsOf)) {
    const granted =
      operation.kind === 'Grant' && isStillThere(operation, schema) ? dialect.write(operation) : undefined;
    if (granted !== undefined) {
      statements.push(...granted);
      continue;
    }
    const why = lostOf(operation) ?? rowsOf(operation, schema);
    if (why !== undefined) notes.push(`${placeOf(operation.span, files)}: ${why}`);
  }
  return { statements, notes: [...new Set(notes)] };
}

function operationsOf({ up }: Migration): readonly Operation[] {
  return up.flatMap((statement) => (statement.forgotten?.what === 'execution' ? [] : statement.operations));
}

/** A statement about all of a schema meant what was there then. */
function isStillThere({ tables, text }: Operation<'Grant'>, schema: Schema): boolean {
  if (/\bON\s+ALL\b/i.test(text)) return false;
  if (tables.length > 0) {
    const isThere = (name: QualifiedName): boolean => {
      const key = nameKey(schema.traits, name);
      return schema.tables.has(key) || schema.views.has(key) || schema.sequences.has(key);
    };
    return tables.every(isThere);
  }
  const [, kind = '', name = '', types] = granted.exec(text) ?? [];
  const [own = '', above] = name.replaceAll('"', '').split('.').toReversed();
  const key = nameKey(schema.traits, above === undefined ? { name: own } : { schema: above, name: own });
  switch (kind.toUpperCase()) {
    case 'SCHEMA':
      return key === schema.traits.defaultSchema || schema.schemas.has(key);
    case 'TYPE':
    case 'DOMAIN':
      return schema.types.has(key);
    case 'SEQUENCE':
      return schema.sequences.has(key);
    case 'FUNCTION':
    case 'PROCEDURE':
    case 'ROUTINE':
      return isRoutine(key, types, schema);
    default:
      return false;
  }
}

const granted =
  /\bON\s+(SCHEMA|TYPE|DOMAIN|SEQUENCE|FUNCTION|PROCEDURE|ROUTINE)\s+((?:"[^"]+"|\w+)(?:\.(?:"[^"]+"|\w+))?)(?:\s*\(([^()]*)\))?\s+(?:TO|FROM)\b/i;

/** Types can be written in several ways: as many of them is enough where the name is no other's. */
function isRoutine(key: string, types: string | undefined, schema: Schema): boolean {
  const found = [...schema.routines.values()].filter(({ name }) => nameKey(schema.traits, name) === key);
  const argumentsIn = (list: string): number => (list.trim() === '' ? 0 : list.split(',').length);
  const [only, ...others] = found;
  if (only === undefined) return false;
  if (types === undefined) return others.length === 0;
  return others.length === 0
    ? argumentsIn(only.signature ?? '') === argumentsIn(types)
    : found.some(({ signature }) => signature === types);
}

/** What is to be done about an operation whose effect no schema holds; `undefined`: nothing of it is lost. */
function lostOf(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'Opaque':
      return `not understood (${operation.detail}): carry over what of it still counts: ${shortened(operation.text)}`;
    case 'Grant':
      return `not said again, since what it names cannot be told to be as it was: ${shortened(operation.text)}`;
    case 'CallRoutine':
      return `calls what only the database knows: carry over what of it still counts: ${shortened(operation.text)}`;
    case 'Query':
      return callsForItsEffect(operation)
        ? `a query that calls a function for its effect: carry it over if that still counts: ${shortened(operation.text)}`
        : undefined;
    case 'CreateObject':
    case 'AlterObject':
      return operation.objectType === 'default-privileges'
        ? `default privileges come last in the base: tables that the old migrations made behind them had them, too: ${shortened(operation.definition)}`
        : undefined;
    case 'SetVariable':
      return operation.scope === 'global' ? `sets ${operation.name} for the whole server: carry it over` : undefined;
    default:
      return undefined;
  }
}

/** Rows of a table that the chain did not make are not among those that can be kept. */
function rowsOf(operation: Operation, schema: Schema): string | undefined {
  switch (operation.kind) {
    case 'InsertRows':
    case 'UpdateRows':
    case 'DeleteRows':
    case 'MergeRows':
      return schema.tables.get(nameKey(schema.traits, operation.table))?.complete === false
        ? `changes rows of ${printableLine(displayName(operation.table))}, which the old migrations did not make: carry it over`
        : undefined;
    default:
      return undefined;
  }
}

/** Setting the session up, as dumps do, is over with the session; a sequence is set from the rows. */
function callsForItsEffect({ text, reads }: Operation<'Query'>): boolean {
  return (
    reads.length === 0 && /\w\s*\(/.test(text) && !/\b(?:set_config|setval|current_setting|version)\s*\(/i.test(text)
  );
}
