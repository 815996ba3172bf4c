import { sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { changedMembers, listing } from '../enum-members.ts';
import type { MigrationView, Step } from '../rule.ts';

/** A value of an ENUM that another takes the place of, and the change that keeps both. */
interface RenamedValue {
  readonly value: string;
  readonly newValue: string;
  readonly both: Operation<'AlterColumn'>;
}

/** MySQL has no word for it: the rows get the new value, and then the old one is taken out of the list. */
export function renamedValue(
  operation: Operation<'AlterColumn'>,
  step: Step,
  { up }: MigrationView,
): RenamedValue | undefined {
  const types = changedMembers(operation, step.before);
  if (types === undefined) return undefined;
  const { was, becomes } = types;
  const gone = was.values.filter((value) => !becomes.values.includes(value));
  for (const earlier of up.slice(0, up.indexOf(step))) {
    const newValue = valueGiven(earlier, operation);
    const value = gone.find((one) => readsValue(earlier.operation, one));
    if (newValue === undefined || value === undefined || !becomes.values.includes(newValue)) continue;
    const values = was.values.includes(newValue) ? was.values : [...was.values, newValue];
    return { value, newValue, both: listing(operation, becomes, values) };
  }
  return undefined;
}

/** The literal that an UPDATE gives the column. */
function valueGiven({ operation, before }: Step, { table, column }: Operation<'AlterColumn'>): string | undefined {
  if (operation.kind !== 'UpdateRows' || !sameName(before.traits, operation.table, table)) return undefined;
  const given = operation.assignments.find((one) => samePart(before.traits, one.column, column));
  return /^'(?<value>[^'\\]*)'$/.exec(given?.value.sql ?? '')?.groups?.['value'];
}

function readsValue(operation: Operation, value: string): boolean {
  return operation.kind === 'UpdateRows' && operation.where?.includes(`'${value}'`) === true;
}
