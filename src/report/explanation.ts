import type { Diagnostic, Fix } from '../model/diagnostic.ts';

/** A finding as running text: what, why, what to do. */
export function explanation({ message, why, remedy }: Diagnostic): string {
  return [
    message,
    ...(why.trim() === '' ? [] : [`Why: ${why}`]),
    ...(remedy.trim() === '' ? [] : [`What to do: ${remedy}`]),
  ].join('\n\n');
}

/** Every change that a finding offers, the one that is applied by itself first. */
export function offers({ fix, rewrite, suggestions }: Diagnostic): readonly Fix[] {
  return [...(fix === undefined ? [] : [fix]), ...(rewrite === undefined ? [] : [rewrite]), ...suggestions];
}
