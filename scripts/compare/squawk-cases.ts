import type { Case, Extracted } from './verdicts.ts';
import type { RustToken } from './rust-tokens.ts';
import { closing, rustTokens } from './rust-tokens.ts';

/** What Squawk takes for the version when a test says none. */
const defaultVersion = '15';

/** A function of the tests that judges SQL, or what it returns the settings of. */
interface Checker {
  readonly fires: boolean;
  /** Whether it returns the SQL as mended, of which the rule says nothing any more. */
  readonly mends: boolean;
}

const checkers: Readonly<Record<string, Checker>> = {
  lint_ok: { fires: false, mends: false },
  lint_ok_with: { fires: false, mends: false },
  lint_errors: { fires: true, mends: false },
  lint_errors_with: { fires: true, mends: false },
  fix_sql: { fires: true, mends: true },
  fix_sql_with: { fires: true, mends: true },
};

interface RustFunction {
  readonly name: string;
  readonly isTest: boolean;
  readonly body: readonly RustToken[];
}

/** What is known in a test module besides the test itself. */
interface Scope {
  readonly checkers: ReadonlyMap<string, Checker>;
  readonly functions: ReadonlyMap<string, RustFunction>;
  readonly ruleNames: ReadonlyMap<string, string>;
}

/** How Squawk calls its rules outside of Rust: the arms `Rule::X => "name"`. */
export function squawkRuleNames(source: string): ReadonlyMap<string, string> {
  return new Map(
    [...source.matchAll(/Rule::(\w+) => (?:\{\s*)?"([\w-]+)"/g)].map(([, variant = '', name = '']) => [variant, name]),
  );
}

/**
 * The cases in the tests of one file of Squawk's rules.
 *
 * @param module how the tests are called together: the name of the file without its extension
 */
export function squawkCases(module: string, source: string, ruleNames: ReadonlyMap<string, string>): Extracted {
  const start = source.indexOf('mod test {');
  if (start === -1) return { cases: [], skipped: [] };
  const functions = functionsIn(rustTokens(source.slice(start)));
  const byName = new Map(functions.filter(({ isTest }) => !isTest).map((one) => [one.name, one]));
  const scope: Scope = { functions: byName, checkers: checkersWith(byName), ruleNames };
  const cases: Case[] = [];
  const skipped: string[] = [];
  for (const test of functions.filter(({ isTest }) => isTest)) {
    const found = casesOf(test, scope);
    const numbered = found.map((one, at) => ({
      ...one,
      name: `${module}::${test.name}${found.length > 1 ? `#${at + 1}` : ''}`,
    }));
    if (found.length === 0) skipped.push(`${module}::${test.name}`);
    cases.push(...numbered);
  }
  return { cases, skipped };
}

function functionsIn(tokens: readonly RustToken[]): readonly RustFunction[] {
  const functions: RustFunction[] = [];
  tokens.forEach((token, at) => {
    const name = tokens[at + 1];
    if (token.kind !== 'word' || token.value !== 'fn' || name?.kind !== 'word') return;
    const open = tokens.findIndex((one, place) => place > at && isMark(one, '{'));
    const isTest = tokens
      .slice(Math.max(0, at - 4), at)
      .map(({ value }) => value)
      .join('')
      .endsWith('#[test]');
    functions.push({ name: name.value, isTest, body: tokens.slice(open, closing(tokens, open)) });
  });
  return functions;
}

/** The checkers of all modules, and the functions of this one that call them with a rule of their own. */
function checkersWith(functions: ReadonlyMap<string, RustFunction>): ReadonlyMap<string, Checker> {
  const known = new Map(Object.entries(checkers));
  for (const { name, body } of functions.values()) {
    const called = body.find(({ value }) => value in checkers)?.value;
    const checker = called === undefined ? undefined : known.get(called);
    if (checker !== undefined) known.set(name, checker);
  }
  return known;
}

function casesOf({ body }: RustFunction, scope: Scope): readonly Case[] {
  const cases: Case[] = [];
  body.forEach((token, at) => {
    const checker = scope.checkers.get(token.value);
    if (token.kind !== 'word' || checker === undefined || !isMark(body[at + 1], '(')) return;
    const end = closing(body, at + 1);
    const given = body.slice(at + 2, end - 1);
    const text = textOf(given, body.slice(0, at));
    const rule = ruleIn([...given, ...(scope.functions.get(token.value)?.body ?? [])], scope);
    if (text === undefined || rule === undefined) return;
    const settings = settingsIn(given, body, token.value, scope);
    const inTransaction = settings.inTransaction && !text.includes('squawk-disable-assume-in-transaction');
    const common = { name: '', rule, file: '001_case.sql', ...settings, inTransaction };
    cases.push({ ...common, text, fires: checker.fires });
    const mended = checker.mends ? mendedText(body, at, end, scope) : undefined;
    if (mended !== undefined) cases.push({ ...common, text: mended, fires: false });
  });
  return cases;
}

/** The SQL that is given: as it is written there, or as the last variable of that name says it. */
function textOf(given: readonly RustToken[], before: readonly RustToken[]): string | undefined {
  const first = given.find((one) => !isMark(one, '&'));
  if (first?.kind === 'text') return first.value;
  if (first?.kind !== 'word') return undefined;
  const named = before.findLastIndex((one, at) => one.value === 'let' && before[at + 1]?.value === first.value);
  const value = before[named + 3];
  return named !== -1 && value?.kind === 'text' ? value.value : undefined;
}

function ruleIn(tokens: readonly RustToken[], { ruleNames }: Scope): string | undefined {
  const at = tokens.findIndex((one) => one.value === 'Rule');
  return ruleNames.get(tokens[at + 3]?.value ?? '');
}

/** The settings may be written into the call, into a variable, or come from a function that the call or its checker names. */
function settingsIn(
  given: readonly RustToken[],
  body: readonly RustToken[],
  checker: string,
  { functions }: Scope,
): Pick<Case, 'engineVersion' | 'inTransaction'> {
  const isByVariable = given.some(({ value }) => value === 'settings');
  const named = [...given, ...(functions.get(checker)?.body ?? [])].flatMap(
    ({ kind, value }) => (kind === 'word' && value !== checker ? functions.get(value)?.body : undefined) ?? [],
  );
  const tokens = [...given, ...named, ...(isByVariable ? body : [])];
  const version = tokens.findIndex(({ value }) => value === 'pg_version');
  const assumed = tokens.findIndex(({ value }) => value === 'assume_in_transaction');
  return {
    engineVersion: version === -1 ? defaultVersion : (tokens[version + 2]?.value ?? defaultVersion),
    inTransaction: assumed !== -1 && tokens[assumed + 2]?.value === 'true',
  };
}

/** The snapshot that a mended text is held against; what is printed in another form is left alone. */
function mendedText(
  body: readonly RustToken[],
  at: number,
  end: number,
  { checkers: known }: Scope,
): string | undefined {
  if (body.slice(Math.max(0, at - 6), at).some(({ value }) => value === 'format')) return undefined;
  const next = body.findIndex(({ kind, value }, place) => place >= end && kind === 'word' && known.has(value));
  const rest = body.slice(end, next === -1 ? undefined : next);
  const snapshot = rest.findIndex((one) => isMark(one, '@'));
  const text = rest[snapshot + 1];
  return snapshot !== -1 && text?.kind === 'text' ? withoutIndent(text.value) : undefined;
}

/** A snapshot in the source stands as far in as the code around it. */
function withoutIndent(text: string): string {
  const lines = text.split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const depth = lines[0]?.trim() === '' ? Math.min(...depths) : 0;
  return lines
    .map((line) => line.slice(depth))
    .join('\n')
    .trim();
}

function isMark(token: RustToken | undefined, mark: string): boolean {
  return token?.kind === 'mark' && token.value === mark;
}
