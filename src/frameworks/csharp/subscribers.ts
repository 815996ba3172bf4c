import type { DataHandler, FeatureUpgrade, SchemaEventKind } from '../../model/data-handler.ts';
import { schemaEventKinds } from '../../model/data-handler.ts';
import type { Span } from '../../model/span.ts';
import { parseCSharp } from './index.ts';
import type { Class, Expression, Located, Method, Statement } from './syntax.ts';
import { expressionsOf, withParts } from './walk.ts';

/** What a C# file does for the rows of a database when its schema, or the version of a feature, changes. */
export interface Subscribers {
  readonly handlers: readonly DataHandler[];
  readonly upgrades: readonly FeatureUpgrade[];
}

/** The event of the versions of features, which has no change of the schema. */
const featureEvent = 'FeatureVersionChanged';

/** Whether a file can hold subscribers: the cheap look before it is parsed. */
export function mayHoldSubscribers(text: string): boolean {
  return [...schemaEventKinds, featureEvent].some((event) => text.includes(event));
}

/**
 * The subscribers in a C# file: methods with a parameter whose type is called for the event (`PropertyAddedEventArgs`).
 * `prepareCSharp` must have been awaited.
 */
export function subscribersIn(file: string, text: string): Subscribers {
  const methods = parseCSharp(file, text).classes.flatMap((owner) =>
    owner.methods.map((method) => ({ owner, method })),
  );
  const spanOf = ({ start, end }: Located): Span => ({ file, start, end });
  return {
    handlers: methods.flatMap(({ method }) => {
      const event = schemaEventKinds.find((kind) => takes(method, kind));
      return event === undefined ? [] : [handlerOf(method, event, spanOf(headOf(method, text)))];
    }),
    upgrades: methods.flatMap(({ owner, method }) =>
      takes(method, featureEvent) ? upgradesOf(owner, method, text, spanOf) : [],
    ),
  };
}

/** `PropertyAdded`, `PropertyAddedEvent`, `PropertyAddedEventArgs`, `PropertyAddedArgs<User>`. */
function takes({ parameters }: Method, event: SchemaEventKind | typeof featureEvent): boolean {
  const type = new RegExp(String.raw`(?:^|\.)${event}(?:Event)?(?:Args)?(?:<|$)`);
  return parameters.some((parameter) => type.test(parameter.type));
}

/** The line on which a method is called something. */
function headOf({ start, end }: Located, text: string): Located {
  const brace = text.indexOf('{', start);
  const stop = brace === -1 || brace > end ? end : brace;
  return { start, end: start + text.slice(start, stop).trimEnd().length };
}

function handlerOf(method: Method, event: SchemaEventKind, span: Span): DataHandler {
  const generics = method.parameters.flatMap(({ type }) => /^[^<]*<(?:.*\.)?(\w+)>$/.exec(type)?.[1] ?? []);
  return { event, names: [...new Set([...generics, ...comparedWith(method.body ?? [])])], span };
}

/** The names that conditions compare with: `"Users"`, `nameof(User.Email)`, `typeof(User)`; and those in labels of a switch. */
function comparedWith(statements: readonly Statement[]): readonly string[] {
  const conditions = statements.flatMap(conditionsIn);
  return conditions.flatMap(withParts).flatMap(nameIn);
}

function conditionsIn(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'if':
      return [statement.condition, ...[...statement.then, ...statement.otherwise].flatMap(conditionsIn)];
    case 'switch':
      return statement.sections.flatMap(({ labels, body }) => [...labels, ...body.flatMap(conditionsIn)]);
    case 'foreach':
    case 'loop':
      return statement.body.flatMap(conditionsIn);
    case 'try':
      return statement.body.flatMap(conditionsIn);
    case 'block':
      return statement.statements.flatMap(conditionsIn);
    default:
      return [];
  }
}

function nameIn(expression: Expression): readonly string[] {
  if (expression.kind === 'string') return [expression.text];
  if (expression.kind === 'typeof') return [lastName(expression.type)];
  if (expression.kind !== 'call' || expression.callee.kind !== 'name' || expression.callee.name !== 'nameof') return [];
  const [argument] = expression.arguments;
  if (argument === undefined) return [];
  return withParts(argument.value).flatMap((part) =>
    part.kind === 'name' || part.kind === 'member' ? [part.name] : [],
  );
}

function lastName(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

/** A part of a method that runs under some conditions. */
interface Region {
  readonly conditions: readonly Expression[];
  readonly calls: readonly Expression<'call'>[];
}

function upgradesOf(
  owner: Class,
  method: Method,
  text: string,
  spanOf: (place: Located) => Span,
): readonly FeatureUpgrade[] {
  return regionsOf(method.body ?? [], []).flatMap(({ conditions, calls }): readonly FeatureUpgrade[] => {
    const [first] = calls;
    if (first === undefined) return [];
    const feature = conditions.flatMap(withParts).flatMap(nameIn)[0] ?? owner.name;
    const scripts = calls.map((call) => normalised(call.arguments[0]?.value, text));
    return [{ feature, version: versionIn(conditions), scripts, span: spanOf(first) }];
  });
}

/** The calls that add scripts, with the conditions around them; calls of one block are one upgrade. */
function regionsOf(statements: readonly Statement[], conditions: readonly Expression[]): readonly Region[] {
  const own = statements.flatMap((statement) =>
    statement.kind === 'if' || statement.kind === 'switch' || statement.kind === 'block' ? [] : scriptsIn([statement]),
  );
  const inner = statements.flatMap((statement): readonly Region[] => {
    switch (statement.kind) {
      case 'if':
        return [
          ...regionsOf(statement.then, [...conditions, statement.condition]),
          ...regionsOf(statement.otherwise, conditions),
        ];
      case 'switch':
        return statement.sections.flatMap(({ labels, body }) =>
          regionsOf(body, [...conditions, ...labels.map((label) => equalTo(statement.value, label))]),
        );
      case 'block':
        return regionsOf(statement.statements, conditions);
      default:
        return [];
    }
  });
  return [...(own.length === 0 ? [] : [{ conditions, calls: own }]), ...inner];
}

/** `case 3:` asks whether the value is 3. */
function equalTo(left: Expression, label: Expression): Expression {
  const [right = label] = label.kind === 'other' ? label.parts : [label];
  return { kind: 'binary', start: label.start, end: label.end, operator: '==', left, right };
}

function scriptsIn(statements: readonly Statement[]): readonly Expression<'call'>[] {
  return expressionsOf(statements).flatMap((expression) =>
    expression.kind === 'call' && expression.callee.kind === 'member' && expression.callee.name === 'UpgradeScript'
      ? [expression]
      : [],
  );
}

/** The one version that conditions ask for; anything but equality lets more than one in. */
function versionIn(conditions: readonly Expression[]): number | undefined {
  const versions = conditions.flatMap(withParts).flatMap((part) => {
    if (part.kind !== 'binary' || part.operator !== '==') return [];
    const [number] = [part.left, part.right].filter((side) => side.kind === 'number');
    return number?.kind === 'number' ? [Number(number.text)] : [];
  });
  return versions.length === 1 ? versions[0] : undefined;
}

/** A script as text, white space collapsed; what is not a literal as it is written. */
function normalised(script: Expression | undefined, text: string): string {
  const written = script?.kind === 'string' ? script.text : text.slice(script?.start ?? 0, script?.end ?? 0);
  return written.replaceAll(/\s+/g, ' ').trim();
}
