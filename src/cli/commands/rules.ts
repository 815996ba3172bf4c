import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import pc from 'picocolors';
import { nearest } from '../../config/nearest.ts';
import { rules } from '../../rules/index.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

export interface RulesFlags {
  readonly json?: boolean;
}

/** Prints the catalogue. */
export function listRules({ json }: RulesFlags, terminal: Terminal): number {
  const catalogue = rules.map(({ name, category, severity, presets, summary, dialects, frameworks, fixable }) => ({
    name,
    category,
    severity,
    presets,
    summary,
    dialects: dialects ?? 'all',
    frameworks: frameworks ?? 'all',
    fixable: fixable ?? false,
  }));
  if (json === true) {
    terminal.out(`${JSON.stringify(catalogue, undefined, 2)}\n`);
    return 0;
  }
  const { bold, dim } = pc.createColors(terminal.color);
  const width = Math.max(...catalogue.map((rule) => rule.name.length));
  for (const category of new Set(catalogue.map((rule) => rule.category))) {
    terminal.out(`${bold(category)}\n`);
    for (const rule of catalogue.filter((one) => one.category === category)) {
      const marks = [rule.severity, rule.presets.join(', '), ...(rule.fixable ? ['--fix'] : [])].join('; ');
      terminal.out(`  ${rule.name.padEnd(width)}  ${rule.summary} ${dim(`(${marks})`)}\n`);
    }
  }
  return 0;
}

/** Prints a rule's page as it is in the documentation. */
export async function showRule(name: string, terminal: Terminal): Promise<number> {
  const rule = rules.find((one) => one.name === name);
  if (rule === undefined) {
    const near = nearest(
      name,
      rules.map((one) => one.name),
    );
    throw new UsageError(
      `there is no rule "${name}"${near === undefined ? '' : `: did you mean "${near}"?`} \`mig-lint rules\` lists all of them`,
    );
  }
  const home = path.dirname(createRequire(import.meta.url).resolve('mig-lint/package.json'));
  const page = await readFile(path.join(home, 'docs/rules', `${name}.md`), 'utf8');
  terminal.out(terminal.color ? colored(page) : page);
  return 0;
}

function colored(page: string): string {
  const { bold, cyan, dim } = pc.createColors(true);
  return page
    .split('\n')
    .map((line) => {
      if (/^#{1,6} /.test(line)) return bold(line.replace(/^#+ /, ''));
      if (line.startsWith('```')) return dim(line);
      return line.replaceAll(/`([^`]+)`/g, (_, code: string) => cyan(code));
    })
    .join('\n');
}
