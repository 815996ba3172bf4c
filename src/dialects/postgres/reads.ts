import type { Node } from 'libpg-query';
import type { QualifiedName } from '../../model/names.ts';
import { isRecord, walk } from './ast.ts';
import { callsIn } from './expressions.ts';

/** The tables and views that a query reads, each once, in order; names of common table expressions are left out. */
export function tablesIn(...roots: readonly unknown[]): readonly QualifiedName[] {
  const found = new Map<string, QualifiedName>();
  const expressions = new Set<string>();
  walk(roots, (kind, fields) => {
    if (kind === 'CommonTableExpr' && typeof fields['ctename'] === 'string') expressions.add(fields['ctename']);
    if (kind === 'RangeVar') add(found, rangeName(fields));
    // A statement's own target is no node of its own in the tree.
    for (const key of ['relation', 'into']) {
      const target = fields[key];
      if (isRecord(target) && typeof target['relname'] === 'string') add(found, rangeName(target));
    }
    return true;
  });
  return [...found.values()].filter((name) => name.schema !== undefined || !expressions.has(name.name));
}

/** Tables, views and routines that pieces of SQL name. */
export function usesIn(roots: readonly Node[]): readonly QualifiedName[] {
  const found = new Map<string, QualifiedName>();
  for (const name of tablesIn(...roots)) add(found, name);
  for (const root of roots) {
    for (const call of callsIn(root)) {
      const parts = call.split('.');
      const name = parts.pop() ?? '';
      const schema = parts.pop();
      add(found, schema === undefined ? { name } : { schema, name });
    }
  }
  return [...found.values()];
}

function add(found: Map<string, QualifiedName>, name: QualifiedName): void {
  found.set(`${name.schema ?? ''}.${name.name}`, name);
}

function rangeName(fields: Readonly<Record<string, unknown>>): QualifiedName {
  const name = typeof fields['relname'] === 'string' ? fields['relname'] : '';
  return typeof fields['schemaname'] === 'string' ? { schema: fields['schemaname'], name } : { name };
}
