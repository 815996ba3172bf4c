import type { Operation } from '../../model/operation.ts';
import { displayName } from '../../model/names.ts';
import type { Origin, Schema } from '../../model/schema.ts';
import type { Difference } from '../../schema/picture/differences.ts';
import { differencesOf } from '../../schema/picture/differences.ts';
import type { ChainLink, ChainView, Picture } from '../rule.ts';
import { listed } from '../words.ts';

/**
 * Where a picture and the schema after a migration disagree, without what no picture can know: what was made by SQL in a
 * migration, beside the model.
 */
export function differencesFrom(
  picture: Picture,
  { after }: Pick<ChainLink, 'after'>,
  chain: ChainView,
): readonly Difference[] {
  const found = remembered(after, picture.schema);
  if (!found.some(({ kind }) => kind === 'missing')) return found;
  const bySql = madeBySql(chain);
  return found.filter(({ kind, replayed }) => kind !== 'missing' || replayed === undefined || !bySql(replayed));
}

const known = new WeakMap<Schema, { readonly after: Schema; readonly found: readonly Difference[] }>();

/** Two rules ask the same of the latest picture, and an editor asks again and again. */
function remembered(after: Schema, picture: Schema): readonly Difference[] {
  const earlier = known.get(picture);
  if (earlier?.after === after) return earlier.found;
  const found = differencesOf(after, picture);
  known.set(picture, { after, found });
  return found;
}

/** Whether something was made by SQL, in migrations that otherwise speak in their tool's own methods. */
function madeBySql({ links }: ChainView): (origin: Origin) => boolean {
  const migrations = new Map(links.map(({ migration }) => [migration.id, migration]));
  const hasMethods = links.some(({ migration }) => migration.up.some(({ sql }) => sql === undefined));
  return ({ migration, span }) => {
    const isMade = (operation: Operation): boolean =>
      operation.span.file === span.file && operation.span.start === span.start && operation.span.end === span.end;
    const made = migrations.get(migration)?.up.find(({ operations }) => operations.some(isMade));
    return hasMethods && made?.sql !== undefined;
  };
}

/** The same for differences that say the same, wherever they come from. */
export function differenceKey({ part, table, name, kind, aspects }: Difference): string {
  return JSON.stringify([part, table === undefined ? '' : displayName(table), name, kind, aspects]);
}

/** `column customer.Country`, `table invoice`. */
export function thing({ part, table, name }: Difference): string {
  return table === undefined || part === 'table' ? `${part} ${name}` : `${part} ${displayName(table)}.${name}`;
}

/** What differences come to, from the picture's side and in one line: `lacks column a.b and table c`. */
export function summary(differences: readonly Difference[]): string {
  const of = (wanted: Difference['kind']): readonly string[] =>
    differences
      .filter(({ kind }) => kind === wanted)
      .map((one) => (wanted === 'different' ? differing(one) : thing(one)));
  const [missing, extra, different] = [of('missing'), of('extra'), of('different')];
  return listed([
    ...(missing.length === 0 ? [] : [`lacks ${some(missing)}`]),
    ...(extra.length === 0 ? [] : [`has ${some(extra)} in excess`]),
    ...(different.length === 0 ? [] : [`has ${some(different)}`]),
  ]);
}

function differing(difference: Difference): string {
  const [aspect] = difference.aspects;
  if (aspect === undefined) return thing(difference);
  return `${thing(difference)} with ${aspect.what} ${aspect.pictured} instead of ${aspect.replayed}`;
}

/** The most that one line names; the rest is counted. */
const mostNamed = 3;

function some(things: readonly string[]): string {
  return things.length <= mostNamed + 1
    ? listed(things)
    : listed([...things.slice(0, mostNamed), `${String(things.length - mostNamed)} more`]);
}
