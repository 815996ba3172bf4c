import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../../docs/agreement.md', import.meta.url), 'utf8');

interface Line {
  readonly sql: string;
  /** The error that it ends in, or the one value that its last statement returns; absent: it runs. */
  readonly expected: string | undefined;
}

interface Block {
  readonly heading: string;
  /** PGlite has no clock that stops a statement. */
  readonly needsServer: boolean;
  readonly lines: readonly Line[];
}

/** The blocks of SQL of docs/agreement.md. */
export const agreementBlocks: readonly Block[] = page.split(/^## /m).flatMap((section) => {
  const heading = section.split('\n')[0] ?? '';
  return [...section.matchAll(/^```sql( server)?\n([\s\S]*?)^```$/gm)].map(([, server, text = '']) => ({
    heading,
    needsServer: server !== undefined,
    lines: text.trim().split('\n').map(lineOf),
  }));
});

function lineOf(text: string): Line {
  const { sql = '', expected } = /^(?<sql>.*?;)(?: -- (?<expected>.*))?$/.exec(text)?.groups ?? {};
  return { sql, expected };
}

/** The last statement's first row, of SQL that is sent in one go. */
type Ask = (sql: string) => Promise<object | undefined>;

/** The lines of a block as the page has them, with what really comes of them. */
export async function asRun(ask: Ask, { lines }: Block): Promise<readonly string[]> {
  await ask('ROLLBACK; DROP SCHEMA public CASCADE; CREATE SCHEMA public; RESET ALL;');
  const found: string[] = [];
  for (const { sql, expected } of lines) {
    const came = await outcome(ask, sql);
    found.push(written({ sql, expected: expected !== undefined || came.startsWith('error: ') ? came : undefined }));
  }
  return found;
}

/** A block as the page has it. */
export function asSaid({ lines }: Block): readonly string[] {
  return lines.map(written);
}

function written({ sql, expected }: Line): string {
  return expected === undefined ? sql : `${sql} -- ${expected}`;
}

async function outcome(ask: Ask, sql: string): Promise<string> {
  try {
    const values: readonly unknown[] = Object.values((await ask(sql)) ?? {});
    return String(values[0]);
  } catch (error) {
    return `error: ${error instanceof Error ? error.message : String(error)}`;
  }
}
