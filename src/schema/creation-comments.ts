import { displayName } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import type { Schema } from '../model/schema.ts';

/**
 * Comments on anything but tables and columns, which carry their own. The replay keeps them by the words of the
 * statement, and does not follow what was dropped or renamed since: only those whose subject is there come back.
 */
export function commentsOf(schema: Schema): readonly Operation[] {
  const subjects = subjectsOf(schema);
  return [...schema.comments].flatMap(([on, text]): readonly Operation[] => {
    const subject = subjects.get(withoutSchema(on));
    if (subject === undefined) return [];
    const { span, table } = subject;
    return [{ kind: 'Comment', span, on, text, ...(table === undefined ? {} : { table }) }];
  });
}

type Subject = Pick<Operation<'Comment'>, 'span' | 'table'>;

/** What a comment can be on, in the words of COMMENT ON: its kind in lower case and its name. */
function subjectsOf(schema: Schema): ReadonlyMap<string, Subject> {
  const subjects = new Map<string, Subject>();
  const add = (on: string, subject: Subject): void => void subjects.set(withoutSchema(on), subject);
  for (const { name: table, constraints, triggers, indexes } of schema.tables.values()) {
    for (const { name, origin } of constraints)
      add(`constraint ${name} on ${displayName(table)}`, { ...origin, table });
    for (const { name, origin } of triggers) add(`trigger ${name} on ${displayName(table)}`, { ...origin, table });
    for (const { name, origin } of indexes) add(`index ${displayName({ ...table, name })}`, { span: origin.span });
    for (const { name, origin } of constraints) add(`index ${displayName({ ...table, name })}`, { span: origin.span });
  }
  for (const { name, materialized, origin } of schema.views.values()) {
    add(`${materialized ? 'materialized view' : 'view'} ${displayName(name)}`, { span: origin.span });
  }
  for (const { name, routineType, signature, origin } of schema.routines.values()) {
    // One that has its name to itself needs no arguments.
    const subject = { span: origin.span };
    add(`${routineType} ${displayName(name)}(${signature ?? ''})`, subject);
    add(`${routineType} ${displayName(name)}`, subject);
  }
  for (const { name, kind, origin } of schema.types.values()) {
    add(`${kind === 'domain' ? 'domain' : 'type'} ${displayName(name)}`, { span: origin.span });
  }
  for (const { name, origin } of schema.sequences.values()) {
    add(`sequence ${displayName(name)}`, { span: origin.span });
  }
  for (const { name, origin } of schema.schemas.values()) add(`schema ${name}`, { span: origin.span });
  for (const { objectType, name, table, origin } of schema.objects.values()) {
    const kind = objectType === 'extended-statistics' ? 'statistics' : objectType.replaceAll('-', ' ');
    const on = table === undefined ? '' : ` on ${displayName(table)}`;
    add(`${kind} ${displayName(name)}${on}`, { span: origin.span, ...(table === undefined ? {} : { table }) });
  }
  return subjects;
}

/** The schema that is searched first is said in some places only. */
function withoutSchema(on: string): string {
  return on.replaceAll(/(?<= )public\./g, '').toLowerCase();
}
