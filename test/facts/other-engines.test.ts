import { describe, expect, it } from 'vitest';
import { factsOfCase, pagesAbout } from './engines.ts';
import { executed, executedVersions } from '../../scripts/facts/executed.ts';
import type { FactCase } from '../../scripts/facts/fact-page.ts';
import { disagreementAboutLoss } from './holdings.ts';
import { observe, sqliteVersion } from './sqlite-observing.ts';
import { stated } from './stating.ts';

const dialects = ['mysql', 'sqlite', 'sqlserver'] as const;
const pages = dialects.flatMap((dialect) => pagesAbout(dialect));

describe.each(pages)('$file', ({ cases }) => {
  it('says of every statement and version what the code says', () => {
    const said = cases.flatMap((one) => one.versions.map((version) => ({ one, version })));
    const inCode = said.map(({ one, version }) => {
      const facts = factsOfCase(one, version);
      return { version, name: one.name, facts: facts === undefined ? undefined : stated(facts) };
    });
    expect(inCode).toEqual(said.map(({ one, version }) => ({ version, name: one.name, facts: one.facts })));
  });
});

describe('what no test can ask an engine', () => {
  const unasked = pages
    .flatMap(({ cases }) => cases)
    .filter(({ engine }) => engine === 'mysql' || engine === 'sqlserver');

  it('is said of enough statements', () => {
    const count = (wanted: string): number => unasked.filter(({ engine }) => engine === wanted).length;
    expect(count('mysql')).toBeGreaterThanOrEqual(40);
    expect(count('sqlserver')).toBeGreaterThanOrEqual(60);
  });

  it('names the page of the documentation that says so, and that it was not executed', () => {
    const unfounded = unasked.filter(({ source }) => !/https:\/\/\S+.*\(not executed/.test(source ?? ''));
    expect(unfounded.map(({ name }) => name)).toEqual([]);
  });
});

describe('SQLite does what its page says', () => {
  const asked = pagesAbout('sqlite')
    .flatMap(({ cases }) => cases)
    .filter((one) => executedVersions(one).length > 0);

  it('and is the version that the page speaks of', () => {
    const [major, minor] = sqliteVersion().split('.');
    expect(`${major ?? ''}.${minor ?? ''}`).toBe(executed.sqlite[0]);
  });

  it('of enough statements to be told about', () => {
    expect(asked.length).toBeGreaterThanOrEqual(40);
  });

  it.each(asked)('$name', ({ setup, sql, facts }: FactCase) => {
    const observed = observe(setup, sql);
    expect(observed.refused === undefined).toBe(facts.refused === undefined);
    expect(disagreementAboutLoss(facts, observed.isLess)).toEqual([]);
    if (isPlanned(sql)) return;
    expect({ scans: observed.scans, rewrites: observed.rewrites }).toEqual({
      scans: facts.scans,
      rewrites: facts.rewrites,
    });
  });
});

/** Which rows it reads, and how, is the planner's to decide. */
function isPlanned(sql: string): boolean {
  return /^(?:SELECT|INSERT|UPDATE|DELETE|CREATE TABLE \w+ AS)\b/.test(sql);
}
