import type { Diagnostic } from '../model/diagnostic.ts';
import type { Conclusion } from './github.ts';

/** From which severity on findings fail the check; an annotation remains one all the same. */
export const failLevels = ['error', 'warning', 'never'] as const;

export type FailLevel = (typeof failLevels)[number];

/** What a check run comes to: findings that do not fail it leave it neutral. */
export function conclusionOf(diagnostics: readonly Diagnostic[], failOn: FailLevel): Conclusion {
  if (diagnostics.length === 0) return 'success';
  return diagnostics.some(({ severity }) => fails(severity, failOn)) ? 'failure' : 'neutral';
}

function fails(severity: Diagnostic['severity'], failOn: FailLevel): boolean {
  switch (failOn) {
    case 'error':
      return severity === 'error';
    case 'warning':
      return true;
    case 'never':
      return false;
  }
}
