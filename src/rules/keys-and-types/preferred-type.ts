import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Table } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import type { Column } from '../../model/table.ts';
import type { MigrationView, RuleContext, Step, StepContext, StepHandlers } from '../rule.ts';
import { listedBriefly, withCode } from '../words.ts';

/** A type in whose place another does better, as long as the column holds nothing yet. */
interface Preference<Options> {
  /** The column as it should be; `undefined`: it is well as it is. Of an array it is asked what its elements should be. */
  readonly better: (column: Column, table: Table | undefined, options: Options) => Column | undefined;
  /** What is wrong, of one column or several: `orders.note is limited to 50 characters`. */
  readonly message: (names: string, columns: readonly Column[]) => string;
  readonly why: string | ((options: Options) => string);
  /** What to do, in front of the code. */
  readonly remedy: string;
  /** For the title of the suggestion, behind the column's name: `a text`. */
  readonly becomes: string;
}

type Creation = Operation<'CreateTable' | 'AddColumn'>;

/** Looks at the columns that a migration creates, with their table or in one; what a statement has of them is one finding. */
export function preferring<Options>(preference: Preference<Options>): StepHandlers<Options, Creation['kind']> {
  return {
    CreateTable(operation, step, context) {
      const table = tableAfter(operation, step, context.view);
      const pairs = operation.columns.map((column) => ({
        column,
        better: betterOf(preference, column, table, context.options),
      }));
      const bad = pairs.flatMap(({ column, better }) => (better === undefined ? [] : [column]));
      const better = pairs.flatMap((pair) => pair.better ?? []);
      // The other parts of the table would only hide what is to be written.
      const shown: Operation = { ...operation, columns: better, constraints: [], indexes: [] };
      if (bad.length > 0 && operation.temporary !== true) judge(preference, operation, bad, shown, step, context);
    },
    AddColumn(operation, step, context) {
      const table = tableAfter(operation, step, context.view);
      const better = betterOf(preference, operation.column, table, context.options);
      if (better === undefined || table?.temporary === true) return;
      judge(preference, operation, [operation.column], { ...operation, column: better }, step, context);
    },
  };
}

function betterOf<Options>(
  { better }: Preference<Options>,
  column: Column,
  table: Table | undefined,
  options: Options,
): Column | undefined {
  const { element } = column.type;
  if (element === undefined) return better(column, table, options);
  const one = better({ ...column, type: element }, table, options);
  if (one === undefined) return undefined;
  const { text, name } = one.type;
  return { ...column, type: { text: `${text}[]`, name, family: 'array', element: one.type } };
}

/** The table with the keys that the migration gives it later on. */
function tableAfter({ table }: Creation, { after }: Step, view: MigrationView): Table | undefined {
  return findTable(view.after, table) ?? findTable(after, table);
}

function judge<Options>(
  { message, why, remedy, becomes }: Preference<Options>,
  creation: Creation,
  columns: readonly Column[],
  shown: Operation,
  { statement }: Step,
  { report, write, options }: StepContext & RuleContext<Options>,
): void {
  const { kind, span, table } = creation;
  const isPart = creation.kind === 'CreateTable' && creation.columns.length > columns.length;
  const names = listedBriefly(columns.map(({ name }) => `${displayName(table)}.${name}`));
  const isAlone = kind === 'AddColumn' && statement.operations.length === 1;
  const title = `Make ${columns[0]?.name ?? 'it'} ${becomes}`;
  report({
    at: span,
    message: message(names, columns),
    why: typeof why === 'string' ? why : why(options),
    remedy: withCode(isPart ? `${remedy}; the other columns are left out here:` : `${remedy}:`, write([shown]), remedy),
    ...(isAlone
      ? { suggestions: [{ title, changes: [{ kind: 'replace', statements: [statement], operations: [shown] }] }] }
      : {}),
  });
}
