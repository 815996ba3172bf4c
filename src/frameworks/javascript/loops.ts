import type {
  DoWhileStatement,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  WhileStatement,
} from '@oxc-project/types';
import { lookUp } from '../../model/look-up.ts';
import type { Span } from '../../model/span.ts';
import { evaluate } from './evaluate.ts';
import { elementsOf } from './literals.ts';
import { truth, unknown } from './make.ts';
import { assignTo, declare } from './patterns.ts';
import type { Run } from './run.ts';
import { assign, branch, mayGoOn } from './run.ts';
import type { Scope } from './scope.ts';
import { findVariable, inner } from './scope.ts';
import type { Outcome } from './statements.ts';
import { execute, next } from './statements.ts';
import { stringAt } from './strings.ts';
import type { UnknownValue, Value } from './value.ts';

type Each = ForOfStatement | ForInStatement;

/** A loop over known values is as many rounds; over others it is one round that stands for all. */
export function executeForOf(node: Each, scope: Scope, run: Run, at: Span): Outcome {
  const over = run.modules.whole(evaluate(node.right, scope, run));
  const { elements, open } = node.type === 'ForInStatement' ? keysOf(over) : elementsOf(over);
  const round = (value: Value): Outcome => {
    const block = inner(scope);
    const { left } = node;
    const [declarator] = left.type === 'VariableDeclaration' ? left.declarations : [];
    if (declarator !== undefined) declare(declarator.id, value, block, run);
    else if (left.type !== 'VariableDeclaration') assignTo(left, value, block, run);
    return execute(node.body, block, run);
  };
  const outer = run.conditions;
  const returned = run.returns.length;
  for (const element of elements) {
    const outcome = oneRound(() => round(element), run);
    if (ends(outcome)) return after(outcome);
    if (!mayGoOn(run, at)) break;
  }
  if (open !== undefined) {
    const element = over.kind === 'result' ? { ...over, path: [...over.path, '*'] } : open;
    anyRounds(node, scope, at, run, () => round(element));
  }
  if (run.returns.length === returned) run.conditions = outer;
  return next;
}

function keysOf(value: Value): { readonly elements: readonly Value[]; readonly open?: UnknownValue } {
  if (value.kind === 'object') {
    const elements = [...value.entries].map(([key, entry]) => stringAt(key, entry.keyAt));
    return { elements, ...(value.open === undefined ? {} : { open: value.open }) };
  }
  if (value.kind === 'array') {
    return {
      elements: value.elements.map((element, index) => stringAt(String(index), element.at)),
      ...(value.open === undefined ? {} : { open: value.open }),
    };
  }
  return elementsOf(value);
}

export function executeFor(node: ForStatement, outerScope: Scope, run: Run, at: Span): Outcome {
  const scope = inner(outerScope);
  if (node.init !== null) {
    if (node.init.type === 'VariableDeclaration') execute(node.init, scope, run);
    else evaluate(node.init, scope, run);
  }
  const { test, update, body } = node;
  const decide = (): boolean | undefined => (test === null ? undefined : truth(evaluate(test, scope, run)));
  const round = (): Outcome => {
    const block = copied(scope);
    const outcome = execute(body, block, run);
    for (const [name, { value }] of block.variables) {
      const variable = scope.variables.get(name);
      if (variable !== undefined && value !== undefined) variable.value = value;
    }
    if (update !== null && !ends(outcome)) evaluate(update, scope, run);
    return outcome;
  };
  return rounds(node, scope, at, run, decide, round);
}

/** Each round has variables of its own, which closures of the round keep. */
function copied(scope: Scope): Scope {
  const block = inner(scope);
  for (const [name, { value }] of scope.variables) block.variables.set(name, value === undefined ? {} : { value });
  return block;
}

export function executeWhile(node: WhileStatement | DoWhileStatement, scope: Scope, run: Run, at: Span): Outcome {
  const { test, body } = node;
  const isEndless = test.type === 'Literal';
  const decide = (): boolean | undefined => (isEndless ? undefined : truth(evaluate(test, scope, run)));
  const round = (): Outcome => execute(body, inner(scope), run);
  if (node.type === 'WhileStatement') return rounds(node, scope, at, run, decide, round);
  anyRounds(node, scope, at, run, round);
  return next;
}

type Node = Each | ForStatement | WhileStatement | DoWhileStatement;

function rounds(
  node: Node,
  scope: Scope,
  at: Span,
  run: Run,
  decide: () => boolean | undefined,
  round: () => Outcome,
): Outcome {
  const outer = run.conditions;
  const returned = run.returns.length;
  for (;;) {
    const goesOn = decide();
    if (goesOn === false) break;
    if (goesOn === undefined) {
      anyRounds(node, scope, at, run, round);
      break;
    }
    const { leaves } = run;
    const from = run.recorder.mark;
    const outcome = oneRound(round, run);
    if (ends(outcome)) return after(outcome);
    if (!mayGoOn(run, at)) break;
    if (run.leaves > leaves) {
      // Whether there is a second round is for the run to tell.
      run.recorder.repeatFrom(from);
      forget(node, scope, at, run);
      break;
    }
  }
  if (run.returns.length === returned) run.conditions = outer;
  return next;
}

/** A `continue` under a condition counts for its round only. */
function oneRound(round: () => Outcome, run: Run): Outcome {
  const { conditions, leaves } = run;
  const outcome = round();
  if (run.leaves === leaves) run.conditions = conditions;
  return outcome;
}

function ends(outcome: Outcome): boolean {
  return (
    outcome.kind === 'return' ||
    outcome.kind === 'throw' ||
    outcome.kind === 'break' ||
    (outcome.kind === 'continue' && outcome.label !== undefined)
  );
}

function after(outcome: Outcome): Outcome {
  return outcome.kind === 'break' && outcome.label === undefined ? next : outcome;
}

/** One round that stands for any number of them. */
function anyRounds(node: Node, scope: Scope, at: Span, run: Run, round: () => Outcome): void {
  forget(node, scope, at, run);
  const { repeated } = run;
  run.repeated = true;
  const [outcome, changes] = branch(run, [], round);
  run.repeated = repeated;
  for (const [variable] of changes) assign(run, variable, unknown('it changes in a loop', at));
  if (outcome.kind === 'return') run.returns.push(outcome.value);
}

/** What a loop of unknown length assigns is not known in any of its rounds. */
function forget(node: Node, scope: Scope, at: Span, run: Run): void {
  for (const name of assignedNames(node)) {
    const variable = findVariable(scope, name);
    if (variable !== undefined) assign(run, variable, unknown('it changes in a loop', at, name));
  }
}

const assigned = new WeakMap<object, ReadonlySet<string>>();

/** The variables that are assigned somewhere in a piece of the tree. */
function assignedNames(root: object): ReadonlySet<string> {
  const known = assigned.get(root);
  if (known !== undefined) return known;
  const names = new Set<string>();
  assigned.set(root, names);
  const visit = (node: object): void => {
    const entries: readonly (readonly [string, unknown])[] = Object.entries(node);
    const type = entries.find(([key]) => key === 'type')?.[1];
    const target = typeof type === 'string' ? lookUp(assignedParts, type) : undefined;
    for (const [key, child] of entries) {
      if (key === 'parent' || typeof child !== 'object' || child === null) continue;
      if (key === target && 'name' in child && typeof child.name === 'string') names.add(child.name);
      visit(child);
    }
  };
  visit(root);
  return names;
}

const assignedParts: Readonly<Record<string, string>> = { AssignmentExpression: 'left', UpdateExpression: 'argument' };
