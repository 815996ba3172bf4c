import { readBlocks } from '../pages/parse-page.ts';

/** What a page says that a database does for a statement: one line each, in the words of the page. */
export interface StatedFacts {
  /** `AccessExclusive on t, blocks reads, writes, ddl`, sorted. */
  readonly locks: readonly string[];
  readonly scans: readonly string[];
  readonly rewrites: readonly string[];
  /** What can be lost; absent: nothing. */
  readonly loses?: string;
  readonly transactional: boolean;
  readonly duration: string;
  /** Why the database refuses the statement; the rest is then nothing. */
  readonly refused?: string;
}

/** A statement of a page, with the versions for which it says something. */
export interface FactCase {
  /** The headings above it and its line. */
  readonly name: string;
  /** The line of the page on which its block begins. */
  readonly line: number;
  readonly setup: string;
  readonly sql: string;
  /** Whom the facts are about: `postgres`, `mariadb`. */
  readonly engine: string;
  readonly versions: readonly string[];
  /** The page of the documentation that says so, where the page or the section names one. */
  readonly source?: string;
  readonly facts: StatedFacts;
}

/**
 * Reads a page of facts: a block `sql setup` holds for the statements below it, up to the next one; a block
 * `sql postgres 13..18` or `sql mysql 5.7 8.0` is one statement with the versions, and the block `facts` below it says what
 * they do. A line `Source: …` names the documentation for its section and those below, until another one does. Throws where a
 * page is not of that form.
 */
export function readFactPage(text: string): readonly FactCase[] {
  const cases: FactCase[] = [];
  let headings: readonly Heading[] = [];
  let setup = '';
  let open: Omit<FactCase, 'facts'> | undefined;
  for (const block of readBlocks(text)) {
    if (block.kind === 'line') {
      headings = under(headings, block.text);
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
      const [engine, ...said] = words;
      const versions = said.flatMap(versionsIn);
      if (engine === undefined || versions.length === 0)
        throw new Error(`line ${block.line}: "${block.info}" is not "sql postgres 13..18"`);
      const place = headings.slice(1).map(({ text }) => text);
      const name = `${place.join(' / ')}: ${block.code.trim().replaceAll(/\s+/g, ' ')} (line ${block.line})`;
      const sql = block.code.trim().replace(/;$/, '');
      const source = headings.findLast((heading) => heading.source !== undefined)?.source;
      open = { name, line: block.line, setup, sql, engine, versions, ...(source === undefined ? {} : { source }) };
    }
  }
  if (open !== undefined) throw new Error(`the facts of "${open.sql}" are missing`);
  return cases;
}

interface Heading {
  readonly text: string;
  readonly source?: string;
}

/** The headings above the next line. */
function under(headings: readonly Heading[], line: string): readonly Heading[] {
  const [, marks, text] = /^(#{1,6})\s+(.*)$/.exec(line) ?? [];
  if (marks !== undefined && text !== undefined) return [...headings.slice(0, marks.length - 1), { text }];
  const source = /^Source: (.+)$/.exec(line)?.[1];
  const last = headings.at(-1);
  if (source === undefined || last === undefined) return headings;
  return [...headings.slice(0, -1), { ...last, source }];
}

/** `13..15` as 13, 14, 15; anything else as it is. */
function versionsIn(word: string): readonly string[] {
  const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(word) ?? [];
  if (from === undefined || to === undefined) return [word];
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => String(Number(from) + at));
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
  const [refused] = named('refused');
  const [loses] = named('loses');
  return {
    ...(refused === undefined ? {} : { refused }),
    ...(loses === undefined ? {} : { loses }),
    locks: named('lock').filter((value) => value !== 'none'),
    scans: list('scan'),
    rewrites: list('rewrite'),
    transactional: named('transactional').join() === 'yes',
    duration: named('duration').join(),
  };
}
