import type { OtherLinter } from '../../src/rules/other-linters.ts';
import { otherLinters, rulesAnswering } from '../../src/rules/other-linters.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { tableOf } from './markdown.ts';

const introduction = `# From another linter

Every rule of Squawk, strong_migrations, Atlas, eugene and pgfence is answered by one of ours, or stands below with the reason why
it is not. How far the verdicts agree, counted on the tests of Squawk and pgfence, is in [agreement.md](agreement.md).

## Its configuration

\`\`\`
mig-lint init --from squawk
\`\`\`

reads \`.squawk.toml\` and writes the same in our words: a rule of ours is on when it answers one that Squawk would run, and off when all
that it answers are excluded. \`pg_version\` and \`assume_in_transaction\` become the chain's \`engineVersion\` and \`transaction\`,
\`excluded_paths\` become \`ignore\`. What cannot be carried over is named.

## Its comments

Comments for Squawk and pgfence go on to work, for the rules that answer the ones they name:

\`\`\`sql
-- squawk-ignore ban-drop-column, changing-column-type
-- squawk-ignore-file
-- pgfence-ignore
-- pgfence-ignore: drop-column
\`\`\`

They need no reason, and \`suppression-hygiene\` says nothing of them; a note of the report counts what they keep back. They keep back
nothing that the other linter does not judge: for that there is \`mig-lint-disable-next-line\`, with a reason.`;

/** docs/other-linters.md: how to come from another linter, and each of its rules with ours. */
export function otherLintersPage(rules: readonly Rule[]): string {
  const sections = linters.flatMap((linter) => [
    '',
    `## The rules of ${otherLinters[linter].title}`,
    '',
    table(linter, rules),
  ]);
  return ['<!-- Generated from the rules; to write it anew: npm run docs -->', '', introduction, ...sections, ''].join(
    '\n',
  );
}

const linters: readonly OtherLinter[] = ['squawk', 'strong_migrations', 'atlas', 'eugene', 'pgfence'];

function table(linter: OtherLinter, rules: readonly Rule[]): string {
  const { rules: names, notTaken } = otherLinters[linter];
  const rows = names.map((name) => {
    const own = rulesAnswering(linter, name, rules).map((rule) => `[${rule}](rules/${rule}.md)`);
    const reason = notTaken[name];
    return [`\`${name}\``, reason === undefined ? own.join(', ') : `not taken over: ${reason}`];
  });
  return tableOf(['its rule', 'ours'], rows);
}
