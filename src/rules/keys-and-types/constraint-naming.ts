import { array, description, optional, picklist, pipe, strictObject, string } from 'valibot';
import type { QualifiedName } from '../../model/names.ts';
import { displayName, sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import { changedKeys } from '../../schema/table-changes.ts';
import { defineRule } from '../define-rule.ts';
import { heardSteps } from '../heard-steps.ts';
import type { Context, MigrationView, Step } from '../rule.ts';
import { listed, withCode } from '../words.ts';
import type { NamedPart, PartKind, StatedName } from './named-parts.ts';
import { partsAround, partsOf, statedNames } from './named-parts.ts';
import type { Convention } from './naming-conventions.ts';
import {
  conventionalName,
  conventionIn,
  conventionNames,
  conventions,
  describeName,
  fits,
} from './naming-conventions.ts';

const templates = optional(array(string()));

const options = strictObject({
  convention: optional(
    pipe(
      picklist(conventionNames),
      description('How names are made up; when left out, as nine in ten of the names that are there already.'),
    ),
  ),
  patterns: optional(
    pipe(
      strictObject({
        primaryKey: templates,
        foreignKey: templates,
        unique: templates,
        index: templates,
        uniqueIndex: templates,
        check: templates,
        exclusion: templates,
        default: templates,
      }),
      description(
        'Names of your own, in place of the convention: templates with {table}, {columns}, {target}, and * for anything. The first is proposed.',
      ),
    ),
  ),
});

const nouns: Readonly<Record<PartKind, string>> = {
  primaryKey: 'the primary key',
  foreignKey: 'the foreign key',
  unique: 'the unique constraint',
  index: 'the index',
  uniqueIndex: 'the unique index',
  check: 'the check',
  exclusion: 'the exclusion constraint',
  default: 'the default',
};

export default defineRule({
  name: 'constraint-naming',
  category: 'keys-and-types',
  severity: 'warning',
  presets: ['strict'],
  summary: 'A key, index, check or default that is not named by the convention',
  like: {
    atlas: ['NM104', 'NM105', 'NM106'],
  },
  options,
  on: {
    migration(view, context) {
      const { convention: chosen, patterns } = context.options;
      const steps = heardSteps(view);
      const stated = steps.flatMap(({ operation }) => statedNames(operation));
      const renames = steps.filter(({ operation }) => isRename(operation));
      if (stated.length === 0 && renames.length === 0) return;
      const base = chosen === undefined ? conventionIn(view.before) : conventions[chosen];
      const convention = withPatterns(base, patterns ?? {});
      if (Object.keys(convention).length === 0) return;
      for (const part of newParts(stated, view)) judgeNew(part, convention, view.after, context);
      for (const step of renames) judgeRename(step, convention, view, context);
    },
  },
});

function isRename({ kind }: Operation): boolean {
  return kind === 'RenameTable' || kind === 'RenameColumn';
}

function withPatterns(
  convention: Convention,
  patterns: Readonly<Partial<Record<PartKind, readonly string[] | undefined>>>,
): Convention {
  const own = Object.entries(patterns).filter(([, given]) => given !== undefined && given.length > 0);
  const ofIndexes = patterns.index === undefined ? {} : { uniqueIndex: patterns.index };
  return { ...convention, ...ofIndexes, ...Object.fromEntries(own) };
}

interface NewPart {
  readonly part: NamedPart;
  readonly span: Span;
}

/** What was named, as it is when the migration is done: its table may have got another name since. */
function newParts(stated: readonly StatedName[], { before, after }: MigrationView): readonly NewPart[] {
  const changed = [...changedKeys(before.tables, after.tables)].flatMap((key) => after.tables.get(key) ?? []);
  const parts = changed.flatMap((table) => (table.temporary ? [] : partsOf(table)));
  const found = stated.flatMap(({ name, span, table }) => {
    const part = parts.find(
      (one) =>
        samePart(after.traits, one.name, name) &&
        (one.origin.span === span || table === undefined || sameName(after.traits, one.table, table)),
    );
    return part === undefined ? [] : [[part, span] as const];
  });
  return [...new Map(found)].map(([part, span]) => ({ part, span }));
}

function judgeNew({ part, span }: NewPart, convention: Convention, { traits }: Schema, context: Context): void {
  if (fits(part, convention, traits)) return;
  const wanted = conventionalName(part, convention, traits);
  const noun = `${nouns[part.of]} of ${displayName(part.table)}`;
  context.report({
    at: span,
    message: `${noun} is called ${part.name}, where the convention is ${describeName(part, convention, traits)}`,
    why: 'it is found by its name in error messages, plans and later migrations; whoever has to drop it or to catch its error should not have to look the name up',
    remedy: wanted === undefined ? 'name it by the convention before it ships' : `name it ${wanted} before it ships`,
  });
}

function judgeRename({ operation, before }: Step, convention: Convention, view: MigrationView, context: Context): void {
  if (operation.kind !== 'RenameTable' && operation.kind !== 'RenameColumn') return;
  const { traits } = before;
  const table = operation.kind === 'RenameTable' ? renamed(operation) : operation.table;
  const old = partsAround(before, operation.table).filter((part) => fits(part, convention, traits));
  const stale = partsAround(view.after, table).filter(
    (part) => !fits(part, convention, traits) && old.some(({ name }) => samePart(traits, name, part.name)),
  );
  if (stale.length === 0) return;
  const isOne = stale.length === 1;
  const names = listed(stale.map(({ name }) => name));
  const renames = stale.flatMap((part) => renameOf(part, convention, view.after, operation.span));
  context.report({
    at: operation.span,
    message: `${names} ${isOne ? 'keeps its' : 'keep their'} name after ${displayName(operation.table)}${operation.kind === 'RenameColumn' ? `.${operation.column}` : ''} was renamed to ${operation.kind === 'RenameColumn' ? operation.newName : displayName(table)}`,
    why: 'the database renames only what it is told to: from here on the name speaks of something that is not there, and a later migration that goes by the convention does not find it',
    remedy: withCode(
      `rename ${isOne ? 'it' : 'them'} too, in this migration:`,
      renames.length === stale.length ? context.write(renames) : undefined,
      `rename ${isOne ? 'it' : 'them'} too, in this migration, to ${listed(stale.map((part) => describeName(part, convention, traits)))}`,
    ),
    related: stale.map(({ name, origin }) => ({ span: origin.span, message: `${name} is created here` })),
  });
}

function renamed({ table, newName }: Operation<'RenameTable'>): QualifiedName {
  return table.schema === undefined || newName.schema !== undefined ? newName : { ...newName, schema: table.schema };
}

function renameOf(part: NamedPart, convention: Convention, { traits }: Schema, span: Span): readonly Operation[] {
  const newName = conventionalName(part, convention, traits);
  if (newName === undefined || part.of === 'default') return [];
  const { table, name, of } = part;
  if (of !== 'index' && of !== 'uniqueIndex') return [{ kind: 'RenameConstraint', span, table, name, newName }];
  const schema = table.schema === undefined ? {} : { schema: table.schema };
  return [{ kind: 'RenameIndex', span, table, name: { ...schema, name }, newName }];
}
