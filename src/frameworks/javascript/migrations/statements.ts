import type { Side, Statement } from '../../../model/migration.ts';
import type { Guard, Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { ChainEffect, Effect, Question } from '../trace.ts';
import { guardsOf } from '../trace.ts';
import { sourceAt } from '../script.ts';
import type { Value } from '../value.ts';
import type { ColumnTypes } from './definitions.ts';
import { readHelper } from './helpers.ts';
import type { Meaning, Reading } from './reading.ts';

/** What a migration tool knows of the calls on the object that it hands to a migration. */
export interface CallReader {
  /** The calls of a chain that are statements by themselves, each with the links before it; absent: the chain is one. */
  partsOf?(effect: ChainEffect): readonly ChainEffect[];
  /** What the chain does; `undefined`: nothing that the database would notice. */
  meaningOf(effect: ChainEffect, reading: Reading): Meaning | undefined;
  /** The tool's own words for the types of columns. */
  readonly typeOf?: ColumnTypes;
  /** What the result of a call asks the catalog. */
  questionOf(value: Value): Question | undefined;
}

type Parts = Omit<Reading, 'obstacles'> & { readonly side: Side };

/** The statements that an effect of `up` or `down` stands for. */
export function statementsOf(effect: Effect, reader: CallReader, parts: Parts): readonly Statement[] {
  const guards = guardsOf(effect.conditions, (value) => reader.questionOf(value));
  if (effect.kind === 'opaque') {
    return [
      statement({ operations: [opaque(effect.at, 'not-recognised', effect.reason, parts)] }, effect, guards, parts),
    ];
  }
  const declared = parts.module.helper(effect.chain);
  const own = declared === undefined ? (reader.partsOf?.(effect) ?? [effect]) : [effect];
  return own.flatMap((part) => {
    const reading: Reading = { ...parts, obstacles: [] };
    const meaning =
      declared === undefined
        ? reader.meaningOf(part, reading)
        : readHelper(part, declared, reader.typeOf ?? (() => undefined), reading);
    const [obstacle] = reading.obstacles;
    if (obstacle !== undefined) {
      const operations = [opaque(part.at, obstacle.reason, obstacle.detail, parts)];
      return [statement({ ...meaning, operations }, part, guards, parts)];
    }
    return meaning === undefined ? [] : [statement(meaning, part, guards, parts)];
  });
}

function opaque(
  span: Span,
  reason: Extract<Operation, { kind: 'Opaque' }>['reason'],
  detail: string,
  { module: { script } }: Parts,
): Operation {
  return { kind: 'Opaque', span, reason, detail, text: span.file === script.file ? sourceAt(script, span) : '' };
}

function statement(meaning: Meaning, { at, repeated }: Effect, guards: readonly Guard[], { side }: Parts): Statement {
  const { operations, sql, outsideTransaction, forgotten } = meaning;
  return {
    span: at,
    side,
    operations: operations.map((operation) => ({
      ...operation,
      ...(guards.length === 0 ? {} : { guards: [...guards, ...(operation.guards ?? [])] }),
      ...(repeated ? { repeated: true } : {}),
    })),
    ...(sql === undefined ? {} : { sql }),
    ...(outsideTransaction === true ? { outsideTransaction } : {}),
    ...(forgotten === undefined ? {} : { forgotten }),
  };
}
