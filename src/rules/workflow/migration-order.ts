import type { Latecomers } from '../../model/migration.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { ChainLink, ChainView, Report } from '../rule.ts';
import { listed } from '../words.ts';

export default defineRule({
  name: 'migration-order',
  category: 'workflow',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A migration that does not run, or not after the ones that have shipped',
  options: noOptions,
  on: {
    chain(chain, { report }) {
      for (const { migration, judged } of chain.links) {
        if (!judged) continue;
        for (const problem of migration.problems) {
          if (problem.about !== 'order') continue;
          report({
            at: problem.span,
            message: problem.message,
            why: problem.why ?? 'what never runs changes no database, whatever its file says',
            remedy: problem.remedy ?? 'create the migration again with the tool',
          });
        }
      }
      const late = latecomersOf(chain);
      if (late !== undefined) report(late);
    },
  },
});

/** What becomes of a migration that comes late. */
const fates: Readonly<Record<Latecomers, (newest: string) => string>> = {
  run: (newest) =>
    `a database that has run ${newest} runs it now, a new one runs it before: they go through states that nobody has tested`,
  skipped: (newest) => `a database that has run ${newest} never runs it, and nothing says so`,
  refused: (newest) => `the tool stops at it where ${newest} has run`,
};

function latecomersOf(chain: ChainView): Report | undefined {
  const links = chain.links.filter(({ migration }) => migration.repeatable !== true);
  const last = links.findLastIndex(({ shipped }) => shipped);
  const newest = links[last];
  if (newest === undefined) return undefined;
  const late = links.slice(0, last).filter((link) => isLate(link, chain));
  const [first, ...others] = late;
  if (first === undefined) return undefined;

  const { id } = newest.migration;
  // What was written after a latecomer was built on it.
  const again = links.slice(links.indexOf(first)).filter(({ shipped }) => !shipped);
  const names = again.map((link) => link.migration.id);
  const isOne = others.length === 0;
  return {
    at: first.migration.head,
    message: `${listed(late.map(({ migration }) => migration.id))} ${isOne ? 'sorts' : 'sort'} before ${id}, which has shipped ${chain.shipped}`,
    why: fates[chain.latecomers](id),
    remedy:
      names.length === 1
        ? `delete it and create it again, so that it comes after ${id}`
        : [
            `delete these and create them again in this order, so that they come after ${id}:`,
            ...names.map((name) => `    ${name}`),
          ].join('\n'),
    related: [
      ...others.map(({ migration }) => ({ span: migration.head, message: `${migration.id} comes late, too` })),
      { span: newest.migration.head, message: `${id} has shipped` },
    ],
  };
}

/** A new migration between shipped ones; one that was renamed, or that the tool passes over, is spoken of elsewhere. */
function isLate({ migration, shipped, judged }: ChainLink, chain: ChainView): boolean {
  if (shipped || !judged || migration.problems.some(({ about }) => about === 'order')) return false;
  return !chain.migrations.some((view) => view.migration === migration && view.edit?.kind === 'renamed');
}
