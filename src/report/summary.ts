import type { ChainSummary, Report } from '../model/report.ts';
import { count, ofSeverity } from './counts.ts';

/** The run in one line: `1 error in 1 of 3 new migrations; 24 statements, all understood; 161 shipped on origin/main; 0.2 s`. */
export function summaryLine(report: Report): string {
  const { coverage, suppressed, durationMs } = report;
  if (coverage.migrations === 0 && report.diagnostics.length === 0) return 'no migrations found';
  return [
    findings(report),
    statements(report),
    ...(coverage.shipped === 0 ? [] : [`${coverage.shipped} shipped${shippedWhere(report.chains)}`]),
    ...(suppressed === 0 ? [] : [`${suppressed} suppressed`]),
    `${(durationMs / 1000).toFixed(1)} s`,
  ].join('; ');
}

/** `mysql (ef-core, mysql, 83 migrations)`. */
export function chainText({ name, framework, dialect, migrations }: ChainSummary): string {
  return `${name} (${framework}, ${dialect}, ${count(migrations, 'migration')})`;
}

function findings({ diagnostics, coverage }: Report): string {
  const kind = coverage.shipped > 0 && coverage.judged < coverage.migrations ? 'new migration' : 'migration';
  const affected = new Set(diagnostics.map(({ chain, migration }) => `${chain}\n${migration}`)).size;
  if (affected === 0) return coverage.judged === 0 ? `no ${kind}s` : `no problems in ${count(coverage.judged, kind)}`;

  const errors = ofSeverity(diagnostics, 'error');
  const warnings = ofSeverity(diagnostics, 'warning');
  const found = [
    ...(errors === 0 ? [] : [count(errors, 'error')]),
    ...(warnings === 0 ? [] : [count(warnings, 'warning')]),
  ].join(' and ');
  // What was found in shipped migrations (an edit, a deletion) is not part of the new ones.
  if (affected > coverage.judged) return `${found} in ${count(affected, 'migration')}`;
  return `${found} in ${affected} of ${count(coverage.judged, kind)}`;
}

function statements({ coverage: { statements: all, opaque } }: Report): string {
  if (opaque === 0) return `${count(all, 'statement')}, all understood`;
  return `${count(all, 'statement')}, ${opaque} could not be understood`;
}

function shippedWhere(chains: readonly ChainSummary[]): string {
  const places = new Set(chains.flatMap((chain) => chain.shippedWhere ?? []));
  return places.size === 0 ? '' : ` ${[...places].join(' and ')}`;
}
