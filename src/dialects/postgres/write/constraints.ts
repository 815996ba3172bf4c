import { lookUp } from '../../../model/look-up.ts';
import type { ConstraintOperationKind, Operation } from '../../../model/operation.ts';
import type { Constraint, ForeignKey, PrimaryKey, ReferentialAction, Unique } from '../../../model/table.ts';
import { quoteList, quoteName, quoteQualified, words } from './names.ts';
import { alterTable, cascade, ifExists } from './clauses.ts';
import type { Sql, Writers } from './writers.ts';

/** Whether the existing rows are left unchecked only where that is possible. */
export function canBeSaid({ kind, validated }: Constraint): boolean {
  return validated || kind === 'Check' || kind === 'ForeignKey';
}

/** `CONSTRAINT name CHECK (…) NOT VALID`, as it stands in CREATE TABLE and after ADD. */
export function constraintClause(constraint: Constraint): string {
  return words(
    constraint.name === undefined ? undefined : `CONSTRAINT ${quoteName(constraint.name)}`,
    constraintBody(constraint),
    constraint.deferrable === undefined ? undefined : deferrability[constraint.deferrable],
    constraint.attributes?.['enforced'] === 'false' ? 'NOT ENFORCED' : undefined,
    constraint.attributes?.['no-inherit'] === 'true' ? 'NO INHERIT' : undefined,
    constraint.validated || constraint.attributes?.['enforced'] === 'false' ? undefined : 'NOT VALID',
  );
}

const deferrability: Readonly<Record<NonNullable<Constraint['deferrable']>, string>> = {
  'initially-immediate': 'DEFERRABLE',
  'initially-deferred': 'DEFERRABLE INITIALLY DEFERRED',
};

const referentialActions: Readonly<Record<ReferentialAction, string>> = {
  'no-action': 'NO ACTION',
  restrict: 'RESTRICT',
  cascade: 'CASCADE',
  'set-null': 'SET NULL',
  'set-default': 'SET DEFAULT',
};

function constraintBody(constraint: Constraint): string {
  switch (constraint.kind) {
    case 'PrimaryKey':
      return words(`PRIMARY KEY (${keyColumns(constraint)})`, indexTablespace(constraint));
    case 'Unique':
      return words(
        constraint.nullsNotDistinct === true ? 'UNIQUE NULLS NOT DISTINCT' : 'UNIQUE',
        `(${keyColumns(constraint)})`,
        constraint.include === undefined ? undefined : `INCLUDE (${quoteList(constraint.include)})`,
        indexTablespace(constraint),
      );
    case 'Check':
      return `CHECK (${constraint.expression.sql})`;
    case 'ForeignKey':
      return foreignKeyBody(constraint);
    case 'Exclusion':
      return `EXCLUDE ${constraint.definition}`;
  }
}

/** The last column of a temporal key is a range that must not overlap. */
function keyColumns(key: PrimaryKey | Unique): string {
  return isTemporal(key) ? `${quoteList(key.columns)} WITHOUT OVERLAPS` : quoteList(key.columns);
}

function isTemporal(constraint: Constraint): boolean {
  return constraint.attributes?.['without-overlaps'] === 'true';
}

function indexTablespace(key: PrimaryKey | Unique): string | undefined {
  const tablespace = key.attributes?.['tablespace'];
  return tablespace === undefined ? undefined : `USING INDEX TABLESPACE ${quoteName(tablespace)}`;
}

function foreignKeyBody(key: ForeignKey): string {
  const targetColumns = key.targetColumns.length === 0 ? '' : ` (${periodColumns(key, key.targetColumns)})`;
  return words(
    `FOREIGN KEY (${periodColumns(key, key.columns)})`,
    `REFERENCES ${quoteQualified(key.target)}${targetColumns}`,
    key.match === undefined ? undefined : `MATCH ${key.match.toUpperCase()}`,
    key.onDelete === 'no-action' ? undefined : `ON DELETE ${referentialActions[key.onDelete]}${deletedColumns(key)}`,
    key.onUpdate === 'no-action' ? undefined : `ON UPDATE ${referentialActions[key.onUpdate]}`,
  );
}

function periodColumns(key: ForeignKey, columns: readonly string[]): string {
  if (!isTemporal(key)) return quoteList(columns);
  return [...columns.slice(0, -1).map(quoteName), `PERIOD ${quoteList(columns.slice(-1))}`].join(', ');
}

/** `ON DELETE SET NULL (a)`: only some of the key's columns. */
function deletedColumns(key: ForeignKey): string {
  const columns = key.attributes?.['on-delete-columns'];
  return columns === undefined ? '' : ` (${quoteList(columns.split(', '))})`;
}

type AddConstraint = Operation<'AddPrimaryKey' | 'AddUnique' | 'AddCheck' | 'AddForeignKey' | 'AddExclusion'>;

function addConstraint(operation: AddConstraint): Sql {
  if (!canBeSaid(operation.constraint)) return undefined;
  return alterTable(operation, `ADD ${constraintClause(operation.constraint)}`);
}

/** The constraint takes over an index that is there; without a name of its own it takes the index's. */
function addFromIndex(operation: Operation<'AddPrimaryKey' | 'AddUnique'>): Sql {
  const { constraint, usingIndex } = operation;
  if (usingIndex === undefined) return addConstraint(operation);
  return alterTable(
    operation,
    words(
      'ADD',
      constraint.name === undefined ? undefined : `CONSTRAINT ${quoteName(constraint.name)}`,
      constraint.kind === 'PrimaryKey' ? 'PRIMARY KEY' : 'UNIQUE',
      `USING INDEX ${quoteName(usingIndex)}`,
      constraint.deferrable === undefined ? undefined : deferrability[constraint.deferrable],
    ),
  );
}

/** The clauses of ALTER CONSTRAINT, by attribute and value. */
const alterations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  deferrable: { ...deferrability, not: 'NOT DEFERRABLE' },
  enforced: { true: 'ENFORCED', false: 'NOT ENFORCED' },
  inherit: { true: 'INHERIT', false: 'NO INHERIT' },
};

export const constraintWriters: Writers<ConstraintOperationKind> = {
  AddPrimaryKey: addFromIndex,
  AddUnique: addFromIndex,
  AddCheck: addConstraint,
  AddForeignKey: addConstraint,
  AddExclusion: addConstraint,
  DropConstraint(operation) {
    if (operation.name === undefined) return undefined;
    return alterTable(
      operation,
      words('DROP CONSTRAINT', ifExists(operation), quoteName(operation.name), cascade(operation)),
    );
  },
  ValidateConstraint: (operation) => alterTable(operation, `VALIDATE CONSTRAINT ${quoteName(operation.name)}`),
  RenameConstraint: (operation) =>
    alterTable(operation, `RENAME CONSTRAINT ${quoteName(operation.name)} TO ${quoteName(operation.newName)}`),
  AlterConstraint(operation) {
    if (operation.name === undefined) return undefined;
    const clauses = Object.entries(operation.attributes).map(([key, value]) => lookUp(alterations, key)?.[value]);
    if (clauses.length === 0 || clauses.includes(undefined)) return undefined;
    return alterTable(operation, words(`ALTER CONSTRAINT ${quoteName(operation.name)}`, ...clauses));
  },
};
