import { describe, expect, it } from 'vitest';
import { executed, executedVersions } from '../../scripts/facts/executed.ts';
import type { FactCase } from '../../scripts/facts/fact-page.ts';
import { pagesAbout } from '../facts/engines.ts';
import { mysql } from '../../src/dialects/mysql/index.ts';
import { plainText } from '../../src/model/source-text.ts';
import { engineOnMariadb, missingMariadb } from './mariadb.ts';

if (missingMariadb !== undefined) console.warn(`Facts not held against MariaDB: ${missingMariadb}`);

/** The version that Debian brings. */
const [version] = executed.mariadb;

const pages = pagesAbout('mysql')
  .map(({ file, cases }) => ({
    file,
    cases: cases.filter((one) => one.engine === 'mariadb' && executedVersions(one).includes(version)),
  }))
  .filter(({ cases }) => cases.length > 0);

/** What a page says, as clauses that the server takes with the statement, and clauses that it refuses. */
function clausesOf({ facts }: FactCase): { readonly taken: readonly string[]; readonly refused: readonly string[] } {
  const isRewritten = facts.rewrites.length > 0;
  const isRead = facts.locks.some((lock) => /^SHARED_NO_WRITE (?!.*for a moment)/.test(lock));
  return {
    refused: [
      ...(isRewritten ? ['ALGORITHM=NOCOPY'] : []),
      ...(!isRewritten && facts.scans.length > 0 ? ['ALGORITHM=INSTANT'] : []),
      ...(isRead ? ['LOCK=NONE'] : []),
    ],
    taken: [...(isRewritten ? [] : ['ALGORITHM=NOCOPY']), isRead ? 'LOCK=SHARED' : 'LOCK=NONE'],
  };
}

describe.skipIf(missingMariadb !== undefined)('MariaDB takes and refuses what the pages of facts say', () => {
  const engine = engineOnMariadb();

  /** The setup that stands as it was made; a statement that is taken spoils it. */
  let fresh: string | undefined;

  async function isTaken(setup: string, sql: string): Promise<boolean> {
    if (fresh !== setup) {
      await engine().reset();
      for (const statement of mysql.read(plainText('page.sql', setup)).statements) {
        const made = await engine().run(statement.sql);
        if (!made.ok) throw new Error(`setup: ${made.message}`);
      }
    }
    const { ok } = await engine().run(sql);
    fresh = ok ? undefined : setup;
    return ok;
  }

  it('and is the version that the pages speak of', () => {
    expect(engine().version).toMatch(new RegExp(String.raw`^${version}\.`));
  });

  it('of enough statements to be told about', () => {
    expect(pages.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(80);
  });

  it.each(pages)('$file', { timeout: 600_000 }, async ({ cases }) => {
    const disagreeing: string[] = [];
    for (const one of cases) {
      const attempt = async (sql: string, expected: boolean): Promise<void> => {
        const taken = await isTaken(one.setup, sql);
        if (taken !== expected) disagreeing.push(`${sql} is ${taken ? 'taken' : 'refused'}`);
      };
      const separator = one.sql.startsWith('ALTER') ? ', ' : ' ';
      const saysHow = /\b(?:ALGORITHM|LOCK)=/.test(one.sql);
      const { taken, refused } = clausesOf(one);
      if (saysHow || one.sql.includes(' RENAME TO ')) await attempt(one.sql, one.facts.refused === undefined);
      else {
        for (const clause of refused) await attempt(`${one.sql}${separator}${clause}`, false);
        await attempt(`${one.sql}${separator}${taken.join(separator)}`, true);
      }
    }
    expect(disagreeing).toEqual([]);
  });
});
