import type { Operation } from '../../model/operation.ts';
import type { Check, ForeignKey } from '../../model/table.ts';

/** The constraint under that name, without looking at the rows that are there. */
export function withoutValidation(operation: Operation<'AddForeignKey' | 'AddCheck'>, name: string): Operation {
  const named = <C extends ForeignKey | Check>(constraint: C): C => ({ ...constraint, name, validated: false });
  return operation.kind === 'AddCheck'
    ? { ...operation, constraint: named(operation.constraint) }
    : { ...operation, constraint: named(operation.constraint) };
}
