import { lookUp } from '../model/look-up.ts';
import type { BaseIssue, GenericSchema } from 'valibot';
import { nearest } from './nearest.ts';

/** One thing that is wrong: `subject` names the place in the file, `detail` what was expected and what was found. */
export interface Problem {
  readonly subject: string;
  readonly detail: string;
}

type Key = string | number;

/** The problems as one text for people. */
export function describeProblems(source: string, problems: readonly Problem[]): string {
  const [first, ...others] = problems;
  if (first !== undefined && others.length === 0) return `${first.subject} in ${source}: ${first.detail}`;
  const lines = problems.map(({ subject, detail }) => `  ${subject}: ${detail}`);
  return [`${problems.length} problems in ${source}:`, ...lines].join('\n');
}

/**
 * What valibot found, in words.
 *
 * @param schema what the value was checked against; its keys are what a mistyped key is compared with
 * @param base where the value stands in the file
 */
export function problemsOf(
  issues: readonly BaseIssue<unknown>[],
  schema: GenericSchema,
  base: readonly Key[] = [],
): readonly Problem[] {
  return issues.flatMap((issue) => describeIssue(issue, schema, base));
}

/** `did you mean "rules"?`, or what is known when nothing is near. */
function suggestion(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  return known.length === 0 ? 'nothing can be set here' : `known are ${list(known.map(quote), 'and')}`;
}

/** A path as it is written in JavaScript: `chains[0].dialect`, `rules["no-cascade"][1]`. */
function pathText(path: readonly Key[]): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `[${quote(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}

function describeIssue(issue: BaseIssue<unknown>, schema: GenericSchema, base: readonly Key[]): readonly Problem[] {
  const inner = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const subject = pathText([...base, ...inner]) || 'the configuration';

  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return unknownKeys(issue.path?.at(-1)?.input, schema, inner.slice(0, -1), base);
  }
  if (issue.expected !== null && issue.message.startsWith('Invalid ')) {
    const typo = typeof issue.input === 'string' ? nearest(issue.input, stringsOf(issue.expected)) : undefined;
    const hint = typo === undefined ? '' : `: did you mean "${typo}"?`;
    const expected =
      issue.path?.at(-1)?.origin === 'key' && issue.received === 'undefined' ? 'a value' : expectation(issue.expected);
    return [{ subject, detail: `expected ${expected}, found ${found(issue.input)}${hint}` }];
  }
  return [{ subject, detail: `${issue.message}, found ${found(issue.input)}` }];
}

/** valibot stops at an object's first unknown key; people want to hear of all of them. */
function unknownKeys(
  object: unknown,
  schema: GenericSchema,
  path: readonly Key[],
  base: readonly Key[],
): readonly Problem[] {
  const known = keysAt(schema, path);
  return Object.keys(isRecord(object) ? object : {})
    .filter((key) => !known.includes(key))
    .map((key) => ({
      subject: `unknown key "${pathText([...base, ...path, key])}"`,
      detail: suggestion(
        key,
        known.filter((name) => !name.startsWith('$')),
      ),
    }));
}

function keysAt(schema: GenericSchema, path: readonly Key[]): readonly string[] {
  const at = path.reduce<unknown>(schemaOfKey, schema);
  const entries = isRecord(at) ? unwrap(at)['entries'] : undefined;
  return isRecord(entries) ? Object.keys(entries) : [];
}

function schemaOfKey(schema: unknown, key: Key): unknown {
  if (!isRecord(schema)) return undefined;
  const plain = unwrap(schema);
  return isRecord(plain['entries']) ? plain['entries'][key] : (plain['item'] ?? plain['value']);
}

/** Optional and lazy schemas hold the one that says what the value is. */
function unwrap(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { wrapped, getter } = schema;
  const inner: unknown = typeof getter === 'function' ? Reflect.apply(getter, undefined, []) : wrapped;
  return isRecord(inner) ? unwrap(inner) : schema;
}

const words: Readonly<Record<string, string>> = {
  Object: 'an object',
  Array: 'an array',
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  undefined: 'nothing',
  '!0': 'something that is not empty',
};

/** valibot writes `("a" | "b")`. */
function alternatives(expected: string): readonly string[] {
  return expected.replace(/^\((.*)\)$/s, '$1').split(' | ');
}

function expectation(expected: string): string {
  return list(
    alternatives(expected).map((part) => lookUp(words, part) ?? part),
    'or',
  );
}

function stringsOf(expected: string): readonly string[] {
  return alternatives(expected).flatMap((part) => /^"(.*)"$/s.exec(part)?.[1] ?? []);
}

function found(input: unknown): string {
  if (input === undefined) return 'nothing';
  if (typeof input === 'function') return 'a function';
  if (Array.isArray(input)) return input.length === 0 ? 'an empty array' : 'an array';
  if (isRecord(input)) return 'an object';
  return typeof input === 'bigint' || typeof input === 'symbol' ? `a ${typeof input}` : quote(input);
}

function list(parts: readonly string[], conjunction: 'and' | 'or'): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

function quote(value: unknown): string {
  return JSON.stringify(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
