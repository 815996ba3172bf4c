import type { Column, Constraint } from '../../../model/table.ts';
import type { DialectName } from '../../../model/names.ts';
import type { HelperMapping } from '../../../model/helper.ts';
import type { Span } from '../../../model/span.ts';
import type { Value } from '../value.ts';
import { describe } from '../value.ts';
import { flag, integer, isAbsent, literalOf, option, optionalText, text } from './arguments.ts';
import { referentialAction } from './constraints.ts';
import { compileColumn, quoted } from './made-sql.ts';
import type { Reading } from './reading.ts';

/** The type that the tool gives a column by its own word for it; `undefined`: it has none, and the word is SQL. */
export type ColumnTypes = (word: string, length: number | undefined, dialect: DialectName) => string | undefined;

/** How helpers of different projects call what a column is. */
const words = {
  type: ['type', 'dataType'],
  length: ['length', 'maxlength', 'maxLength', 'size', 'limit'],
  nullable: ['nullable', 'allowNull', 'null'],
  required: ['notNull', 'notNullable', 'required'],
  default: ['default', 'defaultTo', 'defaultValue'],
  primary: ['primary', 'primaryKey'],
  unique: ['unique'],
  unsigned: ['unsigned'],
  references: ['references'],
  onDelete: ['onDelete'],
  cascadeDelete: ['cascadeDelete'],
  setNullDelete: ['setNullDelete'],
} as const;

type Word = keyof typeof words;

const known: ReadonlySet<string> = new Set(Object.values(words).flat());

interface Context {
  readonly span: Span;
  readonly types: ColumnTypes;
  readonly helper: HelperMapping;
}

interface DefinedColumn {
  readonly column: Column;
  readonly constraints: readonly Constraint[];
}

/** A column as the argument of a helper describes it: an object of facets, or the type in SQL with what follows it. */
export function readDefinition(
  name: string,
  definition: Value | undefined,
  { span, types, helper }: Context,
  reading: Reading,
): DefinedColumn {
  const { dialect } = reading;
  const column = quoted(name, dialect.traits.name);
  if (definition?.kind === 'string') return compileColumn(`${column} ${definition.source.text}`, span, reading);
  const facet = (word: Word): Value | undefined =>
    words[word].map((one) => option(definition, one)).find((value) => value !== undefined);
  if (definition?.kind !== 'object' || definition.open !== undefined) {
    const what = definition?.kind === 'object' ? definition.open : definition;
    const detail = `the definition of ${name} cannot be told${what === undefined ? '' : `: ${describe(what)}`}`;
    reading.obstacles.push({ reason: 'built-at-run-time', detail });
  } else {
    const passed = [...definition.entries.keys()].filter((key) => !known.has(key));
    if (passed.length > 0)
      reading.problems.push({ span, message: `${passed.join(', ')} of the column ${name} is passed over` });
  }
  const word = definition?.kind === 'object' ? text(facet('type'), `the type of ${name}`, reading) : 'text';
  const length = integer(facet('length'));
  const type = types(word, length, dialect.traits.name) ?? (length === undefined ? word : `${word}(${length})`);
  const nullable = flag(facet('nullable')) ?? (flag(facet('required')) === true ? false : (helper.nullable ?? true));
  const value = facet('default');
  const literal = value === undefined ? undefined : literalOf(value);
  const sql = [
    column,
    type,
    flag(facet('unsigned')) === true && dialect.traits.name === 'mysql' ? 'unsigned' : '',
    nullable ? '' : 'not null',
    literal === undefined ? '' : `default ${dialect.literal(literal).sql}`,
    flag(facet('primary')) === true ? 'primary key' : '',
    flag(facet('unique')) === true ? 'unique' : '',
  ];
  if (value !== undefined && literal === undefined && !isAbsent(value))
    reading.problems.push({
      span: value.at,
      message: `the default cannot be told: ${describe(value)}`,
      about: 'value',
    });
  const { column: made, constraints } = compileColumn(sql.filter((part) => part !== '').join(' '), span, reading);
  return { column: made, constraints: [...constraints, ...reference(name, facet)] };
}

/** `references: 'table.column'`. */
function reference(name: string, facet: (word: Word) => Value | undefined): readonly Constraint[] {
  const target = optionalText(facet('references'));
  const dot = target?.lastIndexOf('.') ?? -1;
  if (target === undefined || dot === -1) return [];
  const written = optionalText(facet('onDelete'));
  const onDelete =
    flag(facet('cascadeDelete')) === true
      ? 'cascade'
      : flag(facet('setNullDelete')) === true
        ? 'set-null'
        : referentialAction(written);
  return [
    {
      kind: 'ForeignKey',
      columns: [name],
      target: { name: target.slice(0, dot) },
      targetColumns: [target.slice(dot + 1)],
      onDelete,
      onUpdate: 'no-action',
      validated: true,
    },
  ];
}
