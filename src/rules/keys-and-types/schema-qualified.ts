import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, MigrationView, Step } from '../rule.ts';
import { withCode } from '../words.ts';

export default defineRule({
  name: 'schema-qualified',
  category: 'keys-and-types',
  severity: 'error',
  presets: [],
  summary: 'The name of a table or another object does not say in which schema it is',
  dialects: ['postgres', 'sqlserver'],
  like: { squawk: ['require-table-schema'] },
  options: noOptions,
  on: {
    migration(view, context) {
      const told = new Set<string>();
      for (const step of view.up) {
        if (step.operation.kind === 'SetVariable' && step.operation.name.toLowerCase() === 'search_path') return;
        for (const name of step.applied ? namesIn(step.operation) : []) {
          const key = nameKey(step.before.traits, name);
          if (name.schema !== undefined || told.has(key) || isOfSession(name, step)) continue;
          told.add(key);
          report(name, step, view, context);
        }
      }
    },
  },
});

/** What an operation creates, changes or drops in a schema, and what its foreign keys point to. */
function namesIn(operation: Operation): readonly QualifiedName[] {
  switch (operation.kind) {
    case 'CreateTable':
      return operation.temporary === true ? [] : [operation.table, ...operation.constraints.flatMap(targetOf)];
    case 'AddForeignKey':
      return [operation.table, operation.constraint.target];
    case 'Truncate':
    case 'LockTable':
    case 'Maintenance':
      return operation.tables;
    case 'DropIndex':
    case 'RenameIndex':
    case 'AlterIndex':
      return [operation.table ?? operation.name];
    case 'CreateView':
    case 'DropView':
    case 'RenameView':
    case 'AlterView':
    case 'RefreshView':
    case 'CreateRoutine':
    case 'DropRoutine':
    case 'RenameRoutine':
    case 'AlterRoutine':
    case 'CreateType':
    case 'AddEnumValue':
    case 'RenameEnumValue':
    case 'AlterType':
    case 'RenameType':
    case 'DropType':
    case 'CreateSequence':
    case 'AlterSequence':
    case 'RenameSequence':
    case 'DropSequence':
      return [operation.name];
    case 'Opaque':
      return [];
    default:
      return 'table' in operation ? [operation.table] : [];
  }
}

function targetOf(constraint: Operation<'CreateTable'>['constraints'][number]): readonly QualifiedName[] {
  return constraint.kind === 'ForeignKey' ? [constraint.target] : [];
}

/** Temporary tables are in a schema of the session, which has no name of its own. */
function isOfSession(name: QualifiedName, { before, after }: Step): boolean {
  return name.name.startsWith('#') || [before, after].some((schema) => findTable(schema, name)?.temporary === true);
}

function report(name: QualifiedName, { operation, before }: Step, view: MigrationView, context: Context): void {
  const schema = schemaOf(view.before) ?? 'public';
  const whole = { ...name, schema };
  const remedy = `say ${displayName(whole)}`;
  context.report({
    at: operation.span,
    message: `${name.name} does not say in which schema it is`,
    why: whyIn(before),
    remedy: withCode(`${remedy}:`, codeFor(name, whole, operation, context), remedy),
  });
}

function schemaOf({ traits }: Schema): string | undefined {
  return traits.defaultSchema;
}

function whyIn({ traits }: Schema): string {
  return traits.name === 'postgres'
    ? 'which object it means is decided by the search_path of the session: for another role, or on another server, it is another one, or it is created where nobody looks for it'
    : 'which object it means is decided by the default schema of the login that runs the script: for another login it is another one, or it is created where nobody looks for it';
}

/** The statement with the schema said, where that is short enough to be read. */
function codeFor(
  name: QualifiedName,
  whole: QualifiedName,
  operation: Operation,
  { write }: Context,
): string | undefined {
  if (operation.kind === 'CreateTable' || !('table' in operation) || operation.table !== name) return undefined;
  return write([{ ...operation, table: whole }]);
}
