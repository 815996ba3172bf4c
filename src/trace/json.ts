import { hintFor } from '../engines/hints.ts';
import { displayName } from '../model/names.ts';
import { jsonText } from '../report/json-text.ts';
import type { Trace } from './trace.ts';

/** Traces for programs: a contract, told apart by `version`. */
export function traceJson(traces: readonly (Trace & { readonly engine: string })[]): string {
  const plain = {
    version: 1,
    chains: traces.map(({ statements, failure, version, ...trace }) => ({
      ...trace,
      engineVersion: String(version),
      statements: statements.map(({ observed: { known: _known, ...observed }, ...statement }) => ({
        ...statement,
        predicted: statement.predicted ?? null,
        observed: {
          ...observed,
          locks: observed.locks?.map((lock) => ({ ...lock, table: displayName(lock.table) })) ?? null,
          scans: observed.scans ?? null,
        },
      })),
      failure: failure === undefined ? null : { ...failure, hint: hintFor(failure.message, failure.sql) ?? null },
    })),
  };
  return `${jsonText(plain, 2)}\n`;
}
