import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import { phrase } from '../../phrase.ts';
import { quotedString } from '../strings.ts';
import { writeIfExists, writeName, writeNames, writeQualified } from './names.ts';

/** Views and routines are created or altered; the words are the same but for OR ALTER. */
function creation(replace: boolean): string {
  return replace ? 'CREATE OR ALTER' : 'CREATE';
}

export function writeCreateView(operation: Operation<'CreateView'>): string | undefined {
  const { name, materialized, replace, query, columns, attributes = {} } = operation;
  if (materialized) return undefined;
  const { 'check-option': checked, ...head } = attributes;
  const options = Object.keys(head).map((key) => key.replaceAll('-', '_').toUpperCase());
  return phrase(
    creation(replace),
    'VIEW',
    writeQualified(name),
    columns.length > 0 && writeNames(columns),
    options.length > 0 && `WITH ${options.join(', ')}`,
    `AS ${query}`,
    checked === 'yes' && 'WITH CHECK OPTION',
  );
}

export function writeCreateRoutine(operation: Operation<'CreateRoutine'>): string | undefined {
  const { name, routineType, replace, definition, signature } = operation;
  if (routineType === 'aggregate' || signature !== undefined) return undefined;
  return phrase(creation(replace), routineType.toUpperCase(), writeQualified(name), definition);
}

export function writeCreateTrigger(operation: Operation<'CreateTrigger'>): string | undefined {
  const { name, schema, table, replace, definition } = operation;
  const qualified = writeQualified(schema === undefined ? { name } : { schema, name });
  return phrase(creation(replace), 'TRIGGER', qualified, `ON ${writeQualified(table)}`, definition);
}

type NamedDrop = Operation<'DropView' | 'DropRoutine' | 'DropSequence' | 'DropType'>;

/** SQL Server drops nothing along. */
export function writeDrop(
  word: string,
  { name, guards, cascade }: Pick<NamedDrop, 'name' | 'guards' | 'cascade'>,
): string | undefined {
  const guard = writeIfExists(guards);
  return guard === undefined || cascade ? undefined : phrase('DROP', word, guard, writeQualified(name));
}

export function writeCreateType({ name, definition }: Operation<'CreateType'>): string | undefined {
  switch (definition.kind) {
    case 'domain':
      if (definition.constraints.length > 0) return undefined;
      return `CREATE TYPE ${writeQualified(name)} FROM ${definition.base.text}${definition.nullable ? '' : ' NOT NULL'}`;
    case 'table':
      return `CREATE TYPE ${writeQualified(name)} AS TABLE ${definition.text}`;
    case 'other':
      return `CREATE TYPE ${writeQualified(name)} ${definition.text}`;
    case 'enum':
    case 'composite':
      return undefined;
  }
}

const sequenceWords: Readonly<Record<string, string>> = {
  start: 'START WITH',
  restart: 'RESTART WITH',
  increment: 'INCREMENT BY',
  minvalue: 'MINVALUE',
  maxvalue: 'MAXVALUE',
  cache: 'CACHE',
  cycle: 'CYCLE',
  type: 'AS',
};

export function writeSequence(
  verb: 'CREATE' | 'ALTER',
  operation: Operation<'CreateSequence' | 'AlterSequence'>,
): string | undefined {
  const options: string[] = [];
  for (const [key, value] of Object.entries(operation.attributes)) {
    const words = lookUp(sequenceWords, key);
    if (words === undefined) return undefined;
    if (value === 'no') options.push(`NO ${words}`);
    else if (value === 'yes') options.push(words.replace(' WITH', ''));
    else options.push(`${words} ${value}`);
  }
  return phrase(verb, 'SEQUENCE', writeQualified(operation.name), ...options);
}

/** The description of a table or a column; other comments have no place of which the model says where it is. */
export function writeComment({ table, column, text, on }: Operation<'Comment'>): string | undefined {
  if (table === undefined || on.startsWith('property ')) return undefined;
  const levels = [
    "@level0type = N'SCHEMA'",
    `@level0name = ${quotedString(table.schema ?? 'dbo')}`,
    "@level1type = N'TABLE'",
    `@level1name = ${quotedString(table.name)}`,
    ...(column === undefined ? [] : ["@level2type = N'COLUMN'", `@level2name = ${quotedString(column)}`]),
  ];
  const property = "@name = N'MS_Description'";
  if (text === null) return `EXEC sp_dropextendedproperty ${[property, ...levels].join(', ')}`;
  return `EXEC sp_addextendedproperty ${[property, `@value = ${quotedString(text)}`, ...levels].join(', ')}`;
}

export function writeSetTrigger({ name, table, enabled }: Operation<'SetTrigger'>): string {
  const trigger = name === undefined ? 'ALL' : writeName(name);
  return `ALTER TABLE ${writeQualified(table)} ${enabled ? 'ENABLE' : 'DISABLE'} TRIGGER ${trigger}`;
}
