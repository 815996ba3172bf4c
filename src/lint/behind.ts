import type { Migration } from '../model/migration.ts';
import type { Operation } from '../model/operation.ts';
import { mentions } from '../model/table.ts';

/** The migrations behind one of them. */
export interface Behind {
  readonly last: Migration | undefined;
  /** The first that takes away, or calls something else, what one of the texts names: behind it nobody finds it. */
  takerOf(texts: readonly string[]): Migration | undefined;
}

interface Taker {
  readonly position: number;
  readonly migration: Migration;
}

/** What takes a name away, in the order of the chain, by the name in lower case. */
interface Takers {
  readonly words: ReadonlyMap<string, readonly Taker[]>;
  /** Names that are more than a word. */
  readonly phrases: ReadonlyMap<string, readonly Taker[]>;
}

/** Finds what lies behind each migration of a chain; those that run again whenever they change have no place in it. */
export function behindEach(migrations: readonly Migration[]): (migration: Migration) => Behind {
  const positions = new Map(migrations.map((migration, position) => [migration, position]));
  const placed = migrations.filter(({ repeatable }) => repeatable !== true);
  const end = placed.at(-1);
  // Migrations are asked about one after the other, and a new one is mostly the last: those before it stay unread. Whoever
  // goes back makes it read them all.
  let known: { readonly takers: Takers; readonly from: number } | undefined;
  const takersBehind = (own: number): Takers => {
    if (known === undefined || own < known.from) {
      const from = known === undefined ? own : -1;
      const behind = placed.filter((migration) => (positions.get(migration) ?? 0) > from);
      known = { takers: takersIn(behind, positions), from };
    }
    return known.takers;
  };

  return (migration) => {
    const own = positions.get(migration) ?? -1;
    return {
      last: end === undefined || (positions.get(end) ?? -1) <= own ? undefined : end,
      takerOf(texts) {
        const found = named(texts, takersBehind(own)).flatMap((all) => firstBehind(own, all) ?? []);
        const [first] = found.sort((one, other) => one.position - other.position);
        return first?.migration;
      },
    };
  };
}

function takersIn(migrations: readonly Migration[], positions: ReadonlyMap<Migration, number>): Takers {
  const takers = { words: new Map<string, Taker[]>(), phrases: new Map<string, Taker[]>() };
  for (const migration of migrations) {
    const position = positions.get(migration) ?? 0;
    const names = migration.up.flatMap(({ operations }) => operations.flatMap(takenBy));
    for (const name of new Set(names.flatMap((one) => one?.toLowerCase() ?? []))) {
      const own = isWord(name) ? takers.words : takers.phrases;
      const known = own.get(name);
      if (known === undefined) own.set(name, [{ position, migration }]);
      else known.push({ position, migration });
    }
  }
  return takers;
}

/** The first of them behind a position, by halves: a name can be taken in every other migration. */
function firstBehind(own: number, takers: readonly Taker[]): Taker | undefined {
  let from = 0;
  for (let to = takers.length; from < to;) {
    const middle = (from + to) >> 1;
    if ((takers[middle]?.position ?? 0) > own) to = middle;
    else from = middle + 1;
  }
  return takers[from];
}

/** The takers of the names in some texts. A name of one word is looked up, any other is looked for. */
function named(texts: readonly string[], { words, phrases }: Takers): readonly (readonly Taker[])[] {
  const said = new Set(texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{N}_$]+/gu) ?? []));
  const found = [...said].flatMap((word) => {
    const all = words.get(word);
    return all === undefined ? [] : [all];
  });
  for (const [name, all] of phrases) {
    if (texts.some((text) => mentions(text, name))) found.push(all);
  }
  return found;
}

function isWord(name: string): boolean {
  return /^[\p{L}\p{N}_$]+$/u.test(name);
}

/** The names that are not there any more after an operation, or stand for something else. */
function takenBy(operation: Operation): readonly (string | undefined)[] {
  switch (operation.kind) {
    case 'DropTable':
    case 'RenameTable':
      return [operation.table.name];
    case 'DropColumn':
    case 'RenameColumn':
      return [operation.column];
    case 'AlterColumn':
      return operation.change.type?.text === operation.old?.type?.text ? [] : [operation.column];
    case 'DropConstraint':
    case 'RenameConstraint':
      return [operation.name];
    case 'DropIndex':
    case 'RenameIndex':
      return [operation.name.name];
    default:
      return [];
  }
}
