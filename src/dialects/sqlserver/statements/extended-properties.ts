import type { Argument, SystemProcedure } from '../arguments.ts';
import { argument } from '../arguments.ts';

/** The property that every tool shows as the description. */
const description = 'ms_description';

/** `sp_addextendedproperty` and its kin. Documentation: parameters in this order; dropping has no value. */
export function setProperty(verb: 'add' | 'update' | 'drop'): SystemProcedure {
  const level = verb === 'drop' ? 1 : 2;
  return (args, { span }) => {
    const property = argument(args, 'name', 0);
    const value = verb === 'drop' ? null : argument(args, 'value', 1);
    if (property === undefined || value === undefined) return undefined;
    const levels = [0, 1, 2].flatMap((number) => levelAt(args, number, level + 2 * number));
    const path = levels.map(({ name }) => name).join('.');
    const kind = levels.at(-1)?.type ?? 'database';
    const isDescription = property.toLowerCase() === description;
    const on = `${isDescription ? '' : `property ${property} of `}${kind.toLowerCase()} ${path}`.trim();
    return [{ kind: 'Comment', span, on, ...(isDescription ? described(levels) : {}), text: value }];
  };
}

interface Level {
  readonly type: string;
  readonly name: string;
}

function levelAt(args: readonly Argument[], number: number, place: number): readonly Level[] {
  const type = argument(args, `level${number}type`, place);
  const name = argument(args, `level${number}name`, place + 1);
  return type === undefined || name === undefined ? [] : [{ type: type.toUpperCase(), name }];
}

function described(levels: readonly Level[]): {
  readonly table?: { readonly schema?: string; readonly name: string };
  readonly column?: string;
} {
  const [schema, object, part] = levels;
  if (object?.type !== 'TABLE') return {};
  const table = schema?.type === 'SCHEMA' ? { schema: schema.name, name: object.name } : { name: object.name };
  if (part === undefined) return { table };
  return part.type === 'COLUMN' ? { table, column: part.name } : {};
}
