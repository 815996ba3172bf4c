import type { Migration } from '../model/migration.ts';
import { allStatements } from '../model/migration.ts';
import type { OtherLinter } from '../rules/other-linters.ts';
import type { Rule } from '../rules/rule.ts';
import type { Finding } from './judge.ts';
import type { Project } from './project.ts';
import { applySuppressions, readSuppressions } from './suppressions.ts';

export interface SuppressedFinding {
  readonly finding: Finding;
  readonly reason: string | undefined;
  /** The linter that the comment was written for; `undefined`: ours. */
  readonly silencedBy: OtherLinter | undefined;
}

interface Wanted {
  /** False: comments suppress nothing. */
  readonly inlineConfig?: boolean;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** Takes out the findings that comments keep back, and puts in what is wrong with those comments. */
export function suppress(
  project: Project,
  judged: readonly Migration[],
  findings: readonly Finding[],
  options: Wanted,
  rules: readonly Rule[],
): { readonly kept: readonly Finding[]; readonly suppressed: readonly SuppressedFinding[] } {
  if (options.inlineConfig === false) return { kept: findings, suppressed: [] };
  const migrations = new Set([...judged, ...findings.flatMap((finding) => finding.migration ?? [])]);
  const texts = new Map<string, string>();
  for (const migration of migrations) {
    for (const file of new Set([
      ...migration.files,
      ...allStatements(migration).map((statement) => statement.span.file),
    ])) {
      const text = project.files.read(file);
      if (text !== undefined) texts.set(file, text);
    }
  }
  const suppressions = [...migrations].flatMap((migration) =>
    project.memory
      .suppressions(migration, [rules], () => readSuppressions(migration, texts, rules))
      .map((suppression) => ({ ...suppression, migration })),
  );
  const { hygiene, ...applied } = applySuppressions(findings, suppressions, {
    today: options.today,
    knownRules: new Set(rules.map((rule) => rule.name)),
    activeRules: new Set(project.config.rules.keys()),
  });
  const suppressed = applied.suppressed.map((finding) => ({
    finding,
    reason: applied.reasons.get(finding),
    silencedBy: applied.foreign.get(finding),
  }));
  const setting = project.config.rules.get('suppression-hygiene');
  if (setting === undefined) return { kept: applied.kept, suppressed };
  const untidy = hygiene.map(({ suppression, message, why, remedy }): Finding => {
    const { severity } = setting;
    return {
      rule: 'suppression-hygiene',
      severity,
      at: suppression.span,
      message,
      why,
      remedy,
      migration: suppression.migration,
    };
  });
  return { kept: [...applied.kept, ...untidy], suppressed };
}
