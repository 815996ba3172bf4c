import { readBlocks } from '../pages/parse-page.ts';
import { tableOf } from '../pages/markdown.ts';
import { executedVersions } from './executed.ts';
import type { FactCase } from './fact-page.ts';
import { readFactPage } from './fact-page.ts';

/** An engine that pages speak of, and how its facts were come by. */
export interface FactEngine {
  /** As the pages call it: `mariadb`. */
  readonly name: string;
  readonly title: string;
  readonly proof: string;
}

const columns = [
  'statement',
  'versions',
  'locks, and what they block',
  'rewrites',
  'reads through',
  'can lose',
  'in a transaction',
  'takes',
  'executed on',
];

/**
 * docs/facts/<engine>.md: the pages of `fixtures/facts` about an engine, with a row of a table for each statement. Throws
 * where a version was not executed and no documentation is named.
 */
export function factsPage({ title, proof }: FactEngine, pages: readonly string[]): string {
  const body = pages.map((page) => sectionsOf(page).trim()).join('\n\n');
  return [
    '<!-- Generated from fixtures/facts; to write it anew: npm run docs -->',
    '',
    `# What ${title} does`,
    '',
    proof,
    '',
    body,
    '',
  ].join('\n');
}

function sectionsOf(page: string): string {
  const cases = new Map(readFactPage(page).map((one) => [one.line, one]));
  const parts: string[] = [];
  let rows: (readonly string[])[] = [];
  const endTable = (): void => {
    if (rows.length > 0) parts.push('', tableOf(columns, rows), '');
    rows = [];
  };
  for (const block of readBlocks(page)) {
    if (block.kind === 'fence') {
      const known = cases.get(block.line);
      if (known !== undefined) rows.push(rowOf(known));
      else if (block.info !== 'facts') {
        endTable();
        parts.push('', '```sql', block.code.trimEnd(), '```', '');
      }
    } else {
      if (block.text !== '') endTable();
      parts.push(block.text.startsWith('#') ? `#${block.text}` : block.text);
    }
  }
  endTable();
  return parts.join('\n').replaceAll(/\n{3,}/g, '\n\n');
}

function rowOf(one: FactCase): readonly string[] {
  const { sql, versions, facts } = one;
  const start = [codeOf(sql), rangesOf(versions)];
  if (facts.refused !== undefined) {
    return [...start, `refused: ${facts.refused}`, '', '', '', '', '', executedOn(one)];
  }
  return [
    ...start,
    facts.locks.map((lock) => lock.replace(', blocks ', ': ')).join('<br>'),
    facts.rewrites.join(', '),
    facts.scans.join(', '),
    facts.loses ?? '',
    facts.transactional ? 'yes' : 'no',
    facts.duration === 'instant' ? 'an instant' : 'longer with more rows',
    executedOn(one),
  ];
}

function executedOn(one: FactCase): string {
  const run = executedVersions(one);
  const others = one.versions.filter((version) => !run.includes(version));
  if (others.length === 0) return rangesOf(run);
  const page = /https:\/\/\S+/.exec(one.source ?? '')?.[0];
  if (page === undefined) throw new Error(`${one.name}: nothing says what ${others.join(', ')} does`);
  const unrun = `[not executed](${page})`;
  return run.length === 0 ? unrun : `${rangesOf(run)}; ${rangesOf(others)}: ${unrun}`;
}

/** `13, 14, 15, 17` as `13 to 15, 17`. */
function rangesOf(versions: readonly string[]): string {
  const runs: string[][] = [];
  for (const version of versions) {
    const last = runs.at(-1);
    if (last !== undefined && /^\d+$/.test(version) && Number(last.at(-1)) + 1 === Number(version)) last.push(version);
    else runs.push([version]);
  }
  return runs.map((run) => (run.length > 1 ? `${run[0] ?? ''} to ${run.at(-1) ?? ''}` : run.join())).join(', ');
}

/** As code, in marks that the text does not hold. */
function codeOf(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
