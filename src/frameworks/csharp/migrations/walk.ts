import type { Guard } from '../../../model/operation.ts';
import { evaluate } from '../evaluate.ts';
import type { Binding, Scope } from '../scope.ts';
import { childExpressions, childStatements, scopeOf } from '../scope.ts';
import type { Expression, Located, Method, Statement } from '../syntax.ts';
import { expressionsOf } from '../walk.ts';
import type { MigrationCall } from './calls.ts';

/** One use of the database, in the order in which the migration makes them. */
export interface Step extends Located {
  /** Absent: something that is not known is done, as far as this reader can tell with the database. */
  readonly call: MigrationCall | undefined;
  /** What is called, for people. */
  readonly callee: string;
  readonly guards: readonly Guard[];
  readonly repeated: boolean;
}

/** What a migration does by an expression. */
export type Use =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'call'; readonly call: MigrationCall }
  /** A method of the class, or a local function: its body is read in place. */
  | { readonly kind: 'method'; readonly method: Method; readonly scope: Scope; readonly idiom: Idiom }
  | { readonly kind: 'unknown'; readonly callee: string };

/** Where an expression stands. */
export interface Position {
  readonly scope: Scope;
  /** It is a statement by itself, so that it is there for what it does and not for its value. */
  readonly isStatement: boolean;
  /** Methods that are being read, the innermost last. */
  readonly within: readonly Method[];
}

/** How a tool's migrations are written. */
export interface Idiom {
  /** Whether a condition holds; `undefined` when only the run can tell. */
  decide(condition: Expression, scope: Scope): boolean | undefined;
  /** Whether a `switch` over `value` takes this label; `undefined` when only the run can tell. */
  decideLabel(value: Expression, label: Expression, scope: Scope): boolean | undefined;
  useOf(expression: Expression, position: Position): Use;
}

/** Where the walk is: what it knows, and under which conditions. */
interface Place {
  readonly scope: Scope;
  readonly idiom: Idiom;
  readonly guards: readonly Guard[];
  readonly repeated: boolean;
  /** Methods that are being read, so that a recursion ends. */
  readonly within: readonly Method[];
}

/** What `Up` or `Down` does to the database, with the methods of the same class that it calls. */
export function stepsOf(method: Method, scope: Scope, idiom: Idiom): readonly Step[] {
  const steps: Step[] = [];
  walk(method.body ?? [], { scope, idiom, guards: [], repeated: false, within: [method] }, steps);
  return steps;
}

/** How a list of statements ends. */
type Outcome =
  | { readonly kind: 'goes-on' }
  | { readonly kind: 'returns' }
  /** It returned under a condition: what follows runs only under these guards. */
  | { readonly kind: 'may-return'; readonly guards: readonly Guard[] };

const goesOn: Outcome = { kind: 'goes-on' };

function walk(statements: readonly Statement[], place: Place, steps: Step[]): Outcome {
  let current = place;
  for (const statement of statements) {
    const outcome = walkStatement(statement, current, steps);
    if (outcome.kind === 'returns') return outcome;
    if (outcome.kind === 'may-return') current = { ...current, guards: [...current.guards, ...outcome.guards] };
  }
  const added = current.guards.slice(place.guards.length);
  return added.length === 0 ? goesOn : { kind: 'may-return', guards: added };
}

function walkStatement(statement: Statement, place: Place, steps: Step[]): Outcome {
  if (statement.kind !== 'if') {
    const isStatement = statement.kind === 'expression';
    for (const expression of childExpressions(statement)) walkExpression(expression, isStatement, place, steps);
  }
  switch (statement.kind) {
    case 'block':
      return walk(statement.statements, place, steps);
    case 'if':
      return walkIf(statement, place, steps);
    case 'foreach':
      walkForeach(statement, place, steps);
      return goesOn;
    case 'loop':
      walk(statement.body, { ...place, repeated: true }, steps);
      return goesOn;
    case 'switch':
      walkSwitch(statement, place, steps);
      return goesOn;
    case 'try': {
      const outcome = walk(statement.body, place, steps);
      for (const handler of statement.handlers) walk(handler, guarded(place, 'an exception is caught'), steps);
      const last = walk(statement.last, place, steps);
      return last.kind === 'goes-on' ? outcome : last;
    }
    case 'return':
    case 'throw':
      return { kind: 'returns' };
    case 'expression':
    case 'locals':
    case 'function':
    case 'empty':
      return goesOn;
  }
}

function walkIf(statement: Statement<'if'>, place: Place, steps: Step[]): Outcome {
  const holds = place.idiom.decide(statement.condition, place.scope);
  if (holds !== undefined) return walk(holds ? statement.then : statement.otherwise, place, steps);

  walkExpression(statement.condition, false, place, steps);
  const condition = sourceOf(statement.condition, place);
  const then = walk(statement.then, guarded(place, condition), steps);
  const otherwise = walk(statement.otherwise, guarded(place, negated(condition)), steps);
  if (then.kind === 'returns' && otherwise.kind === 'returns') return then;
  if (then.kind === 'returns') return { kind: 'may-return', guards: [{ kind: 'condition', text: negated(condition) }] };
  if (otherwise.kind === 'returns') return { kind: 'may-return', guards: [{ kind: 'condition', text: condition }] };
  return goesOn;
}

/** A loop over values that are written in the file is as many copies of its body. */
function walkForeach(statement: Statement<'foreach'>, place: Place, steps: Step[]): void {
  const over = evaluate(statement.over, place.scope);
  const inside = { ...place, repeated: true };
  if (over.kind !== 'array' || statement.variable === undefined) {
    walk(statement.body, inside, steps);
    return;
  }
  for (const value of over.elements) {
    const locals = new Map<string, Binding>(place.scope.locals);
    locals.set(statement.variable, { kind: 'value', value });
    if (walk(statement.body, { ...inside, scope: { ...place.scope, locals } }, steps).kind === 'returns') return;
  }
}

function walkSwitch(statement: Statement<'switch'>, place: Place, steps: Step[]): void {
  const value = sourceOf(statement.value, place);
  let undecided = false;
  for (const { labels, body } of [...statement.sections].sort(
    (one, other) => other.labels.length - one.labels.length,
  )) {
    const decided = labels.map((label) => place.idiom.decideLabel(statement.value, label, place.scope));
    if (labels.length > 0 && decided.every((answer) => answer === false)) continue;
    if (decided.includes(true) || (labels.length === 0 && !undecided)) {
      walk(body, place, steps);
      return;
    }
    undecided = true;
    const cases = labels.map((label) => `${value} is ${sourceOf(label, place)}`).join(' || ');
    walk(body, guarded(place, cases === '' ? `${value} is anything else` : cases), steps);
  }
}

function walkExpression(expression: Expression, isStatement: boolean, place: Place, steps: Step[]): void {
  if (expression.kind === 'assignment') {
    // `list[Next()] = 1`; a name, or a member, is no more than the place of a value.
    if (expression.target.kind === 'other') walkExpression(expression.target, false, place, steps);
    walkExpression(expression.value, false, place, steps);
    return;
  }
  const { scope, idiom, guards, repeated, within } = place;
  const { start, end } = expression;
  const use = idiom.useOf(expression, { scope, isStatement, within });
  switch (use.kind) {
    case 'nothing':
      return;
    case 'call':
      steps.push({ call: use.call, callee: use.call.method, start, end, guards, repeated });
      return;
    case 'method': {
      const inside = { ...place, scope: use.scope, idiom: use.idiom, within: [...within, use.method] };
      walk(use.method.body ?? [], inside, steps);
      return;
    }
    case 'unknown':
      steps.push({ call: undefined, callee: use.callee, start, end, guards, repeated });
  }
}

/** A method of the class or a local function that is called, and the scope of its body. */
export interface OwnMethod {
  readonly method: Method;
  readonly scope: Scope;
  /** It sees the variables of the method around it. */
  readonly isLocal: boolean;
}

/** `undefined` when the expression calls anything else, or a method that is being read already. */
export function ownMethod(expression: Expression, { scope, within }: Position): OwnMethod | undefined {
  if (expression.kind !== 'call') return undefined;
  const { callee } = expression;
  const own =
    callee.kind === 'name' ||
    (callee.kind === 'member' && callee.target.kind === 'name' && callee.target.name === 'this');
  const name = own ? callee.name : undefined;
  const isCalled = (candidate: Method): boolean =>
    candidate.name === name && candidate.parameters.length === expression.arguments.length;
  const local = within.flatMap(localFunctions).find(isCalled);
  const method = local ?? scope.class.methods.find(isCalled);
  if (method?.body === undefined || within.includes(method)) return undefined;

  const isLocal = local !== undefined;
  const visible = new Map<string, Binding>(isLocal ? scope.locals : []);
  for (const [index, argument] of expression.arguments.entries()) {
    const target = argument.name ?? method.parameters[index]?.name;
    if (target !== undefined) visible.set(target, { kind: 'value', value: evaluate(argument.value, scope) });
  }
  return { method, scope: scopeOf(scope.file, scope.class, method, visible), isLocal };
}

function localFunctions({ body = [] }: Method): readonly Method[] {
  const of = (statement: Statement): readonly Method[] =>
    statement.kind === 'function' ? [statement.method] : childStatements(statement).flatMap(of);
  return body.flatMap(of);
}

/** The name of a variable, and those of the local functions that use it without being given it. */
export function namesReaching(name: string, within: readonly Method[]): readonly string[] {
  const functions = within
    .flatMap(localFunctions)
    .filter(({ parameters }) => !parameters.some((one) => one.name === name));
  const names = [name];
  for (const reached of names) {
    for (const { name: own, body = [] } of functions) {
      if (!names.includes(own) && expressionsOf(body).some((one) => one.kind === 'name' && one.name === reached)) {
        names.push(own);
      }
    }
  }
  return names;
}

function guarded(place: Place, text: string): Place {
  return { ...place, guards: [...place.guards, { kind: 'condition', text }] };
}

function negated(condition: string): string {
  return `!(${condition})`;
}

function sourceOf(at: Located, place: Place): string {
  return place.scope.file.text.slice(at.start, at.end).replace(/\s+/g, ' ');
}
