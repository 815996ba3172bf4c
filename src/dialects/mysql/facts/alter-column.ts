import { displayName, samePart } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Table } from '../../../model/schema.ts';
import { columnOf, findTable } from '../../../model/schema.ts';
import type { Column } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import { lossOfType } from '../../facts/loss.ts';
import type { Context } from './effect.ts';
import { modifiesInstantly, rebuildOf } from './rebuilds.ts';
import { isInPrimaryKey, keysWith, rowFormatOf } from './tables-at-hand.ts';
import type { Stored } from './type-change.ts';
import { wayToConvert } from './type-change.ts';
import type { Way } from './ways.ts';
import { alteration, copied, dearest, inCatalog, instant } from './ways.ts';

export function alterColumn(operation: Operation<'AlterColumn'>, context: Context): Effect {
  const { table: name, column, change, execution, old } = operation;
  const table = findTable(context.schema, name);
  const before = columnOf(context.schema, table, column);
  const effect = alteration(name, wayToAlter(operation, before, table, context), execution, context);
  const from = before?.type ?? old?.type;
  const loss = from === undefined || change.type === undefined ? undefined : lossOfType(from, change.type);
  if (loss === undefined || effect.refused !== undefined) return effect;
  return { ...effect, loses: `in ${displayName(name)}.${column}: ${loss}` };
}

function wayToAlter(
  operation: Operation<'AlterColumn'>,
  before: Column | undefined,
  table: Table | undefined,
  context: Context,
): Way {
  const { change, column } = operation;
  if (before === undefined) {
    if (change.type === undefined && change.nullable === undefined) return inCatalog;
    return copied(`${column} is not known here, so it is taken that every row is written anew`);
  }
  if (before.generated !== undefined || change.generated != null) {
    return wayToCompute(operation, before, context);
  }
  const numbers = change.identity != null && before.identity === undefined;
  return dearest([
    ...(numbers ? [copied(`${column} numbers every row that is there`)] : []),
    ...[typeChange(operation, before, table, context)].filter((way) => way !== undefined),
    ...nullChange(operation, before, table, context),
    ...move(operation, table, context),
    inCatalog,
  ]);
}

/** A column that is, or was, computed. */
function wayToCompute({ column, change }: Operation<'AlterColumn'>, before: Column, { server }: Context): Way {
  const { generated, restated } = change;
  if (generated === undefined && restated !== true) return inCatalog;
  const isSame = generated?.expression.sql === before.generated?.expression.sql;
  const keepsPlace = (generated?.stored ?? false) === (before.generated?.stored ?? false);
  if (generated != null && before.generated !== undefined && keepsPlace) {
    if (isSame && change.type?.text === before.type.text) return inCatalog;
    if (server.product === 'mariadb' && !before.generated.stored) return instant;
  }
  return copied(`${column} is computed anew for every row`);
}

function typeChange(
  { table: name, column, change }: Operation<'AlterColumn'>,
  before: Column,
  table: Table | undefined,
  context: Context,
): Way | undefined {
  if (change.type === undefined) return undefined;
  const { characterSets } = context.schema.traits;
  const stored = (of: Pick<Column, 'type' | 'attributes'> & { collation?: string | undefined }): Stored => {
    const charset = of.attributes?.['charset'] ?? charsetOf(of.collation) ?? tableCharset();
    const inherited =
      of.collation ?? (of.attributes?.['charset'] === undefined ? table?.attributes['collation'] : undefined);
    return { type: of.type, charset, collation: inherited ?? characterSets?.defaultCollation(charset) ?? charset };
  };
  const charsetOf = (collation: string | undefined): string | undefined =>
    collation === undefined ? undefined : characterSets?.charsetOf(collation);
  const tableCharset = (): string =>
    table?.attributes['charset'] ?? charsetOf(table?.attributes['collation']) ?? 'utf8mb4';
  const after = {
    type: change.type,
    collation: change.collation ?? undefined,
    ...(change.attributes === undefined ? {} : { attributes: change.attributes }),
  };
  const from = stored(before);
  const saysHow = change.restated === true || change.collation != null || change.attributes?.['charset'] !== undefined;
  return wayToConvert(from, saysHow ? stored(after) : { ...from, type: change.type }, {
    characterSets,
    isIndexed: keysWith(context.schema, findTable(context.schema, name), column).length > 0,
    isFlexible: modifiesInstantly(context),
  });
}

function nullChange(
  { column, change }: Operation<'AlterColumn'>,
  before: Column,
  table: Table | undefined,
  context: Context,
): readonly Way[] {
  if (change.nullable === undefined || change.nullable === before.nullable) return [];
  const isMariadb = context.server.product === 'mariadb';
  if (change.nullable) {
    // MODIFY of a key's column can leave NOT NULL away: the key goes on to forbid NULL.
    if (isInPrimaryKey(context.schema, table, column)) return [];
    if (isMariadb && rowFormatOf(table) === 'redundant') return [instant];
    return [rebuildOf(table, `every row is written with room to mark ${column} as NULL`, context)];
  }
  const hasStored = table?.columns.some(({ generated }) => generated?.stored === true) ?? false;
  if (isMariadb && hasStored) return [copied(`${column} becomes NOT NULL in a table with stored generated columns`)];
  return [rebuildOf(table, `every row is written and looked at for a NULL in ${column}`, context)];
}

/** FIRST and AFTER, where the column is not there yet. */
function move(
  { column, position }: Operation<'AlterColumn'>,
  table: Table | undefined,
  context: Context,
): readonly Way[] {
  if (position === undefined || table === undefined) return [];
  const { traits } = context.schema;
  const at = table.columns.findIndex(({ name }) => samePart(traits, name, column));
  const previous = table.columns[at - 1]?.name;
  const stays =
    position.after === undefined ? at === 0 : previous !== undefined && samePart(traits, previous, position.after);
  if (stays) return [];
  if (modifiesInstantly(context) && rowFormatOf(table) !== 'compressed') return [instant];
  return [rebuildOf(table, `every row is written with ${column} in another place`, context)];
}
