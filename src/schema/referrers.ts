import { Map, Set } from 'immutable';
import type { DialectTraits, QualifiedName } from '../model/names.ts';
import { nameKey, partKey } from '../model/names.ts';
import type { Schema, Sequence, Table, View } from '../model/schema.ts';
import { noteChange } from './table-changes.ts';

/** The tables whose foreign keys point to a table. */
export function tablesPointingTo(schema: Schema, target: QualifiedName): readonly Table[] {
  return foreignKeyTargets.entriesWith(schema.traits, schema.tables, nameKey(schema.traits, target));
}

/** The tables that lose rows with the rows of a table, by `ON DELETE CASCADE`, and those that lose rows with theirs. */
export function cascadingTables(schema: Schema, table: QualifiedName): readonly QualifiedName[] {
  const reached = cascades.entriesReaching(schema.traits, schema.tables, nameKey(schema.traits, table));
  return reached.map(({ name }) => name);
}

/** The tables that inherit from a table or are partitions of it. */
export function childrenOf(schema: Schema, parent: QualifiedName): readonly Table[] {
  return parents.entriesWith(schema.traits, schema.tables, nameKey(schema.traits, parent));
}

/** The tables, of any schema, that have a constraint of a name. */
export function tablesWithConstraint(schema: Schema, name: string): readonly Table[] {
  return constraintNames.entriesWith(schema.traits, schema.tables, partKey(schema.traits, name));
}

/** The views that read a table or a view. */
export function viewsReading(schema: Schema, relation: QualifiedName): readonly View[] {
  return readRelations.entriesWith(schema.traits, schema.views, nameKey(schema.traits, relation));
}

/** The sequences that are dropped with a table, or with a column of it. */
export function sequencesOf(schema: Schema, table: QualifiedName): readonly Sequence[] {
  return owners.entriesWith(schema.traits, schema.sequences, nameKey(schema.traits, table));
}

/** The schema with a table under a key, or with none there; who refers to what stays known. */
export function withTable(schema: Schema, key: string, table: Table | undefined): Schema {
  const tables = withEntry(schema.tables, key, table);
  for (const referrers of [foreignKeyTargets, cascades, parents, constraintNames]) {
    referrers.keepUp(schema.traits, schema.tables, tables, key);
  }
  noteChange(schema.tables, tables, key);
  return { ...schema, tables };
}

export function withView(schema: Schema, key: string, view: View | undefined): Schema {
  const views = withEntry(schema.views, key, view);
  readRelations.keepUp(schema.traits, schema.views, views, key);
  return { ...schema, views };
}

export function withSequence(schema: Schema, key: string, sequence: Sequence | undefined): Schema {
  const sequences = withEntry(schema.sequences, key, sequence);
  owners.keepUp(schema.traits, schema.sequences, sequences, key);
  return { ...schema, sequences };
}

function withEntry<Entry>(entries: Map<string, Entry>, key: string, entry: Entry | undefined): Map<string, Entry> {
  return entry === undefined ? entries.delete(key) : entries.set(key, entry);
}

/** So few entries are looked at one by one. */
const few = 8;

/** For each name that is referred to, the keys of the entries that do. */
type Index = Map<string, Set<string>>;

interface Referrers<Entry> {
  /** Those that refer to a name; where there are many entries, in the order of their keys. */
  entriesWith(traits: DialectTraits, entries: Map<string, Entry>, name: string): readonly Entry[];
  /** Those that refer to a name, those that refer to them, and so on. The entry of the name itself is none of them. */
  entriesReaching(traits: DialectTraits, entries: Map<string, Entry>, name: string): readonly Entry[];
  /** Makes known for `after` what is known for `before`, where one entry differs. */
  keepUp(traits: DialectTraits, before: Map<string, Entry>, after: Map<string, Entry>, key: string): void;
}

/**
 * Who refers to what in one part of a catalog. It is found out by looking at every entry once, and then kept up with each
 * change: a chain of thousands of migrations asks it at every step.
 *
 * @param sourceOf the part of an entry that says what it refers to; the same part, the same names
 */
function referrersBy<Entry, Source extends object>(
  sourceOf: (entry: Entry) => Source | undefined,
  namesIn: (source: Source, traits: DialectTraits) => readonly string[],
): Referrers<Entry> {
  // From the empty catalog on, where every chain begins.
  const known = new WeakMap<Map<string, Entry>, Index>([[Map<string, Entry>(), Map<string, Set<string>>()]]);
  const namesKnown = new WeakMap<Source, readonly string[]>();
  // An index stays the same one until somebody refers to something else.
  const reaching = new WeakMap<Index, globalThis.Map<string, readonly string[]>>();

  const namesOf = (entry: Entry | undefined, traits: DialectTraits): readonly string[] => {
    const source = entry === undefined ? undefined : sourceOf(entry);
    if (source === undefined) return [];
    const names = namesKnown.get(source) ?? [...new globalThis.Set(namesIn(source, traits))];
    namesKnown.set(source, names);
    return names;
  };

  const indexOf = (traits: DialectTraits, entries: Map<string, Entry>): Index => {
    const index =
      known.get(entries) ??
      Map<string, Set<string>>().withMutations((made) => {
        for (const [key, entry] of entries) for (const name of namesOf(entry, traits)) add(made, name, key);
      });
    known.set(entries, index);
    return index;
  };

  return {
    entriesWith(traits, entries, name) {
      if (entries.size <= few) return [...entries.values()].filter((entry) => namesOf(entry, traits).includes(name));
      const keys = indexOf(traits, entries).get(name);
      return keys === undefined ? [] : [...keys].sort().flatMap((key) => entries.get(key) ?? []);
    },
    entriesReaching(traits, entries, name) {
      const index = indexOf(traits, entries);
      const ways = reaching.get(index) ?? new globalThis.Map<string, readonly string[]>();
      reaching.set(index, ways);
      const keys = ways.get(name) ?? keysReaching(index, name);
      ways.set(name, keys);
      return keys.flatMap((key) => entries.get(key) ?? []);
    },
    keepUp(traits, before, after, key) {
      const index = known.get(before);
      if (index === undefined) return;
      const was = namesOf(before.get(key), traits);
      const is = namesOf(after.get(key), traits);
      const kept =
        was === is
          ? index
          : index.withMutations((changed) => {
              for (const name of was) if (!is.includes(name)) remove(changed, name, key);
              for (const name of is) if (!was.includes(name)) add(changed, name, key);
            });
      known.set(after, kept);
    },
  };
}

/** A key by which an entry is found is the name that others know it by. */
function keysReaching(index: Index, name: string): readonly string[] {
  const found = new globalThis.Set([name]);
  for (const reached of found) for (const key of [...(index.get(reached) ?? [])].sort()) found.add(key);
  return [...found].slice(1);
}

function add(index: Index, name: string, key: string): void {
  index.set(name, (index.get(name) ?? Set<string>()).add(key));
}

function remove(index: Index, name: string, key: string): void {
  const left = index.get(name)?.delete(key);
  if (left === undefined || left.isEmpty()) index.delete(name);
  else index.set(name, left);
}

const foreignKeyTargets = referrersBy(
  ({ constraints }: Table) => constraints,
  (constraints, traits) =>
    constraints.flatMap((one) => (one.kind === 'ForeignKey' ? [nameKey(traits, one.target)] : [])),
);

const cascades = referrersBy(
  ({ constraints }: Table) => constraints,
  (constraints, traits) =>
    constraints.flatMap((one) =>
      one.kind === 'ForeignKey' && one.onDelete === 'cascade' ? [nameKey(traits, one.target)] : [],
    ),
);

const parents = referrersBy(
  (table: Table) => table.parents,
  (names, traits) => names.map((name) => nameKey(traits, name)),
);

const constraintNames = referrersBy(
  ({ constraints }: Table) => constraints,
  (constraints, traits) => constraints.map(({ name }) => partKey(traits, name)),
);

const readRelations = referrersBy(
  ({ reads }: View) => reads,
  (names, traits) => names.map((name) => nameKey(traits, name)),
);

const owners = referrersBy(
  ({ ownedBy }: Sequence) => ownedBy,
  ({ table }, traits) => [nameKey(traits, table)],
);
