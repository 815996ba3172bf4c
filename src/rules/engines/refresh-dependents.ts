import { groupBy } from '../../model/group-by.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey, sameName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Routine, Schema, View } from '../../model/schema.ts';
import { findColumn } from '../../model/schema.ts';
import { mentions } from '../../model/table.ts';
import { viewsReading } from '../../schema/referrers.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { heardSteps } from '../heard-steps.ts';
import { namesColumn, takesAll } from '../named-columns.ts';
import type { MigrationView, Step } from '../rule.ts';
import { listed, withCode } from '../words.ts';

type Change = Operation<'AddColumn' | 'DropColumn' | 'RenameColumn' | 'AlterColumn'>;

type ChangeStep = Step & { readonly operation: Change };

type Module = View | Routine;

export default defineRule({
  name: 'refresh-dependents',
  category: 'engines',
  severity: 'warning',
  presets: ['recommended'],
  dialects: ['sqlserver'],
  summary:
    'A table changes under a view or a function that keeps the columns of its creation, and nothing refreshes it',
  options: noOptions,
  on: {
    migration(view, { report, write }) {
      const changes = heardSteps(view).filter(isChange);
      for (const [last, ofTable] of byTable(changes)) {
        const stale = new Set(ofTable.flatMap((step) => modulesOf(step)));
        const left = [...stale].filter((one) => !isRefreshed(one, last, view));
        if (left.length === 0) continue;
        const names = listed(left.map(({ name }) => displayName(name)));
        const { span, table } = last.operation;
        report({
          at: span,
          message: `${displayName(table)} changes, and ${names} ${left.length === 1 ? 'goes' : 'go'} on with the columns that it had before`,
          why: 'SQL Server resolves SELECT *, and the types of columns, when a view or a function is created: afterwards a new column is missing, and after a drop or a change of the order values stand under the wrong name, or the query fails',
          remedy: withCode(
            'refresh what depends on it at the end of this migration, inner ones first:',
            write(left.map((one) => refreshOf(one, last.operation))),
            `refresh ${names} at the end of this migration with sp_refreshview or sp_refreshsqlmodule`,
          ),
          related: left.map(({ name, origin }) => ({
            span: origin.span,
            message: `${displayName(name)} is created here`,
          })),
        });
      }
    },
  },
});

function isChange(step: Step): step is ChangeStep {
  const { operation, before } = step;
  switch (operation.kind) {
    case 'AddColumn':
    case 'DropColumn':
    case 'RenameColumn':
      return true;
    case 'AlterColumn': {
      const known = findColumn(before, operation.table, operation.column);
      return operation.change.type !== undefined && operation.change.type.text !== known?.type.text;
    }
    default:
      return false;
  }
}

/** The changes of each table, with the last of them: what was refreshed before it is stale again. */
function byTable(changes: readonly ChangeStep[]): readonly (readonly [ChangeStep, readonly ChangeStep[]])[] {
  const groups = groupBy(changes, ({ before, operation }) => nameKey(before.traits, operation.table));
  return [...groups.values()].flatMap((steps) => steps.slice(-1).map((last) => [last, steps] as const));
}

/**
 * The views and functions that keep what a table was like, with those that read such views in turn. Procedures are compiled
 * anew by themselves; what is bound to its tables cannot be overtaken by them.
 */
function modulesOf({ before, operation }: ChangeStep): readonly Module[] {
  const found = new Map<string, Module>();
  const pending: QualifiedName[] = [operation.table];
  for (let read = pending.pop(); read !== undefined; read = pending.pop()) {
    for (const [key, module] of readersOf(read, before)) {
      if (found.has(key) || !keeps(module, read, operation, before)) continue;
      found.set(key, module);
      pending.push(module.name);
    }
  }
  return [...found.values()];
}

function readersOf(name: QualifiedName, schema: Schema): readonly (readonly [string, Module])[] {
  const { routines, traits } = schema;
  const isRead = (names: readonly QualifiedName[]): boolean => names.some((one) => sameName(traits, one, name));
  return [
    ...viewsReading(schema, name).map((view) => [nameKey(traits, view.name), view] as const),
    ...[...routines].filter(([, routine]) => routine.routineType === 'function' && isRead(routine.uses)),
  ];
}

function keeps(module: Module, read: QualifiedName, operation: Change, before: Schema): boolean {
  if (module.attributes['schemabinding'] !== undefined) return false;
  const [text, reads] = 'query' in module ? [module.query, module.reads] : [module.definition, module.uses];
  if (takesAll(text, read)) return true;
  return operation.kind === 'AlterColumn' && namesColumn(text, read, operation.column, reads, before);
}

const refreshes = /\bsp_refresh(?:view|sqlmodule)\b/i;

/** Whether a module is made anew, dropped or refreshed behind the last change. */
function isRefreshed(module: Module, last: ChangeStep, { up }: MigrationView): boolean {
  const at = up.findIndex(({ operation }) => operation.span === last.operation.span);
  return up.slice(at + 1).some(({ operation, before }) => {
    switch (operation.kind) {
      case 'CreateView':
      case 'DropView':
      case 'CreateRoutine':
      case 'DropRoutine':
        return sameName(before.traits, operation.name, module.name);
      case 'CallRoutine':
        if (refreshes.test(operation.name.name)) return isNamed(operation.text, module);
        return refreshes.test(before.routines.get(nameKey(before.traits, operation.name))?.definition ?? '');
      case 'Opaque':
        return refreshes.test(operation.text);
      default:
        return false;
    }
  });
}

/** A name that is in a variable can be any: the loop around it goes through them all. */
function isNamed(text: string, { name }: Module): boolean {
  return !text.includes("'") || mentions(text, name.name);
}

function refreshOf(module: Module, { span }: Change): Operation {
  const procedure = 'query' in module ? 'sp_refreshview' : 'sp_refreshsqlmodule';
  const { schema = 'dbo', name } = module.name;
  const quoted = [schema, name].map((part) => `[${part.replaceAll(']', ']]').replaceAll("'", "''")}]`).join('.');
  return { kind: 'CallRoutine', span, name: { name: procedure }, text: `N'${quoted}'` };
}
