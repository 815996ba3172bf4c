import type { Attributes, Check, Constraint, ForeignKey, IndexPart, ReferentialAction } from '../../../model/table.ts';
import { phrase } from '../../phrase.ts';
import { quotedName } from '../quoting.ts';
import { writeNames, writeQualified } from './names.ts';

/** A constraint of a table; `undefined`: SQLite has no such constraint. */
export function writeConstraint(constraint: Constraint, autoIncrement: boolean): string | undefined {
  switch (constraint.kind) {
    case 'PrimaryKey':
    case 'Unique': {
      const words = constraint.kind === 'Unique' ? 'UNIQUE' : 'PRIMARY KEY';
      const { columns, attributes = {} } = constraint;
      const parts = attributes['parts'] ?? columns.map(quotedName).join(', ');
      const list = `(${phrase(parts, autoIncrement && 'AUTOINCREMENT')})`;
      return phrase(writeConstraintName(constraint), words, list, writeConflict(attributes));
    }
    case 'Check':
      return writeCheck(constraint);
    case 'ForeignKey':
      return phrase(
        writeConstraintName(constraint),
        `FOREIGN KEY ${writeNames(constraint.columns)}`,
        writeReference(constraint),
      );
    case 'Exclusion':
      return undefined;
  }
}

export function writeConstraintName({ name }: Constraint): string | undefined {
  return name === undefined ? undefined : `CONSTRAINT ${quotedName(name)}`;
}

export function writeConflict(attributes: Attributes = {}): string | undefined {
  const resolution = attributes['on-conflict'];
  return resolution === undefined ? undefined : `ON CONFLICT ${resolution.toUpperCase()}`;
}

export function writeIndexPart({ column, expression, collation, descending }: IndexPart): string {
  return phrase(
    column === undefined ? expression?.sql : quotedName(column),
    collation !== undefined && `COLLATE ${quotedName(collation)}`,
    descending === true && 'DESC',
  );
}

function writeCheck(check: Check): string {
  return phrase(writeConstraintName(check), `CHECK (${check.expression.sql})`);
}

const actionWords: Readonly<Record<ReferentialAction, string>> = {
  'no-action': '',
  restrict: 'RESTRICT',
  cascade: 'CASCADE',
  'set-null': 'SET NULL',
  'set-default': 'SET DEFAULT',
};

const deferralWords = {
  'initially-immediate': 'DEFERRABLE',
  'initially-deferred': 'DEFERRABLE INITIALLY DEFERRED',
} as const;

function writeReference(key: ForeignKey): string {
  return phrase(
    `REFERENCES ${writeQualified(key.target)}`,
    key.targetColumns.length > 0 && writeNames(key.targetColumns),
    key.match !== undefined && `MATCH ${key.match.toUpperCase()}`,
    key.onDelete !== 'no-action' && `ON DELETE ${actionWords[key.onDelete]}`,
    key.onUpdate !== 'no-action' && `ON UPDATE ${actionWords[key.onUpdate]}`,
    key.deferrable && deferralWords[key.deferrable],
  );
}
