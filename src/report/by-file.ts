import type { Diagnostic } from '../model/diagnostic.ts';

/** The findings of each file, in the order in which the files come. */
export function byFile(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const files = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const own = files.get(diagnostic.span.file) ?? [];
    own.push(diagnostic);
    files.set(diagnostic.span.file, own);
  }
  return files;
}
