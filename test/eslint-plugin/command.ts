import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Edit } from '../../src/model/diagnostic.ts';
import { applyEdits } from '../../src/lint/edits.ts';
import { explanationLine } from '../../src/report/explanation.ts';
import { reportSchema } from '../../src/report/contract.ts';
import { run } from '../cli/running.ts';

/** A finding as ESLint shows it. */
export interface Shown {
  readonly ruleId: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A finding of the command in the words of ESLint, with the texts that its offers make of the file. */
export interface Found extends Shown {
  readonly file: string;
  /** The edits of its fix; none when it has none, or one that changes other files too. */
  readonly edits: readonly Edit[];
  readonly suggestions: readonly { readonly desc: string; readonly output: string }[];
}

type JsonFix = v.InferOutput<typeof reportSchema>['diagnostics'][number]['suggestions'][number];

/** What the command finds in a folder. */
export async function findingsOfCommand(folder: string): Promise<readonly Found[]> {
  const { out, err } = await run(folder, '--format', 'json');
  if (out === '') throw new Error(err);
  return v.parse(reportSchema, JSON.parse(out)).diagnostics.map((diagnostic): Found => {
    const { rule, file, line, column, endLine, endColumn, fix, suggestions, rewrite } = diagnostic;
    const text = readFileSync(path.join(folder, file), 'utf8').replace(/^\uFEFF/, '');
    const editsOf = ({ edits }: JsonFix): readonly Edit[] =>
      edits.map(({ text: replacement, ...span }) => ({ span, text: replacement }));
    const isHere = ({ edits, files = [] }: JsonFix): boolean =>
      files.length === 0 && edits.every((edit) => edit.file === file);
    return {
      ruleId: `mig-lint/${rule}`,
      message: explanationLine(diagnostic),
      file,
      line,
      column,
      endLine,
      endColumn,
      edits: fix !== undefined && isHere(fix) ? editsOf(fix) : [],
      suggestions: [...suggestions, ...(rewrite === undefined ? [] : [rewrite])]
        .filter(isHere)
        .map((offer) => ({ desc: offer.title, output: applyEdits(text, editsOf(offer)) })),
    };
  });
}

/** Sorts and drops all but what both sides have, so that lists of findings can be compared. */
export function inOrder(findings: readonly (Shown & { readonly file: string })[]): readonly object[] {
  const key = ({ file, line, column, ruleId, message }: Shown & { readonly file: string }): string =>
    [file, String(line).padStart(6, '0'), String(column).padStart(6, '0'), ruleId, message].join('\0');
  return findings
    .map(({ ruleId, message, file, line, column, endLine, endColumn }) => ({
      ruleId,
      message,
      file,
      line,
      column,
      endLine,
      endColumn,
    }))
    .sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
