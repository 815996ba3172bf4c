import type { Operation } from '../../../model/operation.ts';
import { type AttributeClauses, attributeClauses, choose } from './attributes.ts';
import { ifExists, ifNotExists, renameStatements, cascade } from './clauses.ts';
import { quoteQualified, words } from './names.ts';
import type { Sql, Writers } from './writers.ts';

const sequenceClauses: AttributeClauses = {
  as: (value) => `AS ${value}`,
  increment: (value) => `INCREMENT BY ${value}`,
  min: (value) => (value === '' ? 'NO MINVALUE' : `MINVALUE ${value}`),
  max: (value) => (value === '' ? 'NO MAXVALUE' : `MAXVALUE ${value}`),
  start: (value) => `START WITH ${value}`,
  restart: (value) => (value === '' ? 'RESTART' : `RESTART WITH ${value}`),
  cache: (value) => `CACHE ${value}`,
  cycle: choose('CYCLE', 'NO CYCLE'),
  'owned-by': (value) => `OWNED BY ${value === '' ? 'NONE' : value}`,
};

/** What only ALTER SEQUENCE says, each as a statement of its own. */
const ownStatements: AttributeClauses = {
  owner: (value) => `OWNER TO ${value}`,
  logged: choose('SET LOGGED', 'SET UNLOGGED'),
};

function createSequence(operation: Operation<'CreateSequence'>): Sql {
  const { owner, logged, ...attributes } = operation.attributes;
  const clauses = attributeClauses(attributes, sequenceClauses);
  if (owner !== undefined || clauses.includes(undefined) || clauses.length < Object.keys(attributes).length)
    return undefined;
  return words(
    logged === 'false' ? 'CREATE UNLOGGED SEQUENCE' : 'CREATE SEQUENCE',
    ifNotExists(operation),
    quoteQualified(operation.name),
    ...clauses,
  );
}

function alterSequence(operation: Operation<'AlterSequence'>): Sql {
  const { attributes } = operation;
  const subject = words('ALTER SEQUENCE', ifExists(operation), quoteQualified(operation.name));
  const clauses = attributeClauses(attributes, sequenceClauses);
  const own = attributeClauses(attributes, ownStatements);
  if (clauses.includes(undefined) || own.includes(undefined)) return undefined;
  if (clauses.length + own.length < Object.keys(attributes).length || clauses.length + own.length === 0)
    return undefined;
  return [
    ...(clauses.length === 0 ? [] : [words(subject, ...clauses)]),
    ...own.map((clause) => words(subject, clause)),
  ];
}

export const sequenceWriters: Writers<'CreateSequence' | 'AlterSequence' | 'RenameSequence' | 'DropSequence'> = {
  CreateSequence: createSequence,
  AlterSequence: alterSequence,
  RenameSequence: (operation) =>
    renameStatements(words('ALTER SEQUENCE', ifExists(operation)), operation.name, operation.newName),
  DropSequence: (operation) =>
    words('DROP SEQUENCE', ifExists(operation), quoteQualified(operation.name), cascade(operation)),
};
