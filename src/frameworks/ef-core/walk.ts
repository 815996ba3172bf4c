import type { DialectName } from '../../model/names.ts';
import type { Guard } from '../../model/operation.ts';
import { calleeName, evaluate } from '../csharp/evaluate.ts';
import type { Binding, Scope } from '../csharp/scope.ts';
import { childExpressions, scopeOf } from '../csharp/scope.ts';
import type { Expression, Located, Method, Statement } from '../csharp/syntax.ts';
import type { BuilderCall } from './calls.ts';
import { builderCall, mentions } from './calls.ts';
import type { Known } from './conditions.ts';
import { decide, decideLabel } from './conditions.ts';

/** One use of the builder, in the order in which the migration makes them. */
export interface Step extends Located {
  /** Absent: the builder is handed to something that is not known. */
  readonly call: BuilderCall | undefined;
  /** What it is handed to, for people. */
  readonly callee: string;
  readonly guards: readonly Guard[];
  readonly repeated: boolean;
}

/** Where the walk is: what it knows, and under which conditions. */
interface Place extends Known {
  readonly guards: readonly Guard[];
  readonly repeated: boolean;
  /** Methods that are being read, so that a recursion ends. */
  readonly within: readonly Method[];
}

/** The uses of the builder in `Up` or `Down`, with the methods of the same class that it is handed to. */
export function stepsOf(method: Method, scope: Scope, builder: string, dialect: DialectName): readonly Step[] {
  const steps: Step[] = [];
  walk(method.body ?? [], { scope, builder, dialect, guards: [], repeated: false, within: [method] }, steps);
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
    for (const expression of childExpressions(statement)) walkExpression(expression, place, steps);
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
  const holds = decide(statement.condition, place);
  if (holds !== undefined) return walk(holds ? statement.then : statement.otherwise, place, steps);

  walkExpression(statement.condition, place, steps);
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
    const decided = labels.map((label) => decideLabel(statement.value, label, place));
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

function walkExpression(expression: Expression, place: Place, steps: Step[]): void {
  if (expression.kind === 'assignment') {
    walkExpression(expression.value, place, steps);
    return;
  }
  const { start, end } = expression;
  const { guards, repeated } = place;
  const call = builderCall(expression, place.builder, place.scope);
  if (call !== undefined) {
    steps.push({ call, callee: call.method, start, end, guards, repeated });
    return;
  }
  if (isReading(expression, place) || walkOwnMethod(expression, place, steps)) return;
  const callee = expression.kind === 'call' ? `${calleeName(expression)}()` : 'an expression';
  steps.push({ call: undefined, callee, start, end, guards, repeated });
}

/** Only asks the builder for something: a condition, `migrationBuilder.ActiveProvider`. */
function isReading(expression: Expression, place: Place): boolean {
  if (expression.kind === 'member') return expression.name === 'ActiveProvider';
  if (expression.kind === 'call' && decide(expression, place) !== undefined) return true;
  if (expression.kind === 'unary') return isReading(expression.operand, place);
  if (expression.kind !== 'binary') return !mentions(expression, place.builder);
  return isReading(expression.left, place) && isReading(expression.right, place);
}

/** The builder is handed to a method of the class, or to a local function: its body is read in place. */
function walkOwnMethod(expression: Expression, place: Place, steps: Step[]): boolean {
  if (expression.kind !== 'call') return false;
  const { callee } = expression;
  const own =
    callee.kind === 'name' ||
    (callee.kind === 'member' && callee.target.kind === 'name' && callee.target.name === 'this');
  const name = own ? callee.name : undefined;
  const method = [...localFunctions(place.within), ...place.scope.class.methods].find(
    (candidate) => candidate.name === name && candidate.parameters.length === expression.arguments.length,
  );
  const parameter = method?.parameters.find(({ type }) => isBuilderType(type));
  if (method?.body === undefined || parameter === undefined || place.within.includes(method)) return false;

  const parameters = new Map<string, Binding>();
  for (const [index, { name: own_, value }] of expression.arguments.entries()) {
    const target = own_ ?? method.parameters[index]?.name;
    if (target !== undefined) parameters.set(target, { kind: 'value', value: evaluate(value, place.scope) });
  }
  const scope = scopeOf(place.scope.file, place.scope.class, method, parameters);
  const inside = { ...place, scope, builder: parameter.name, within: [...place.within, method] };
  walk(method.body, inside, steps);
  return true;
}

export function isBuilderType(type: string): boolean {
  return /(?:^|\.)MigrationBuilder\??$/.test(type);
}

function localFunctions(methods: readonly Method[]): readonly Method[] {
  return methods.flatMap(({ body }) =>
    (body ?? []).flatMap((statement) => (statement.kind === 'function' ? [statement.method] : [])),
  );
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
