import type { Attributes } from '../../../model/table.ts';
import { textOf } from '../../csharp/value.ts';
import type { Arguments } from '../../csharp/migrations/arguments.ts';
import { storeType } from '../store-types.ts';
import type { Meaning } from '../../csharp/migrations/reading.ts';
import type { Reading } from './reading.ts';
import { only, qualified } from '../../csharp/migrations/reading.ts';
import { tableOf } from './reading.ts';

/** Parameters and the attributes that they become. */
const numbers = [
  ['startValue', 'start'],
  ['incrementBy', 'increment'],
  ['minValue', 'min'],
  ['maxValue', 'max'],
  ['cacheSize', 'cache'],
] as const;

function attributesOf(args: Arguments): Attributes {
  const found = numbers.flatMap(([parameter, attribute]): readonly (readonly [name: string, value: string])[] => {
    const value = args.value(parameter);
    if (value === undefined) return [];
    const text = textOf(value);
    if (value.kind !== 'number' || text === undefined) {
      const reason = value.kind === 'unknown' ? value.reason : 'it is no number';
      args.findings.obstacles.push({
        reason: 'built-at-run-time',
        detail: `the ${parameter} cannot be told: ${reason}`,
      });
      return [];
    }
    return [[attribute, text]];
  });
  const cached = args.optionalFlag('cached');
  return {
    ...Object.fromEntries(found),
    ...(args.flag('cyclic') ? { cycle: 'true' } : {}),
    ...(cached === false ? { cache: '1' } : {}),
  };
}

export function createSequence({ args, call, span }: Reading): Meaning {
  const clrType = call.typeArguments[0];
  const type = clrType === undefined ? undefined : storeType(args.dialect.traits.name, { clrType });
  const attributes = { ...(type === undefined ? {} : { as: type }), ...attributesOf(args) };
  return only({ kind: 'CreateSequence', span, name: tableOf(args, 'name'), attributes });
}

export function alterSequence({ args, span }: Reading): Meaning {
  return only({ kind: 'AlterSequence', span, name: tableOf(args, 'name'), attributes: attributesOf(args) });
}

export function restartSequence({ args, span }: Reading): Meaning {
  const start = args.optionalNumber('startValue');
  const attributes = { restart: start === undefined ? '' : String(start) };
  return only({ kind: 'AlterSequence', span, name: tableOf(args, 'name'), attributes });
}

export function renameSequence({ args, span }: Reading): Meaning {
  const name = tableOf(args, 'name');
  const newName = qualified(args.optionalText('newName') ?? name.name, args.optionalText('newSchema') ?? name.schema);
  return only({ kind: 'RenameSequence', span, name, newName });
}

export function dropSequence({ args, span }: Reading): Meaning {
  return only({ kind: 'DropSequence', span, name: tableOf(args, 'name'), cascade: false });
}
