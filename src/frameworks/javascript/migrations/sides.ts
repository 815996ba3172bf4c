import type { Dialect } from '../../../dialects/dialect.ts';
import type { Comment, ReadProblem, Side, Statement } from '../../../model/migration.ts';
import type { Module } from '../index.ts';
import { isCallable } from '../helpers.ts';
import { sourceAt } from '../script.ts';
import type { Value } from '../value.ts';
import { describe } from '../value.ts';
import type { CallReader } from './statements.ts';
import { statementsOf } from './statements.ts';

/** A function of a migration, and what the tool calls it with. */
export interface SideSource {
  readonly side: Side;
  readonly value: Value;
  readonly args: readonly Value[];
  /** `this`. */
  readonly self?: Value;
}

/** What both sides of a migration are read with, and what they gather. */
export interface SideReading {
  readonly module: Module;
  readonly dialect: Dialect;
  readonly reader: CallReader;
  readonly problems: ReadProblem[];
  readonly comments: Comment[];
}

/** The statements of `up` or `down`; `undefined`: the function only throws, so that there is no way there. */
export function readSide(
  { side, value, args, self }: SideSource,
  { module, dialect, reader, problems, comments }: SideReading,
): readonly Statement[] | undefined {
  if (!isCallable(value)) {
    const { at } = value;
    const text = at.file === module.script.file ? sourceAt(module.script, at) : '';
    const detail = `what ${side} does is not known: ${describe(value)}`;
    return [{ span: at, side, operations: [{ kind: 'Opaque', span: at, reason: 'not-recognised', detail, text }] }];
  }
  const { effects, throws } = module.call(value, args, self);
  if (throws && effects.length === 0 && side === 'down') return undefined;
  return effects.flatMap((effect) => statementsOf(effect, reader, { dialect, module, problems, comments, side }));
}
