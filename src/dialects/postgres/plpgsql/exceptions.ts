import type { Guard } from '../../../model/operation.ts';
import type { PlpgsqlNode } from './tree.ts';
import { nodesIn, numberIn } from './tree.ts';

/** Errors that say that what should be made is there already. */
const duplicates: ReadonlySet<string> = new Set([
  'duplicate_alias',
  'duplicate_column',
  'duplicate_database',
  'duplicate_function',
  'duplicate_object',
  'duplicate_schema',
  'duplicate_table',
  'invalid_table_definition',
  'unique_violation',
]);

/** Errors that say that what should be changed is not there. */
const missing: ReadonlySet<string> = new Set([
  'invalid_catalog_name',
  'invalid_schema_name',
  'undefined_column',
  'undefined_function',
  'undefined_object',
  'undefined_table',
]);

/** The number of the level EXCEPTION of RAISE (ERROR in src/include/utils/elog.h). */
const errorLevel = 21;

/** What `EXCEPTION WHEN ... THEN` means for the statements of its block, when the handler lets the error pass. */
export function exceptionGuards({ fields }: PlpgsqlNode): readonly Guard[] {
  if (!nodesIn(fields['action']).every(isHarmless)) return [];
  const names = nodesIn(fields['conditions']).flatMap(({ fields: { condname } }) =>
    typeof condname === 'string' ? [condname] : [],
  );
  const kinds = new Set(names.map(guardKind));
  return [...kinds].map((kind) =>
    kind === 'condition' ? { kind, text: `NOT (EXCEPTION WHEN ${names.join(' OR ')})` } : { kind },
  );
}

function guardKind(name: string): 'if-not-exists' | 'if-exists' | 'condition' {
  if (duplicates.has(name)) return 'if-not-exists';
  return missing.has(name) ? 'if-exists' : 'condition';
}

/** A message below the level of an error. */
function isHarmless({ kind, fields }: PlpgsqlNode): boolean {
  return kind === 'PLpgSQL_stmt_raise' && (numberIn(fields['elog_level']) ?? errorLevel) < errorLevel;
}
