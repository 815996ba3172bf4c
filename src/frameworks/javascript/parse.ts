import type * as oxcParser from 'oxc-parser';
import type { Comment, ReadProblem } from '../../model/migration.ts';
import { deepestNesting, tooDeepAt } from './nesting.ts';
import type { Script } from './script.ts';

let oxc: Pick<typeof oxcParser, 'parseSync'> | undefined;

/** Loads the parser once; reading is synchronous after it. */
export async function prepareJavaScript(): Promise<void> {
  oxc ??= await import('oxc-parser');
}

/** Parses a file. Never throws on odd input: what the parser could not make sense of is in `problems`. */
export function parseScript(file: string, text: string): Script {
  if (oxc === undefined) throw new Error('prepareJavaScript() has to be awaited before a script is read');
  const tooDeep = tooDeepAt(text);
  if (tooDeep !== undefined) {
    const span = { file, start: tooDeep, end: tooDeep + 1 };
    const message = `This is not read as ${titleOf(file)}: it is nested more than ${deepestNesting} brackets or expressions deep`;
    const { program } = oxc.parseSync(file, '');
    return { file, text, program, comments: [], problems: [{ span, message }] };
  }
  const parsed = oxc.parseSync(file, text, { lang: languageOf(file), preserveParens: false });
  const comments = parsed.comments.map(({ start, end }): Comment => ({
    span: { file, start, end },
    text: text.slice(start, end),
  }));
  const problems = parsed.errors
    .filter(({ severity }) => severity.toString() === 'Error')
    .map(({ message, labels }): ReadProblem => {
      const { start, end } = labels[0] ?? { start: 0, end: 0 };
      return { span: { file, start, end }, message: `This cannot be read as ${titleOf(file)}: ${message}` };
    });
  return { file, text, program: parsed.program, comments, problems };
}

const typeScript = /\.[cm]?ts$/;

function languageOf(file: string): 'ts' | 'tsx' | 'jsx' {
  if (typeScript.test(file)) return 'ts';
  return file.endsWith('.tsx') ? 'tsx' : 'jsx';
}

function titleOf(file: string): string {
  return typeScript.test(file) || file.endsWith('.tsx') ? 'TypeScript' : 'JavaScript';
}
