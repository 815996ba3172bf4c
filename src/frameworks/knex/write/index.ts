import type { WriteRequest } from '../../framework.ts';
import { callFor } from './calls.ts';

/** Operations as statements of `up` or `down`, awaited one after the other. */
export function writeOperations({ operations, text, offset, dialect }: WriteRequest): string | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const knex = builderAt(text, offset);
  const unit = indent.includes('\t') ? '\t' : indent.length % 4 === 0 && indent.length > 0 ? '    ' : '  ';
  const written = operations.map((operation) => callFor(operation, { knex, dialect, unit }));
  const known = written.filter((code) => code !== undefined);
  if (known.length < written.length) return undefined;
  return known
    .flatMap((code) => code.split('\n'))
    .map((line) => (line === '' ? line : indent + line))
    .join('\n');
}

/** What the function around the place calls its parameter. */
function builderAt(text: string, offset: number): string {
  const parameter = /\b(?:up|down)\b[^(]*\(\s*(\w+)|\b(?:up|down)\s*=\s*(?:async\s*)?(\w+)\s*=>/g;
  const last = [...text.slice(0, offset).matchAll(parameter)].at(-1);
  return last?.[1] ?? last?.[2] ?? 'knex';
}
