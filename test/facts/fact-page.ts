import { readBlocks } from '../../scripts/pages/parse-page.ts';

/** What a page says that a database does for a statement: one line each, in the words of the page. */
export interface StatedFacts {
  /** `AccessExclusive on t, blocks reads, writes, ddl`, sorted. */
  readonly locks: readonly string[];
  readonly scans: readonly string[];
  readonly rewrites: readonly string[];
  readonly transactional: boolean;
  readonly duration: string;
}

/** A statement of a page, with the versions for which it says something. */
export interface FactCase {
  /** The headings above it and its line. */
  readonly name: string;
  readonly setup: string;
  readonly sql: string;
  readonly versions: readonly number[];
  readonly facts: StatedFacts;
}

/**
 * Reads a page of facts: a block `sql setup` holds for the statements below it, up to the next one; a block
 * `sql postgres 13..18` is one statement with the versions, and the block `facts` below it says what they do. Throws where a
 * page is not of that form.
 */
export function readFactPage(text: string): readonly FactCase[] {
  const cases: FactCase[] = [];
  let headings: readonly string[] = [];
  let setup = '';
  let open: Omit<FactCase, 'facts'> | undefined;
  for (const block of readBlocks(text)) {
    if (block.kind === 'line') {
      const [, marks, heading] = /^(#{1,6})\s+(.*)$/.exec(block.text) ?? [];
      if (marks !== undefined && heading !== undefined) headings = [...headings.slice(0, marks.length - 1), heading];
      continue;
    }
    const [language, ...words] = block.info.split(/\s+/);
    if (open !== undefined && language !== 'facts') throw new Error(`line ${block.line}: expected a block of facts`);
    if (language === 'facts') {
      if (open === undefined) throw new Error(`line ${block.line}: facts without a statement`);
      cases.push({ ...open, facts: readFacts(block.code, block.line) });
      open = undefined;
    } else if (words[0] === 'setup') setup = block.code;
    else {
      const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(words[1] ?? '') ?? [];
      if (words[0] !== 'postgres' || from === undefined || to === undefined)
        throw new Error(`line ${block.line}: "${block.info}" is not "sql postgres 13..18"`);
      const versions = Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => Number(from) + at);
      const name = `${headings.slice(1).join(' / ')}: ${block.code.trim().replaceAll(/\s+/g, ' ')} (line ${block.line})`;
      open = { name, setup, sql: block.code.trim().replace(/;$/, ''), versions };
    }
  }
  if (open !== undefined) throw new Error(`the facts of "${open.sql}" are missing`);
  return cases;
}

function readFacts(code: string, line: number): StatedFacts {
  const lines = code
    .trim()
    .split('\n')
    .map((text) => {
      const [, key = '', value = ''] = /^(\w+): (.+)$/.exec(text) ?? [];
      if (key === '') throw new Error(`line ${line}: "${text}" is not "word: value"`);
      return { key, value };
    });
  const named = (key: string): readonly string[] => lines.filter((one) => one.key === key).map((one) => one.value);
  const list = (key: string): readonly string[] =>
    named(key).flatMap((value) => (value === 'none' ? [] : value.split(', ')));
  return {
    locks: named('lock').filter((value) => value !== 'none'),
    scans: list('scan'),
    rewrites: list('rewrite'),
    transactional: named('transactional').join() === 'yes',
    duration: named('duration').join(),
  };
}
