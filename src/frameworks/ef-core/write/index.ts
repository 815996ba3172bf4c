import { isDeepStrictEqual } from 'node:util';
import type { Dialect } from '../../../dialects/dialect.ts';
import { lookUp } from '../../../model/look-up.ts';
import type { Migration } from '../../../model/migration.ts';
import type { Operation } from '../../../model/operation.ts';
import type { WriteRequest } from '../../framework.ts';
import { readMigration } from '../read.ts';
import { callFor } from './calls.ts';
import { indent, layOut, textCode } from './code.ts';

/**
 * Operations as statements of `Up` or `Down`: the builder's own call where reading it gives the operation back, SQL
 * otherwise; `undefined` when one can be said in neither way. Lines are separated by `\n`, calls by an empty line.
 */
export function writeOperations(request: WriteRequest): string | undefined {
  const { operations, text, offset, dialect, migration } = request;
  const builder = builderAt(text, offset);
  const written = operations.map((operation) => statementFor(operation, builder, dialect, migration));
  if (!written.every((code) => code !== undefined)) return undefined;

  const qualified = written.join('\n\n').replace(strategyName, (name) => qualifiedStrategy(name, text));
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const indentation = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const code = indent(qualified, indentation);
  return code.slice(Math.min(before.length, indentation.length));
}

/** The parameter's name in the method that holds the place. */
function builderAt(text: string, offset: number): string {
  const parameter = /\bMigrationBuilder\s+(\w+)/g;
  const last = [...text.slice(0, offset).matchAll(parameter)].at(-1);
  return last?.[1] ?? 'migrationBuilder';
}

function statementFor(
  operation: Operation,
  builder: string,
  dialect: Dialect,
  migration: Migration,
): string | undefined {
  const call = callFor(operation, dialect);
  const code = call === undefined ? undefined : layOut(builder, call, ';');
  if (code !== undefined && means(code, operation, builder, dialect, migration)) return code;

  const suppressed = endsTransaction(operation) ? ', suppressTransaction: true' : '';
  const statements = dialect.write(operation)?.map((sql) => {
    const argument = textCode(`${sql};`);
    const lines = argument.includes('\n') ? `\n${indent(argument)}` : argument;
    return `${builder}.Sql(${lines}${suppressed});`;
  });
  return statements?.join('\n\n');
}

/** Whether reading the code gives the operation back; what an AlterColumn was before need not be said. */
function means(code: string, operation: Operation, builder: string, dialect: Dialect, migration: Migration): boolean {
  const text = `class M : Migration { void Up(MigrationBuilder ${builder}) { ${code} } }`;
  const file = 'written.cs';
  const files = { paths: [file], read: () => text, readHead: () => text };
  const { id, chain: name, framework } = migration;
  const chain = { name, framework, dialect: dialect.traits.name, folder: '', paths: [file], evidence: [] };
  const { up, problems } = readMigration({ id, file, files: [file] }, { files, chain, dialect });
  const [read, ...others] = up.flatMap(({ operations }) => operations);
  if (read === undefined || others.length > 0 || problems.length > 0) return false;
  return isDeepStrictEqual(comparable(read, operation), comparable(operation, operation));
}

function comparable(operation: Operation, wanted: Operation): object {
  const bare: Readonly<Record<string, unknown>> = { ...operation, span: undefined };
  const ignoresOld = wanted.kind === 'AlterColumn' && wanted.old === undefined;
  return ignoresOld ? { ...bare, old: undefined } : bare;
}

/** What PostgreSQL refuses to run in a transaction. */
function endsTransaction(operation: Operation): boolean {
  switch (operation.kind) {
    case 'CreateIndex':
    case 'DropIndex':
    case 'Reindex':
    case 'DetachPartition':
      return operation.concurrently;
    case 'Maintenance':
      return /^vacuum/i.test(operation.command);
    default:
      return false;
  }
}

/** Enumerations of the providers, which a migration without identity columns has not imported. */
const strategyName = /(?<![\w.])(?:Npgsql|MySql)ValueGenerationStrategy(?=\.)/g;

const namespaces: Readonly<Record<string, string>> = {
  NpgsqlValueGenerationStrategy: 'Npgsql.EntityFrameworkCore.PostgreSQL.Metadata',
  MySqlValueGenerationStrategy: 'Microsoft.EntityFrameworkCore.Metadata',
};

function qualifiedStrategy(name: string, text: string): string {
  const namespace = lookUp(namespaces, name);
  return namespace === undefined || text.includes(`using ${namespace};`) ? name : `${namespace}.${name}`;
}
