import { createHash } from 'node:crypto';
import type { Diagnostic } from '../model/diagnostic.ts';

/**
 * Gives each finding a name that stays the same when lines move: of its rule, its migration and its message. Equal
 * findings of one migration are numbered in their order.
 */
export function withFingerprints(findings: readonly Omit<Diagnostic, 'fingerprint'>[]): readonly Diagnostic[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = [finding.rule, finding.chain, finding.migration, finding.message].join('\0');
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const fingerprint = createHash('sha256')
      .update(`${key}\0${String(count)}`)
      .digest('hex')
      .slice(0, 16);
    return { ...finding, fingerprint };
  });
}
