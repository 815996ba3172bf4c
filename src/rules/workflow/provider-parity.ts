import { array, description, minLength, optional, pipe, strictObject, string } from 'valibot';
import { defineRule } from '../define-rule.ts';
import type { ChainView, Report, Step } from '../rule.ts';
import { listed } from '../words.ts';
import type { Catalog, Claim } from './parity-claims.ts';
import { catalogOf, claimsOf } from './parity-claims.ts';

export default defineRule({
  name: 'provider-parity',
  category: 'workflow',
  severity: 'error',
  presets: [],
  summary: 'A change was made for one database provider and not for another',
  options: strictObject({
    chains: optional(
      pipe(
        array(string()),
        minLength(2),
        description('The chains that hold one schema; all of the project when left out.'),
      ),
    ),
  }),
  on: {
    project({ chains }, { options, report }) {
      const meant = chains.filter(({ name }) => options.chains?.includes(name) ?? true);
      if (meant.length < 2) return;
      const catalogs = meant.map(catalogOf);
      const said = new Set<string>();
      for (const own of catalogs) {
        const others = catalogs.filter((catalog) => catalog !== own);
        for (const finding of missingElsewhere(own, others, said)) report(finding, own.chain);
      }
    },
  },
});

/**
 * What new migrations of a chain did that other chains do not end with.
 *
 * @param said the disagreements so far, with every chain that takes part: seen from the next one it is the same
 */
function missingElsewhere(own: Catalog, others: readonly Catalog[], said: Set<string>): readonly Report[] {
  return judgedSteps(own.chain).flatMap((step) =>
    claimsOf(step).flatMap((claim) => {
      const part = (chain: string): string => [claim.subject, chain].join('\0');
      if (said.has(part(own.chain.name))) return [];
      const lacking = lackingOf(claim, own, others).filter(({ chain }) => !said.has(part(chain)));
      if (lacking.length === 0) return [];
      for (const chain of [own.chain.name, ...lacking.map((lack) => lack.chain)]) said.add(part(chain));
      return [describe(step, claim, own.chain, lacking)];
    }),
  );
}

function judgedSteps({ links, migrations }: ChainView): readonly Step[] {
  const judged = new Set(links.flatMap(({ migration, judged: isJudged }) => (isJudged ? [migration] : [])));
  return migrations
    .filter(({ migration }) => judged.has(migration))
    .flatMap(({ up }) => up.filter(({ applied }) => applied));
}

interface Lack {
  readonly chain: string;
  readonly how: string;
}

/** The other chains where it is otherwise; none when it is no longer so in the own one. */
function lackingOf(claim: Claim, own: Catalog, others: readonly Catalog[]): readonly Lack[] {
  if (claim.otherwise(own, own) !== undefined) return [];
  return others.flatMap((other) => {
    const how = claim.otherwise(other, own);
    return how === undefined ? [] : [{ chain: other.chain.name, how }];
  });
}

function describe({ operation }: Step, { done }: Claim, chain: ChainView, lacking: readonly Lack[]): Report {
  const names = listed(lacking.map((lack) => lack.chain));
  const hows = [...new Set(lacking.map(({ how }) => how))];
  const difference = hows.map((how) => {
    const where = lacking.filter((lack) => lack.how === how).map((lack) => lack.chain);
    return `${how} in ${listed(where)}`;
  });
  return {
    at: operation.span,
    message: `${done} in ${chain.name}, and ${difference.join(', and ')}`,
    why: 'one program runs on all of these databases: what it expects of one it expects of the others',
    remedy: `write the migration for ${names}, or the one that brings ${chain.name} in line; if only ${chain.name} needs it, say so: mig-lint-disable-next-line provider-parity -- <why>`,
  };
}
