import { indent, stringCode, unit } from '../../csharp/migrations/code.ts';

/** A call on the migration builder, or on the table inside CreateTable, before it is laid out. */
export interface CallCode {
  readonly method: string;
  readonly type?: string;
  readonly arguments: readonly (readonly [name: string, code: string])[];
  readonly annotations?: readonly (readonly [name: string, code: string])[];
  readonly oldAnnotations?: readonly (readonly [name: string, code: string])[];
}

/** Lays a call out as the scaffolder does: an argument a line. Lines are separated by `\n`. */
export function layOut(target: string, call: CallCode, terminator: string): string {
  const lines = call.arguments.map(([name, code]) => `${name}: ${code}`).join(',\n');
  return `${head(target, call)}(\n${indent(lines)})${annotationLines(call)}${terminator}`;
}

/** The same in one line, as the scaffolder writes columns. */
export function inline(target: string, call: CallCode): string {
  const list = call.arguments.map(([name, code]) => (name === '' ? code : `${name}: ${code}`)).join(', ');
  return `${head(target, call)}(${list})${annotationLines(call)}`;
}

function head(target: string, { method, type }: CallCode): string {
  return `${target}.${method}${type === undefined ? '' : `<${type}>`}`;
}

function annotationLines({ annotations = [], oldAnnotations = [] }: CallCode): string {
  const lines = (method: string, list: readonly (readonly [name: string, code: string])[]): readonly string[] =>
    list.map(([name, code]) => `\n${unit}.${method}(${stringCode(name)}, ${code})`);
  return [...lines('Annotation', annotations), ...lines('OldAnnotation', oldAnnotations)].join('');
}

/** `"a"`, or `new[] { "a", "b" }`, under the singular or the plural name of the parameter. */
export function namesCode(name: string, names: readonly string[]): readonly [name: string, code: string] {
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return [name, stringCode(only)];
  return [`${name}s`, `new[] { ${names.map(stringCode).join(', ')} }`];
}

/** An argument that is only written when it has a value. */
export function optional(name: string, value: string | undefined): readonly (readonly [name: string, code: string])[] {
  return value === undefined ? [] : [[name, stringCode(value)]];
}
