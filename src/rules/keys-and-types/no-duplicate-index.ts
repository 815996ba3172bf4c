import type { DialectTraits } from '../../model/names.ts';
import { displayName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Table } from '../../model/schema.ts';
import type { IndexPart } from '../../model/table.ts';
import { isMadeForKey } from '../../model/table.ts';
import { changedTables } from '../changed-tables.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context } from '../rule.ts';
import { withCode } from '../words.ts';
import type { UsableIndex } from './index-coverage.ts';
import { indexesOf } from './index-coverage.ts';

export default defineRule({
  name: 'no-duplicate-index',
  category: 'keys-and-types',
  severity: 'warning',
  presets: ['recommended'],
  summary: 'An index that another one of the table already does the work of',
  options: noOptions,
  on: {
    migration(view, context) {
      const { id } = view.migration;
      for (const table of changedTables(view)) {
        const all = indexesOf(table).filter((index) => !isMadeForKey(index));
        const said = new Set<UsableIndex>();
        for (const index of all.filter(({ origin }) => origin.migration === id)) {
          const other = all.find((one) => one !== index && !said.has(one) && isCovered(index, one, view.after.traits));
          if (other === undefined) continue;
          said.add(index);
          report(table, { index, other, at: index }, context);
        }
        for (const index of all.filter(({ origin }) => origin.migration !== id)) {
          const other = all.find((one) => one.origin.migration === id && isCovered(index, one, view.after.traits));
          if (other !== undefined && !said.has(other)) report(table, { index, other, at: other }, context);
        }
      }
    },
  },
});

/** Whether whatever the first index is good for, the other is too: the same parts, or more behind them. */
function isCovered(index: UsableIndex, other: UsableIndex, traits: DialectTraits): boolean {
  if (index.key === 'PrimaryKey' || (index.clustered === true && other.clustered !== true)) return false;
  const isSameLength = index.parts.length === other.parts.length;
  if (index.parts.length === 0 || index.parts.length > other.parts.length) return false;
  if (index.unique && !(isSameLength && other.unique)) return false;
  if ((index.method ?? 'btree') !== (other.method ?? 'btree') || index.where?.sql !== other.where?.sql) return false;
  if (!isSameLength && (index.method ?? 'btree') !== 'btree') return false;
  const carried = [...(other.include ?? []), ...other.parts.flatMap(({ column }) => column ?? [])];
  if (index.include?.every((column) => carried.some((one) => samePart(traits, one, column))) === false) return false;
  return index.parts.every((part, at) => isSamePart(part, other.parts[at], traits));
}

function isSamePart(one: IndexPart, other: IndexPart | undefined, traits: DialectTraits): boolean {
  if (other === undefined || one.expression?.sql !== other.expression?.sql) return false;
  const isSameColumn =
    one.column === other.column ||
    (one.column !== undefined && other.column !== undefined && samePart(traits, one.column, other.column));
  return (
    isSameColumn &&
    (one.descending ?? false) === (other.descending ?? false) &&
    one.nulls === other.nulls &&
    one.prefix === other.prefix &&
    one.operatorClass === other.operatorClass &&
    one.collation === other.collation
  );
}

interface Found {
  /** The one that is not needed. */
  readonly index: UsableIndex;
  readonly other: UsableIndex;
  /** The one that is new. */
  readonly at: UsableIndex;
}

function report(table: Table, { index, other, at }: Found, { report: tell, write, dialect }: Context): void {
  const isSame = index.parts.length === other.parts.length;
  const name = displayName(table.name);
  const isNew = index === at;
  tell({
    at: at.origin.span,
    message: isSame
      ? `${index.name} of ${name} is the same index as ${described(other)}`
      : `${index.name} of ${name} is the beginning of ${described(other)}, which serves as well`,
    why: 'every write to the table keeps both up to date, and both take room on disk and in memory, for one that is used',
    remedy: isNew
      ? `leave ${index.name} out`
      : withCode(
          `drop ${index.name} when ${other.name} is there:`,
          write([dropOf(table, index, dialect === 'postgres')]),
          `drop ${index.name} when ${other.name} is there`,
        ),
    related: [{ span: (isNew ? other : index).origin.span, message: `${(isNew ? other : index).name} is made here` }],
  });
}

const kinds = { PrimaryKey: 'primary key', Unique: 'unique constraint' } as const;

function described({ name, key }: UsableIndex): string {
  return key === undefined ? name : `that of the ${kinds[key]} ${name}`;
}

function dropOf({ name: table }: Table, { name, key, origin }: UsableIndex, concurrently: boolean): Operation {
  const { span } = origin;
  if (key !== undefined) return { kind: 'DropConstraint', span, table, name, cascade: false };
  const schema = table.schema === undefined ? {} : { schema: table.schema };
  return { kind: 'DropIndex', span, table, name: { ...schema, name }, concurrently, cascade: false };
}
