import type { Expression, Literal } from '../model/table.ts';

/** How a dialect writes the values that differ from database to database. */
export interface LiteralForms {
  readonly true: string;
  readonly false: string;
  readonly string: (value: string) => string;
  /** From ISO 8601. */
  readonly timestamp: (text: string) => string;
  readonly uuid: (text: string) => string;
  readonly bytes: (hex: string) => string;
}

/** A value that a framework knows, as a database writes it. */
export function writeLiteral(value: Literal, forms: LiteralForms): Expression {
  return { sql: written(value, forms), constant: true, calls: [] };
}

function written(value: Literal, forms: LiteralForms): string {
  switch (value.type) {
    case 'null':
      return 'NULL';
    case 'boolean':
      return value.value ? forms.true : forms.false;
    case 'number':
      return value.text;
    case 'string':
      return forms.string(value.value);
    case 'timestamp':
      return forms.timestamp(value.text);
    case 'uuid':
      return forms.uuid(value.text);
    case 'bytes':
      return forms.bytes(value.hex);
  }
}
