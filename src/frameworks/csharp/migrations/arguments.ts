import type { Dialect } from '../../../dialects/dialect.ts';
import { lookUp } from '../../../model/look-up.ts';
import type { ReadProblem } from '../../../model/migration.ts';
import type { OpaqueReason } from '../../../model/operations/session.ts';
import type { Expression as SqlExpression } from '../../../model/table.ts';
import { evaluate } from '../evaluate.ts';
import type { Scope } from '../scope.ts';
import type { Expression, Located } from '../syntax.ts';
import type { Value } from '../value.ts';
import { textOf } from '../value.ts';
import type { ChainedCall } from './calls.ts';
import { literalOf } from './literals.ts';

/** What keeps a call from being understood. */
interface Obstacle {
  readonly reason: OpaqueReason;
  readonly detail: string;
}

/** Plural overloads, under the name of the singular one. */
const singular: Readonly<Record<string, string>> = {
  columns: 'column',
  columnTypes: 'columnType',
  values: 'value',
  keyColumns: 'keyColumn',
  keyColumnTypes: 'keyColumnType',
  keyValues: 'keyValue',
  principalColumns: 'principalColumn',
  dependentColumns: 'dependentColumn',
};

/** Where the findings about one call are gathered: they decide in the end whether the call is understood. */
export interface Findings {
  readonly obstacles: Obstacle[];
  readonly problems: ReadProblem[];
}

/**
 * The arguments of a call by their parameters' names, evaluated. An argument that is missing or cannot be evaluated
 * becomes an obstacle, and a harmless value is given in its place.
 */
export interface Arguments {
  readonly scope: Scope;
  readonly dialect: Dialect;
  readonly findings: Findings;
  has(name: string): boolean;
  expression(name: string): Expression | undefined;
  /** Whether the argument was given as an array, or under its plural name. */
  isPlural(name: string): boolean;
  value(name: string): Value | undefined;
  text(name: string): string;
  optionalText(name: string): string | undefined;
  /** A name, or an array of names. */
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  optionalFlag(name: string): boolean | undefined;
  optionalNumber(name: string): number | undefined;
  /** A value as the dialect writes it; what cannot be evaluated is a constant of unknown text, and a problem. */
  literal(name: string): SqlExpression | undefined;
  sqlExpression(name: string): SqlExpression | undefined;
}

interface Bound {
  readonly value: Expression;
  readonly plural: boolean;
}

export function bindArguments(
  call: ChainedCall,
  parameters: readonly string[],
  scope: Scope,
  dialect: Dialect,
  findings: Findings,
): Arguments {
  const bound = new Map<string, Bound>();
  for (const [index, argument] of call.arguments.entries()) {
    const written = argument.name ?? parameters[index];
    const name = written === undefined ? undefined : (lookUp(singular, written) ?? written);
    if (name === undefined || !(parameters.includes(name) || parameters.includes(written ?? ''))) {
      const detail = `${call.method} has no parameter ${written ?? `number ${index + 1}`} that mig-lint knows`;
      findings.obstacles.push({ reason: 'not-recognised', detail });
      continue;
    }
    const key = written !== undefined && parameters.includes(written) ? written : name;
    const value = argument.value;
    // An optional argument that is null is as good as absent.
    if (value.kind !== 'null' || /value$/i.test(key)) {
      bound.set(key, { value, plural: argument.name !== undefined && argument.name !== name });
    }
  }

  function value(name: string): Value | undefined {
    const expression = bound.get(name)?.value;
    return expression === undefined ? undefined : evaluate(expression, scope);
  }

  function obstruct(name: string, found: Value | undefined): void {
    const unknown = found?.kind === 'unknown' ? found : undefined;
    const detail =
      found === undefined
        ? `${call.method} is called without ${name}`
        : `the ${name} of ${call.method} cannot be told: ${unknown?.reason ?? `it is ${describe(found)}`}`;
    findings.obstacles.push({ reason: found === undefined ? 'not-recognised' : 'built-at-run-time', detail });
  }

  function optionalText(name: string): string | undefined {
    const found = value(name);
    if (found === undefined || found.kind === 'null') return undefined;
    if (found.kind === 'string') return found.written.text;
    obstruct(name, found);
    return undefined;
  }

  function optionalFlag(name: string): boolean | undefined {
    const found = value(name);
    if (found === undefined || found.kind === 'null') return undefined;
    if (found.kind === 'boolean') return found.value;
    obstruct(name, found);
    return undefined;
  }

  return {
    scope,
    dialect,
    findings,
    has: (name) => bound.has(name),
    expression: (name) => bound.get(name)?.value,
    isPlural: (name) => {
      const argument = bound.get(name);
      return argument !== undefined && (argument.plural || evaluate(argument.value, scope).kind === 'array');
    },
    value,
    optionalText,
    text: (name) => {
      const found = value(name);
      if (found === undefined || found.kind === 'null') obstruct(name, found);
      return optionalText(name) ?? '';
    },
    texts: (name) => {
      const found = value(name);
      const elements = found?.kind === 'array' ? found.elements : found === undefined ? [] : [found];
      if (found === undefined) obstruct(name, undefined);
      return elements.flatMap((element) => {
        if (element.kind === 'string') return [element.written.text];
        obstruct(name, element);
        return [];
      });
    },
    flag: (name) => optionalFlag(name) ?? false,
    optionalFlag,
    optionalNumber: (name) => {
      const found = value(name);
      if (found === undefined || found.kind === 'null') return undefined;
      if (found.kind === 'number') return Number(found.text);
      obstruct(name, found);
      return undefined;
    },
    literal: (name) => {
      const found = value(name);
      if (found === undefined || found.kind === 'null') return undefined;
      const literal = literalOf(found, dialect.traits.name);
      if (literal !== undefined) return dialect.literal(literal);
      const at = bound.get(name)?.value ?? call;
      const text = sourceOf(at, scope);
      const reason = found.kind === 'unknown' ? found.reason : `it is ${describe(found)}`;
      const span = { file: scope.file.file, start: at.start, end: at.end };
      findings.problems.push({ span, message: `The value ${text} cannot be told: ${reason}` });
      return { sql: text, constant: true, calls: [] };
    },
    sqlExpression: (name) => {
      const sql = optionalText(name);
      return sql === undefined ? undefined : dialect.expression(sql);
    },
  };
}

/** The C# text of a place, on one line. */
function sourceOf(at: Located, scope: Scope): string {
  return scope.file.text.slice(at.start, at.end).replace(/\s+/g, ' ');
}

function describe(value: Value): string {
  switch (value.kind) {
    case 'member':
      return `${value.type}.${value.name}`;
    case 'array':
      return 'an array';
    case 'type':
      return `the type ${value.name}`;
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'default':
    case 'moment':
    case 'uuid':
    case 'bytes':
    case 'unknown':
      return textOf(value) ?? `a ${value.kind}`;
  }
}
