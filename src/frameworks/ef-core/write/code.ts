import { lookUp } from '../../../model/look-up.ts';
/** A call on the migration builder, or on the table inside CreateTable, before it is laid out. */
export interface CallCode {
  readonly method: string;
  readonly type?: string;
  readonly arguments: readonly (readonly [name: string, code: string])[];
  readonly annotations?: readonly (readonly [name: string, code: string])[];
  readonly oldAnnotations?: readonly (readonly [name: string, code: string])[];
}

const unit = '    ';

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

export function indent(code: string, by = unit): string {
  return code.replace(/^(?=.)/gm, by);
}

function head(target: string, { method, type }: CallCode): string {
  return `${target}.${method}${type === undefined ? '' : `<${type}>`}`;
}

function annotationLines({ annotations = [], oldAnnotations = [] }: CallCode): string {
  const lines = (method: string, list: readonly (readonly [name: string, code: string])[]): readonly string[] =>
    list.map(([name, code]) => `\n${unit}.${method}(${stringCode(name)}, ${code})`);
  return [...lines('Annotation', annotations), ...lines('OldAnnotation', oldAnnotations)].join('');
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
};

/** A regular string literal. */
export function stringCode(text: string): string {
  const body = text.replace(/["\\\p{Cc}]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return lookUp(escapes, character) ?? `\\u${code}`;
  });
  return `"${body}"`;
}

/** A literal a line, so that long SQL can be read; what is in one line stays in one. */
export function textCode(text: string): string {
  const lines = text.split(/(?<=\n)/);
  return lines.map(stringCode).join(' +\n');
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

const keywords: ReadonlySet<string> = new Set(
  `abstract as base bool break byte case catch char checked class const continue decimal default delegate do double
  else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is
  lock long namespace new null object operator out override params private protected public readonly ref return sbyte
  sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe
  ushort using virtual void volatile while`.split(/\s+/),
);

/** A name for a property that stands for a column; C# takes no letters from beyond the basic plane. */
export function identifierCode(name: string): string {
  const plain = name.replace(/[^\p{L}\p{Nd}_]|[\u{10000}-\u{10ffff}]/gu, '_').replace(/^(?=\p{Nd})/u, '_') || '_';
  return keywords.has(plain) ? `@${plain}` : plain;
}
