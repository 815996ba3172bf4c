import { lookUp } from '../../../model/look-up.ts';

export const unit = '    ';

export function indent(code: string, by = unit): string {
  return code.replace(/^(?=.)/gm, by);
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
