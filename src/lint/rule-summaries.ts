import type { RuleSetting } from '../config/config.ts';
import type { RuleSummary } from '../model/report.ts';
import type { Rule } from '../rules/rule.ts';

/** The rules that are on, in the order of the registry. */
export function ruleSummaries(
  rules: readonly Rule[],
  settings: ReadonlyMap<string, RuleSetting>,
): readonly RuleSummary[] {
  return rules.flatMap(({ name, category, summary }) => {
    const setting = settings.get(name);
    return setting === undefined ? [] : [{ name, category, severity: setting.severity, summary, docs: docsUrl(name) }];
  });
}

/** The page of a rule. */
export function docsUrl(rule: string): string {
  return `https://github.com/mig-lint/mig-lint/blob/main/docs/rules/${rule}.md`;
}
