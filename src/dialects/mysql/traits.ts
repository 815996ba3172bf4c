import type { DialectTraits, ImplicitNameRequest } from '../../model/names.ts';
import { characterSetsOf } from './character-sets.ts';
import { withoutReference } from './keys.ts';
import { partitioningAfter } from './partitions.ts';

/**
 * MySQL's names and transactions. Table names depend on the server's file system; they are taken without case, as
 * most teams run at least one machine that does not tell them apart.
 */
export const mysqlTraits: DialectTraits = {
  name: 'mysql',
  defaultSchema: undefined,
  caseSensitive: false,
  transactionalDdl: false,
  indexesBelongToSchema: false,
  codeKeepsNames: true,
  primaryKeyHasNoName: true,
  likeTakesAll: true,
  tablesHoldIndexes: true,
  foreignKeysMakeIndexes: true,
  characterSets: characterSetsOf('mysql'),
  partitioningAfter,
  implicitName: implicitName({ check: checkNameOfMysql, foreignKey: foreignKeyName }),
  renamedWithTable: renamedWithTable(['_ibfk_', '_chk_']),
};

/** MariaDB's, where they differ: what it prints after each statement on 10.11 says so. */
export const mariadbTraits: DialectTraits = {
  ...mysqlTraits,
  columnsHoldChecks: true,
  characterSets: characterSetsOf('mariadb'),
  columnParts: withoutReference,
  implicitName: implicitName({
    check: checkNameOfMariadb,
    foreignKey: (request) => request.index ?? foreignKeyName(request),
  }),
  renamedWithTable: renamedWithTable(['_ibfk_']),
};

/** The traits of a server by its version as it or a configuration says it: `8.0`, `mariadb 10.11`, `10.11.18-MariaDB`. */
export function traitsOfVersion(version: string): DialectTraits {
  return /mariadb/i.test(version) ? mariadbTraits : mysqlTraits;
}

/** Manual: "CREATE TABLE Statement", "FOREIGN KEY Constraints" and "CHECK Constraints". */
function implicitName(names: {
  readonly check: (request: ImplicitNameRequest) => string;
  readonly foreignKey: (request: ImplicitNameRequest) => string;
}): DialectTraits['implicitName'] {
  return (request) => {
    switch (request.of) {
      case 'PrimaryKey':
        return 'PRIMARY';
      case 'ForeignKey':
        return names.foreignKey(request);
      case 'Check':
        return names.check(request);
      case 'Unique':
      case 'Index':
      case 'Exclusion':
      case 'Default': {
        const first = request.columns[0] ?? 'functional_index';
        return request.taken(first) ? firstFree(`${first}_`, 2, request) : first;
      }
    }
  };
}

function foreignKeyName(request: ImplicitNameRequest): string {
  return afterHighest(`${request.table.name}_ibfk_`, request);
}

function checkNameOfMysql(request: ImplicitNameRequest): string {
  return afterHighest(`${request.table.name}_chk_`, request);
}

function checkNameOfMariadb(request: ImplicitNameRequest): string {
  return request.inColumn ?? firstFree('CONSTRAINT_', 1, request);
}

function firstFree(stem: string, from: number, request: ImplicitNameRequest): string {
  let number = from;
  while (request.taken(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}

/** Numbers that are free again are not given again. */
function afterHighest(stem: string, request: ImplicitNameRequest): string {
  const numbers = (request.names ?? []).map((name) => numberAfter(stem, name) ?? 0);
  return firstFree(stem, Math.max(0, ...numbers) + 1, request);
}

function numberAfter(stem: string, name: string): number | undefined {
  const isMeant = name.toLowerCase().startsWith(stem.toLowerCase()) && /^\d+$/.test(name.slice(stem.length));
  return isMeant ? Number(name.slice(stem.length)) : undefined;
}

/** Names in the engine's own form follow the table, whoever gave them. Manual: "RENAME TABLE Statement". */
function renamedWithTable(labels: readonly string[]): NonNullable<DialectTraits['renamedWithTable']> {
  return (name, from, to) => {
    const isGenerated = labels.some((label) => numberAfter(from + label, name) !== undefined);
    return isGenerated ? `${to}${name.slice(from.length)}` : name;
  };
}
