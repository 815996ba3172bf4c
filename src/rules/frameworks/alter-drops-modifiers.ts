import { displayName, sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { TableColumn } from '../../model/schema.ts';
import { findColumn } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { MigrationView } from '../rule.ts';
import { listed } from '../words.ts';

/** What an `alter()` takes away of a column, and what to say so that it stays. */
interface Loss {
  readonly what: string;
  readonly restated: string;
}

export default defineRule({
  name: 'alter-drops-modifiers',
  category: 'frameworks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'alter() takes away NOT NULL or the default because it does not say them again',
  frameworks: ['knex'],
  options: noOptions,
  on: {
    AlterColumn(operation, { before }, { view, report }) {
      const { table, column, span, unsaid = [] } = operation;
      const known = findColumn(before, table, column);
      if (known === undefined) return;
      const kept = becomesKey(operation, view) ? unsaid.filter((facet) => facet !== 'nullable') : unsaid;
      const losses = kept.flatMap((facet) => lossOf(facet, known));
      if (losses.length === 0 || (losses.length === 1 && isAllItDoes(operation, known))) return;
      const lost = listed(losses.map(({ what }) => what));
      const restated = losses.map((loss) => loss.restated).join('');
      report({
        at: span,
        message: `alter() takes ${lost} from ${displayName(table)}.${column}`,
        why: 'Knex writes the whole column anew: what the call does not say again is dropped, also where only the type was to change',
        remedy: `say what is to stay, before .alter(): ${restated}${advice(losses)}`,
        related: [{ span: known.origin.span, message: `${column} is made here` }],
      });
    },
  },
});

/** A primary key makes its columns NOT NULL. */
function becomesKey({ table, column }: Operation<'AlterColumn'>, { up, before: { traits } }: MigrationView): boolean {
  return up.some(
    ({ operation }) =>
      operation.kind === 'AddPrimaryKey' &&
      sameName(traits, operation.table, table) &&
      operation.constraint.columns.some((one) => samePart(traits, one, column)),
  );
}

/** Whether everything else that is said of the column is as it was: then what goes is what the call is for. */
function isAllItDoes({ change, unsaid = [] }: Operation<'AlterColumn'>, known: TableColumn): boolean {
  const keepsNull = unsaid.includes('nullable') || change.nullable === undefined || change.nullable === known.nullable;
  const keepsDefault = unsaid.includes('default') || change.default?.sql === known.default?.sql;
  return change.type?.text === known.type.text && keepsNull && keepsDefault;
}

function lossOf(facet: 'nullable' | 'default', { nullable, default: value, identity }: TableColumn): readonly Loss[] {
  if (facet === 'nullable') return nullable ? [] : [{ what: 'NOT NULL', restated: '.notNullable()' }];
  if (value !== undefined && value.sql.toUpperCase() !== 'NULL') {
    return [{ what: `the default ${value.sql}`, restated: `.defaultTo(knex.raw(${JSON.stringify(value.sql)}))` }];
  }
  return identity?.generation === 'serial' ? [{ what: 'its numbering (serial)', restated: '' }] : [];
}

/** What else there is to say: how to mean it, and that a sequence has no modifier. */
function advice(losses: readonly Loss[]): string {
  const meant = losses.flatMap(({ what }) =>
    what === 'NOT NULL' ? ['.nullable()'] : what.startsWith('the default') ? ['.defaultTo(null)'] : [],
  );
  const isSerial = losses.some(({ restated }) => restated === '');
  return [
    ...(meant.length === 0 ? [] : [`; if it is meant to go, say that: ${meant.join('')}`]),
    ...(isSerial ? ['a serial column keeps its sequence only if the type is changed with knex.raw'] : []),
  ].join('; ');
}
