import type { Expression, Program } from 'oxc-parser';
import type { PresetName } from '../../rules/rule.ts';
import type { Step } from './step.ts';
import { inserted } from './step.ts';
import type { Survey } from './survey.ts';

const plugin = 'eslint-plugin-mig-lint';

/** Puts the plugin into a flat configuration of ESLint, or prints what belongs there. */
export async function planEslint({ read, eslintConfig: file }: Survey, preset: PresetName): Promise<readonly Step[]> {
  const before = file === undefined ? undefined : read(file);
  if (file === undefined || before === undefined) return [];
  if (before.includes(plugin)) return [{ kind: 'kept', file }];
  const block = `...migLint.configs${/^\w+$/.test(preset) ? `.${preset}` : `['${preset}']`}`;
  const line = `import migLint from '${plugin}';`;
  const toPrint = `${line}\n\nexport default [\n  ${block},\n];\n`;
  return [inserted(file, await withBlock(file, before, line, block), 'the rules of mig-lint in ESLint', toPrint)];
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** `undefined`: the file exports something else than a list of blocks. */
async function withBlock(file: string, text: string, line: string, block: string): Promise<string | undefined> {
  const { parseSync } = await import('oxc-parser');
  const { program, errors } = parseSync(file, text);
  const list = errors.length > 0 ? undefined : blocksOf(program);
  if (list === undefined) return undefined;
  const lastImport = program.body.filter(({ type }) => type === 'ImportDeclaration').at(-1);
  const insertions: readonly Insertion[] = [
    lastImport === undefined
      ? { at: program.hashbang?.end ?? 0, text: `${line}\n` }
      : { at: lastImport.end, text: `\n${line}` },
    appended(text, list, block),
  ];
  const next = insertions.reduceRight(
    (result, { at, text: added }) => result.slice(0, at) + added + result.slice(at),
    text,
  );
  return parseSync(file, next).errors.length === 0 ? next : undefined;
}

/** A list of blocks in brackets: its items, and the offset of what closes it. */
interface Blocks {
  readonly items: readonly { readonly start: number; readonly end: number }[];
  readonly close: number;
}

/** `export default [ … ]`, or the same in a call such as `defineConfig( … )` or `tseslint.config( … )`. */
function blocksOf({ body }: Program): Blocks | undefined {
  for (const statement of body) {
    if (statement.type !== 'ExportDefaultDeclaration') continue;
    const { declaration } = statement;
    if (declaration.type === 'ArrayExpression') return listOf(declaration);
    if (declaration.type !== 'CallExpression' || !/^(?:defineConfig|config)$/.test(nameOf(declaration.callee))) {
      return undefined;
    }
    const [first] = declaration.arguments;
    if (first?.type === 'ArrayExpression' && declaration.arguments.length === 1) return listOf(first);
    return { items: declaration.arguments, close: declaration.end - 1 };
  }
  return undefined;
}

function listOf({ elements, end }: Extract<Expression, { type: 'ArrayExpression' }>): Blocks {
  return { items: elements.filter((item) => item !== null), close: end - 1 };
}

function nameOf(callee: Expression): string {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
}

/** The block behind the last one, in its style: on a line of its own where the last one is. */
function appended(text: string, { items, close }: Blocks, block: string): Insertion {
  const last = items.at(-1);
  if (last === undefined) return { at: close, text: block };
  const hasComma = /^\s*,/.test(text.slice(last.end, close));
  const lineStart = text.lastIndexOf('\n', last.start - 1) + 1;
  const indent = /^[ \t]*$/.test(text.slice(lineStart, last.start)) ? text.slice(lineStart, last.start) : undefined;
  const place = last.end + (hasComma ? text.slice(last.end).indexOf(',') + 1 : 0);
  const lead = hasComma ? '' : ',';
  return { at: place, text: indent === undefined ? `${lead} ${block}` : `${lead}\n${indent}${block},` };
}
