import type { Diagnostic, Fix } from '../model/diagnostic.ts';
import { printable } from '../model/printable.ts';

/** A finding as running text: what, why, what to do. */
export function explanation({ message, why, remedy }: Pick<Diagnostic, 'message' | 'why' | 'remedy'>): string {
  return [
    message,
    ...(why.trim() === '' ? [] : [`Why: ${why}`]),
    ...(remedy.trim() === '' ? [] : [`What to do: ${remedy}`]),
  ].join('\n\n');
}

/** The same on one line, for hosts that show a line for each finding: safe to print, as they need not care. Code in the remedy stands in the sentence. */
export function explanationLine(diagnostic: Pick<Diagnostic, 'message' | 'why' | 'remedy'>): string {
  return printable(explanation(diagnostic))
    .split(/(?<!\n)\n{2,}(?=Why: |What to do: )/)
    .map(
      (part) =>
        `${part
          .trim()
          .replaceAll(/(?<!\s)\s*\n\s*/g, ' ')
          .replace(/\.$/, '')}.`,
    )
    .join(' ');
}

/** Every change that a finding offers, the one that is applied by itself first. */
export function offers({ fix, rewrite, suggestions }: Diagnostic): readonly Fix[] {
  return [...(fix === undefined ? [] : [fix]), ...(rewrite === undefined ? [] : [rewrite]), ...suggestions];
}
