import type { OtherLinter } from '../rules/other-linters.ts';
import { otherLinters } from '../rules/other-linters.ts';

/** A finding that nothing but a comment for another linter keeps back. */
interface Silenced {
  readonly finding: { readonly rule: string };
  readonly silencedBy: OtherLinter | undefined;
}

/** What comments for other linters keep back, a sentence for each of those linters. */
export function foreignNotes(suppressed: readonly Silenced[]): readonly string[] {
  const byLinter = new Map<OtherLinter, string[]>();
  for (const { finding, silencedBy } of suppressed) {
    if (silencedBy === undefined) continue;
    byLinter.set(silencedBy, [...(byLinter.get(silencedBy) ?? []), finding.rule]);
  }
  const inOrder = [...byLinter].sort(([one], [other]) => (one < other ? -1 : 1));
  return inOrder.map(([linter, rules]) => {
    const { title } = otherLinters[linter];
    const times = [...new Set(rules)].sort().map((rule) => `${rule} ${rules.filter((one) => one === rule).length}`);
    return `comments for ${title} keep back ${rules.length} ${rules.length === 1 ? 'finding' : 'findings'}: ${times.join(', ')}`;
  });
}
