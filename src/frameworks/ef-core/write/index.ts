import { lookUp } from '../../../model/look-up.ts';
import type { Notation } from '../../csharp/migrations/write.ts';
import { inPlace, isSameOperation, writeStatements } from '../../csharp/migrations/write.ts';
import type { WriteRequest } from '../../framework.ts';
import { readMigration } from '../read.ts';
import { callFor } from './calls.ts';
import { layOut } from './code.ts';

/** Operations as statements of `Up` or `Down`, laid out as the scaffolder does. */
export function writeOperations(request: WriteRequest): string | undefined {
  const { text, offset } = request;
  const written = writeStatements(request, notationOf(builderAt(text, offset)));
  return (
    written &&
    inPlace(
      written.replace(strategyName, (name) => qualifiedStrategy(name, text)),
      request,
    )
  );
}

function notationOf(builder: string): Notation {
  return {
    codeOf: (operation, dialect) => {
      const call = callFor(operation, dialect);
      return call && layOut(builder, call, ';');
    },
    around: (code) => `class M : Migration { void Up(MigrationBuilder ${builder}) { ${code} } }`,
    read: readMigration,
    isSame: ([read, ...others], wanted) => read !== undefined && others.length === 0 && isSameOperation(read, wanted),
    sqlMethod: `${builder}.Sql`,
  };
}

/** The parameter's name in the method that holds the place. */
function builderAt(text: string, offset: number): string {
  const parameter = /\bMigrationBuilder\s+(\w+)/g;
  const last = [...text.slice(0, offset).matchAll(parameter)].at(-1);
  return last?.[1] ?? 'migrationBuilder';
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
