import type { Operation } from '../../../model/operation.ts';
import type { Attributes } from '../../../model/table.ts';
import { phrase } from '../../phrase.ts';
import { writeSequenceOptions } from '../sequences.ts';
import { writeGuards, writeName, writeNames, writeQualified } from './names.ts';

export function writeCreateView(operation: Operation<'CreateView'>): string | undefined {
  const { name, materialized, replace, query, columns, attributes = {} } = operation;
  const guard = writeGuards(operation.guards);
  if (guard === undefined || materialized) return undefined;
  const checkOption = attributes['check-option'];
  return phrase(
    replace ? 'CREATE OR REPLACE' : 'CREATE',
    writeModifiers(attributes),
    'VIEW',
    guard,
    writeQualified(name),
    columns.length > 0 && writeNames(columns),
    `AS ${query}`,
    checkOption,
  );
}

export function writeCreateRoutine(operation: Operation<'CreateRoutine'>): string | undefined {
  const { name, routineType, replace, definition, attributes = {} } = operation;
  const guard = writeGuards(operation.guards);
  if (guard === undefined || routineType === 'aggregate') return undefined;
  return phrase(
    replace ? 'CREATE OR REPLACE' : 'CREATE',
    writeModifiers(attributes),
    routineType.toUpperCase(),
    guard,
    writeQualified(name),
    definition,
  );
}

/** What ALTER said of a routine since it was created. */
export function writeCharacteristics({ name, routineType, attributes }: Operation<'CreateRoutine'>): readonly string[] {
  const characteristics = attributes?.['characteristics'];
  if (characteristics === undefined) return [];
  return [phrase('ALTER', routineType.toUpperCase(), writeQualified(name), characteristics)];
}

export function writeCreateTrigger(operation: Operation<'CreateTrigger'>): string | undefined {
  const { name, schema, table, replace, timing, events, definition } = operation;
  const [event] = events;
  const guard = writeGuards(operation.guards);
  if (guard === undefined || event === undefined || events.length > 1 || timing === 'instead-of') return undefined;
  const qualified = writeQualified(schema === undefined ? { name } : { schema, name });
  const when = `${timing.toUpperCase()} ${event.toUpperCase()}`;
  const head = phrase(replace ? 'CREATE OR REPLACE' : 'CREATE', 'TRIGGER', guard, qualified, when);
  return phrase(head, `ON ${writeQualified(table)} FOR EACH ROW`, definition);
}

type NamedDrop = Operation<'DropView' | 'DropRoutine' | 'DropSequence'>;

export function writeDrop(word: string, { name, guards }: Pick<NamedDrop, 'name' | 'guards'>): string | undefined {
  const guard = writeGuards(guards);
  return guard === undefined ? undefined : phrase('DROP', word, guard, writeQualified(name));
}

export function writeSchema(
  verb: 'CREATE' | 'DROP',
  { name, guards }: Operation<'CreateSchema' | 'DropSchema'>,
): string | undefined {
  const guard = writeGuards(guards);
  return guard === undefined ? undefined : phrase(verb, 'DATABASE', guard, writeName(name));
}

export function writeSequence(
  verb: 'CREATE' | 'ALTER',
  { name, attributes, guards }: Operation<'CreateSequence' | 'AlterSequence'>,
): string | undefined {
  const guard = writeGuards(guards);
  if (guard === undefined) return undefined;
  return phrase(verb, 'SEQUENCE', guard, writeQualified(name), writeSequenceOptions(attributes));
}

/** Events are the only objects without a vocabulary of their own that belong to a database. */
export function writeEvent(
  verb: 'CREATE' | 'ALTER',
  operation: Operation<'CreateObject' | 'AlterObject'>,
): string | undefined {
  const { objectType, name, definition } = operation;
  const guard = writeGuards(operation.guards);
  if (guard === undefined || objectType !== 'event') return undefined;
  const replace = operation.kind === 'CreateObject' && operation.replace;
  return phrase(verb, replace && 'OR REPLACE', 'EVENT', guard, writeQualified(name), definition);
}

function writeModifiers(attributes: Attributes): string {
  return phrase(
    attributes['algorithm'] !== undefined && `ALGORITHM = ${attributes['algorithm'].toUpperCase()}`,
    attributes['definer'] !== undefined && `DEFINER = ${attributes['definer']}`,
    attributes['sql-security'] !== undefined && `SQL SECURITY ${attributes['sql-security'].toUpperCase()}`,
    attributes['aggregate'] === 'yes' && 'AGGREGATE',
  );
}
