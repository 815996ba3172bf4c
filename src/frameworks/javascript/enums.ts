import type { TSEnumDeclaration } from '@oxc-project/types';
import { evaluate } from './evaluate.ts';
import { keyName } from './literals.ts';
import { number, object, unknown } from './make.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';
import { inner } from './scope.ts';
import { spanIn } from './script.ts';
import { stringAt } from './strings.ts';
import type { ObjectValue, Value } from './value.ts';

export function declareEnum(node: TSEnumDeclaration, scope: Scope, run: Run): void {
  scope.variables.set(node.id.name, { value: enumValue(node, scope, run) });
}

/** An enum of TypeScript: an object whose members know each other, numbers in both directions. */
export function enumValue(node: TSEnumDeclaration, scope: Scope, run: Run): ObjectValue {
  const made = object([], spanIn(scope.script, node));
  const block = inner(scope);
  let before = -1;
  for (const member of node.body.members) {
    const at = spanIn(scope.script, member);
    const keyAt = spanIn(scope.script, member.id);
    const name = keyName(member.id, false, block, run);
    if (name === undefined) continue;
    const value: Value =
      member.initializer === null ? number(before + 1, at) : evaluate(member.initializer, block, run);
    if (value.kind === 'number') {
      before = value.value;
      made.entries.set(String(before), { keyAt, value: stringAt(name, keyAt), at });
    }
    const known = value.kind === 'undefined' ? unknown('it has no value', at, name) : value;
    made.entries.set(name, { keyAt, value: known, at });
    block.variables.set(name, { value: known });
  }
  return made;
}
