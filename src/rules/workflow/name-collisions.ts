import type { Migration } from '../../model/migration.ts';
import type { ChainLink } from '../rule.ts';

/** Finds the first migration of a chain that claims what another one has claimed already. */
export interface Claims {
  /** Of two the later one has to make way, and a new one for any that has shipped. */
  rivalOf(link: ChainLink): Migration | undefined;
}

interface Claim {
  readonly position: number;
  readonly link: ChainLink;
}

/** @param claimsOf what a migration claims, as keys; the chain is looked through once */
export function claimsIn(links: readonly ChainLink[], claimsOf: (migration: Migration) => readonly string[]): Claims {
  const claims = new Map<string, Claim[]>();
  const positions = new Map<ChainLink, number>();
  links.forEach((link, position) => {
    positions.set(link, position);
    for (const key of claimsOf(link.migration)) {
      const known = claims.get(key);
      if (known === undefined) claims.set(key, [{ position, link }]);
      else known.push({ position, link });
    }
  });

  return {
    rivalOf(link) {
      const own = positions.get(link) ?? -1;
      const makesWayFor = ({ position, link: other }: Claim): boolean =>
        position < own || (position > own && other.shipped && !link.shipped);
      const rivals = claimsOf(link.migration).flatMap((key) => claims.get(key)?.find(makesWayFor) ?? []);
      const [first] = rivals.sort((one, other) => one.position - other.position);
      return first?.link.migration;
    },
  };
}
