import type {
  BlockStatement,
  Class,
  Directive,
  IfStatement,
  Statement,
  SwitchStatement,
  TryStatement,
} from '@oxc-project/types';
import type { Span } from '../../model/span.ts';
import { classValue } from './classes.ts';
import { evaluate } from './evaluate.ts';
import { executeForOf, executeFor, executeWhile } from './loops.ts';
import { either, equals, nothing, truth, unknown } from './make.ts';
import { declareEnum } from './enums.ts';
import { declare } from './patterns.ts';
import type { Changes, Run } from './run.ts';
import { branch, conditionsFor, keep, mayGoOn, merge, notAll, opaque, placeOf } from './run.ts';
import type { Scope } from './scope.ts';
import { inner } from './scope.ts';
import { sourceAt, spanIn } from './script.ts';
import type { Condition } from './trace.ts';
import type { Value } from './value.ts';

/** How a statement ends. */
export type Outcome =
  | { readonly kind: 'next' }
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'throw' }
  | { readonly kind: 'break' | 'continue'; readonly label: string | undefined };

export const next: Outcome = { kind: 'next' };

/** Runs the statements of a function or a block in a scope of their own. */
export function executeBody(statements: readonly (Statement | Directive)[], scope: Scope, run: Run): Outcome {
  hoist(statements, scope, run);
  for (const statement of statements) {
    const outcome = execute(statement, scope, run);
    if (outcome.kind !== 'next') return outcome;
  }
  return next;
}

/** Functions can be called before their declaration. */
export function hoist(statements: readonly (Statement | Directive)[], scope: Scope, run: Run): void {
  for (const statement of statements) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type === 'FunctionDeclaration' && declaration.id !== null) {
      scope.variables.set(declaration.id.name, { value: evaluate(declaration, scope, run) });
    }
  }
}

export function execute(node: Statement | Directive, scope: Scope, run: Run): Outcome {
  const at = spanIn(scope.script, node);
  if (!mayGoOn(run, at)) return { kind: 'throw' };
  switch (node.type) {
    case 'ExpressionStatement': {
      const value = evaluate(node.expression, scope, run);
      run.recorder.use(value, 'statement', placeOf(run));
      return next;
    }
    case 'VariableDeclaration':
      for (const { id, init } of node.declarations) {
        const value = init === null ? nothing(spanIn(scope.script, id)) : evaluate(init, scope, run);
        declare(id, value, scope, run);
      }
      return next;
    case 'BlockStatement':
      return executeBody(node.body, inner(scope), run);
    case 'IfStatement':
      return executeIf(node, scope, run);
    case 'ReturnStatement':
      return { kind: 'return', value: node.argument === null ? nothing(at) : evaluate(node.argument, scope, run) };
    case 'ThrowStatement':
      evaluate(node.argument, scope, run);
      return { kind: 'throw' };
    case 'BreakStatement':
      return { kind: 'break', label: node.label?.name };
    case 'ContinueStatement':
      return { kind: 'continue', label: node.label?.name };
    case 'ForOfStatement':
    case 'ForInStatement':
      return executeForOf(node, scope, run, at);
    case 'ForStatement':
      return executeFor(node, scope, run, at);
    case 'WhileStatement':
    case 'DoWhileStatement':
      return executeWhile(node, scope, run, at);
    case 'SwitchStatement':
      return executeSwitch(node, scope, run, at);
    case 'TryStatement':
      return executeTry(node, scope, run, at);
    case 'LabeledStatement': {
      const outcome = execute(node.body, scope, run);
      return outcome.kind === 'break' && outcome.label === node.label.name ? next : outcome;
    }
    case 'ClassDeclaration':
      if (node.id !== null) scope.variables.set(node.id.name, { value: classValue(node, scope, run) });
      executeStatic(node, scope, run);
      return next;
    case 'TSEnumDeclaration':
      declareEnum(node, scope, run);
      return next;
    case 'WithStatement':
      opaque(run, 'what names mean inside of with() is only known at run time', at);
      return execute(node.body, scope, run);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassExpression':
    case 'DebuggerStatement':
    case 'EmptyStatement':
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportNamedDeclaration':
    case 'TSExportAssignment':
    case 'TSNamespaceExportDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSModuleDeclaration':
    case 'TSImportEqualsDeclaration':
    case 'TSDeclareFunction':
    case 'TSEmptyBodyFunctionExpression':
      return next;
  }
}

/** What a class does when it is declared. */
function executeStatic({ body: { body } }: Class, scope: Scope, run: Run): void {
  for (const element of body) {
    if (element.type === 'StaticBlock') executeBody(element.body, inner(scope), run);
    else if (element.type === 'PropertyDefinition' && element.static && element.value !== null)
      evaluate(element.value, inner(scope), run);
  }
}

function executeIf(node: IfStatement, scope: Scope, run: Run): Outcome {
  const test = evaluate(node.test, scope, run);
  const decided = truth(test);
  if (decided === true) return execute(node.consequent, scope, run);
  if (decided === false) return node.alternate === null ? next : execute(node.alternate, scope, run);

  const at = spanIn(scope.script, node.test);
  const yes = conditionsFor(run, test, true, at);
  const no = conditionsFor(run, test, false, at);
  const { alternate } = node;
  const then = branch(run, yes, () => execute(node.consequent, scope, run));
  const otherwise = branch(run, no, () => (alternate === null ? next : execute(alternate, scope, run)));
  return join([yes, then], [no, otherwise], `it depends on ${sourceAt(scope.script, at)}`, at, run);
}

type Branch = readonly [conditions: readonly Condition[], result: readonly [Outcome, Changes, readonly Condition[]]];

/** Goes on after two branches of which one is taken. */
function join(one: Branch, other: Branch, reason: string, at: Span, run: Run): Outcome {
  const [[ownConditions, [first, firstChanges, firstAdded]], [otherConditions, [second, secondChanges, secondAdded]]] =
    [one, other];
  if (first.kind === 'next' && second.kind === 'next') {
    merge(run, firstChanges, secondChanges, reason, at);
    const added = [exitWithin(ownConditions, firstAdded, at), exitWithin(otherConditions, secondAdded, at)];
    run.conditions = [...run.conditions, ...added.flat()];
    return next;
  }
  if (first.kind !== 'next' && second.kind !== 'next') {
    if (first.kind === 'return' && second.kind === 'return')
      return { kind: 'return', value: either([first.value, second.value], reason, at) };
    return first.kind === 'return' ? leave(first, second, run) : leave(second, first, run);
  }
  const [gone, goingOn] = first.kind === 'next' ? [other, one] : [one, other];
  const [exit] = gone[1];
  const [conditions, [, changes, added]] = goingOn;
  keep(run, changes);
  if (exit.kind === 'return') run.returns.push(exit.value);
  if (exit.kind === 'break' || exit.kind === 'return') run.leaves += 1;
  run.conditions = [...run.conditions, ...conditions, ...added];
  return next;
}

function leave(one: Outcome, other: Outcome, run: Run): Outcome {
  if (one.kind === 'return' && other.kind !== 'throw') run.returns.push(one.value);
  return one.kind === 'return' && other.kind === 'throw' ? one : other;
}

/** In a branch, something ended under more conditions: what follows the branch runs unless all of them hold. */
function exitWithin(
  branchConditions: readonly Condition[],
  added: readonly Condition[],
  at: Span,
): readonly Condition[] {
  return added.length === 0 ? [] : notAll([...branchConditions, ...notAll(added, at)], at);
}

function executeSwitch(node: SwitchStatement, scope: Scope, run: Run, at: Span): Outcome {
  const value = evaluate(node.discriminant, scope, run);
  const block = inner(scope);
  const tests = node.cases.map(({ test }) => (test === null ? undefined : evaluate(test, block, run)));
  const answers = tests.map((test) => (test === undefined ? undefined : equals(value, test)));
  const known = answers.every((answer, index) => answer !== undefined || tests[index] === undefined);
  const matching = answers.indexOf(true);
  if (known || matching !== -1) {
    const from = matching === -1 ? tests.indexOf(undefined) : matching;
    if (from === -1) return next;
    const outcome = executeBody(
      node.cases.slice(from).flatMap(({ consequent }) => consequent),
      block,
      run,
    );
    return outcome.kind === 'break' && outcome.label === undefined ? next : outcome;
  }
  const written = sourceAt(scope.script, spanIn(scope.script, node.discriminant));
  for (const [index, { test, consequent }] of node.cases.entries()) {
    if (answers[index] === false || consequent.length === 0) continue;
    const label = test === null ? 'default' : sourceAt(scope.script, spanIn(scope.script, test));
    const text = test === null ? `${written} is none of the cases` : `${written} === ${label}`;
    const condition = { value: unknown(`${text} is only known at run time`, at), holds: true, text, at };
    const [outcome, changes] = branch(run, [condition], () => executeBody(consequent, inner(block), run));
    merge(run, changes, new Map(), `it depends on ${written}`, at);
    if (outcome.kind === 'return') run.returns.push(outcome.value);
    if (outcome.kind === 'return' || outcome.kind === 'throw')
      run.conditions = [...run.conditions, ...notAll([condition], at)];
  }
  return next;
}

function executeTry(node: TryStatement, scope: Scope, run: Run, at: Span): Outcome {
  const { attempted } = run;
  const { handler, finalizer } = node;
  run.attempted = attempted || handler !== null;
  let outcome = executeBlock(node.block, scope, run);
  run.attempted = attempted;
  if (handler !== null) {
    const error = unknown('it is an error that is caught', at);
    const block = inner(scope);
    if (handler.param !== null) declare(handler.param, error, block, run);
    const condition = { value: error, holds: true, text: 'an exception is caught', at };
    const [other, changes] = branch(run, [condition], () => executeBlock(handler.body, block, run));
    merge(run, changes, new Map(), 'it depends on an error', at);
    if (outcome.kind === 'throw') outcome = other;
    else if (other.kind === 'return') run.returns.push(other.value);
  }
  const last = finalizer === null ? next : executeBlock(finalizer, scope, run);
  return last.kind === 'next' ? outcome : last;
}

function executeBlock(node: BlockStatement, scope: Scope, run: Run): Outcome {
  return executeBody(node.body, inner(scope), run);
}
