import type { Diagnostic } from '../model/diagnostic.ts';

/** The order in which findings are reported: by file, place and rule. */
export function inOrder(one: Pick<Diagnostic, 'span' | 'rule'>, other: Pick<Diagnostic, 'span' | 'rule'>): number {
  return compare(one.span.file, other.span.file) || one.span.start - other.span.start || compare(one.rule, other.rule);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
