import type {
  BindingPattern,
  Declaration,
  Directive,
  Expression,
  ModuleExportName,
  Statement,
} from '@oxc-project/types';
import { lookUp } from '../../model/look-up.ts';
import { classValue } from './classes.ts';
import { enumValue } from './enums.ts';
import { evaluate } from './evaluate.ts';
import { entryOf, nothing, object } from './make.ts';
import { memberOf } from './members.ts';
import { declare } from './patterns.ts';
import type { Run } from './run.ts';
import type { Scope, Variable } from './scope.ts';
import { findVariable } from './scope.ts';
import type { Script } from './script.ts';
import { spanIn } from './script.ts';
import { execute, hoist } from './statements.ts';
import type { Value } from './value.ts';

/** A file whose names are known; their values are evaluated when they are asked for. */
export interface LinkedModule {
  readonly script: Script;
  /** It has imports or exports of its own, as opposed to `module.exports`. */
  readonly isEcmaScript: boolean;
  names(): readonly string[];
  exported(name: string): Value | undefined;
  /** What `module.exports` is. */
  assigned(): Value;
  /** Top-level classes, in their order. */
  classes(): readonly Value[];
}

interface Links {
  readonly scope: Scope;
  readonly run: Run;
  readonly exports: Map<string, () => Value>;
  readonly stars: (() => Value)[];
  readonly classes: (() => Value)[];
}

export function link(script: Script, run: Run): LinkedModule {
  const whole = { file: script.file, start: 0, end: script.text.length };
  const initial = object([], whole);
  const module = object([['exports', entryOf(initial)]], whole);
  const scope: Scope = { script, variables: new Map(), parent: undefined, self: initial };
  scope.variables.set('module', { value: module }).set('exports', { value: initial });

  const links: Links = { scope, run, exports: new Map(), stars: [], classes: [] };
  const body: readonly (Statement | Directive)[] = script.program.body;
  hoist(body, scope, run);
  for (const statement of body) linkStatement(statement, links);
  for (const statement of body) {
    if (isSetup(statement, scope)) execute(statement, scope, run);
  }
  const isEcmaScript = body.some(({ type }) => ecmaScriptOnly.has(type));
  const assigned = (): Value => module.entries.get('exports')?.value ?? initial;
  const fromCommonJs = (name: string): Value | undefined => {
    const value = run.modules.whole(assigned());
    if (value.kind === 'object') return value.entries.get(name)?.value ?? value.open;
    return value.kind === 'class' || value.kind === 'instance'
      ? found(memberOf(value, name, whole, whole, run))
      : undefined;
  };

  return {
    script,
    isEcmaScript,
    assigned,
    names: () => {
      const value = assigned();
      const own = value.kind === 'object' ? [...value.entries.keys()] : [];
      return [...new Set([...links.exports.keys(), ...own])];
    },
    exported: (name) => {
      const own = links.exports.get(name)?.() ?? fromCommonJs(name);
      if (own !== undefined) return own;
      if (name === 'default') return isEcmaScript ? undefined : assigned();
      for (const star of links.stars) {
        const value = star();
        const member = value.kind === 'module' ? found(run.modules.member(value, name, whole)) : undefined;
        if (member !== undefined) return member;
      }
      return undefined;
    },
    classes: () => links.classes.map((value) => value()),
  };
}

function found(value: Value): Value | undefined {
  return value.kind === 'undefined' || value.kind === 'unknown' ? undefined : value;
}

const ecmaScriptOnly: ReadonlySet<string> = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportDefaultDeclaration',
  'ExportAllDeclaration',
]);

function linkStatement(statement: Statement | Directive, links: Links): void {
  const { scope, run } = links;
  const { script } = scope;
  switch (statement.type) {
    case 'ImportDeclaration':
      for (const specifier of statement.specifiers) {
        const at = spanIn(script, specifier);
        const whole = (): Value => run.modules.named(statement.source.value, script.file, at);
        const name =
          specifier.type === 'ImportSpecifier'
            ? exportName(specifier.imported)
            : specifier.type === 'ImportDefaultSpecifier'
              ? 'default'
              : undefined;
        later(scope, specifier.local.name, () => (name === undefined ? whole() : imported(whole(), name, links)));
      }
      return;
    case 'TSImportEqualsDeclaration': {
      const { moduleReference, id } = statement;
      const at = spanIn(script, statement);
      if (moduleReference.type === 'TSExternalModuleReference') {
        later(scope, id.name, () => run.modules.named(moduleReference.expression.value, script.file, at));
      }
      return;
    }
    case 'ExportNamedDeclaration':
      if (statement.declaration !== null) {
        linkDeclaration(statement.declaration, links);
        for (const name of declaredNames(statement.declaration)) links.exports.set(name, () => read(name, links));
      }
      for (const { local, exported } of statement.specifiers) {
        const { source } = statement;
        const at = spanIn(script, statement);
        const name = exportName(local);
        const value = (): Value =>
          source === null ? read(name, links) : imported(run.modules.named(source.value, script.file, at), name, links);
        links.exports.set(exportName(exported), value);
      }
      return;
    case 'ExportDefaultDeclaration': {
      const { declaration } = statement;
      if (declaration.type === 'TSInterfaceDeclaration') return;
      if ('id' in declaration && declaration.id !== null && declaration.type === 'ClassDeclaration')
        linkDeclaration(declaration, links);
      const name =
        declaration.type === 'ClassDeclaration' || declaration.type === 'FunctionDeclaration'
          ? declaration.id?.name
          : undefined;
      if (name === undefined) later(scope, '*default*', () => evaluate(declaration, scope, run));
      if (name === undefined && declaration.type === 'ClassDeclaration')
        links.classes.push(() => read('*default*', links));
      links.exports.set('default', () => read(name ?? '*default*', links));
      return;
    }
    case 'ExportAllDeclaration': {
      const at = spanIn(script, statement);
      const whole = (): Value => run.modules.named(statement.source.value, script.file, at);
      if (statement.exported === null) links.stars.push(whole);
      else links.exports.set(exportName(statement.exported), whole);
      return;
    }
    case 'TSExportAssignment':
      later(scope, '*default*', () => evaluate(statement.expression, scope, run));
      links.exports.set('default', () => read('*default*', links));
      links.stars.push(() => read('*default*', links));
      return;
    case 'VariableDeclaration':
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      linkDeclaration(statement, links);
      return;
    default:
      return;
  }
}

function linkDeclaration(declaration: Declaration, { scope, run, classes }: Links): void {
  switch (declaration.type) {
    case 'VariableDeclaration':
      for (const { id, init } of declaration.declarations) {
        if (init === null) declare(id, nothing(spanIn(scope.script, id)), scope, run);
        else if (id.type === 'Identifier') later(scope, id.name, () => named(evaluate(init, scope, run), id.name));
        else linkPattern(id, init, scope, run);
      }
      return;
    case 'ClassDeclaration': {
      const name = declaration.id?.name;
      if (name === undefined) return;
      later(scope, name, () => classValue(declaration, scope, run));
      classes.push(() => evaluateName(name, scope, run));
      return;
    }
    case 'TSEnumDeclaration':
      later(scope, declaration.id.name, () => enumValue(declaration, scope, run));
      return;
    default:
      return;
  }
}

function named(value: Value, name: string): Value {
  return value.kind === 'function' && value.name === undefined ? { ...value, name } : value;
}

/** The names of a pattern share one evaluation. */
function linkPattern(pattern: BindingPattern, init: Expression, scope: Scope, run: Run): void {
  const names = patternNames(pattern);
  const all = (): void => {
    const parts: Scope = { ...scope, variables: new Map(), parent: scope };
    declare(pattern, evaluate(init, scope, run), parts, run);
    for (const [name, { value }] of parts.variables) {
      const variable = scope.variables.get(name);
      if (variable !== undefined && value !== undefined) variable.value = value;
    }
  };
  for (const name of names) {
    const variable: Variable = {};
    variable.initial = () => {
      all();
      return variable.value ?? nothing(spanIn(scope.script, pattern));
    };
    scope.variables.set(name, variable);
  }
}

function later(scope: Scope, name: string, initial: () => Value): void {
  scope.variables.set(name, { initial });
}

function read(name: string, { scope, run }: Links): Value {
  return evaluateName(name, scope, run);
}

function evaluateName(name: string, scope: Scope, run: Run): Value {
  const variable = findVariable(scope, name);
  if (variable === undefined) return nothing({ file: scope.script.file, start: 0, end: 0 });
  const { initial } = variable;
  if (variable.value === undefined && initial !== undefined) {
    delete variable.initial;
    variable.value = run.modules.apart(initial);
  }
  return variable.value ?? nothing({ file: scope.script.file, start: 0, end: 0 });
}

/** An import of a name; the default of a package that is a host, or of a part of Node.js, is the whole of it. */
function imported(module: Value, name: string, { run }: Links): Value {
  const isWhole = module.kind === 'host' || (module.kind === 'unknown' && module.native !== undefined);
  if (isWhole && name === 'default') return module;
  return memberOf(module, name, module.at, module.at, run);
}

function exportName(name: ModuleExportName): string {
  return name.type === 'Identifier' ? name.name : name.value;
}

function declaredNames(declaration: Declaration): readonly string[] {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.flatMap(({ id }) => patternNames(id));
  if (!('id' in declaration) || declaration.id?.type !== 'Identifier') return [];
  return lookUp(declaring, declaration.type) === true ? [declaration.id.name] : [];
}

const declaring: Readonly<Record<string, boolean>> = {
  FunctionDeclaration: true,
  ClassDeclaration: true,
  TSEnumDeclaration: true,
};

function patternNames(pattern: BindingPattern): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return patternNames(pattern.left);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) =>
        element === null ? [] : patternNames(element.type === 'RestElement' ? element.argument : element),
      );
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        patternNames(property.type === 'RestElement' ? property.argument : property.value),
      );
  }
}

/**
 * Whether a top-level statement sets up what the module's names stand for: an assignment, or a call of something that
 * belongs to the module. Programs that merely start there are not followed.
 */
function isSetup(statement: Statement | Directive, scope: Scope): boolean {
  switch (statement.type) {
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'ForStatement':
    case 'IfStatement':
    case 'BlockStatement':
    case 'TryStatement':
      return true;
    case 'ExpressionStatement': {
      const { expression } = statement;
      if (expression.type === 'AssignmentExpression') return true;
      if (expression.type !== 'CallExpression' || expression.callee.type !== 'MemberExpression') return false;
      const owner = expression.callee.object;
      return owner.type === 'Identifier' && (owner.name === 'Object' || scope.variables.has(owner.name));
    }
    default:
      return false;
  }
}
