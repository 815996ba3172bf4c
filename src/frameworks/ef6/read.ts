import type { Dialect } from '../../dialects/dialect.ts';
import type { Migration } from '../../model/migration.ts';
import type { Span } from '../../model/span.ts';
import { evaluate } from '../csharp/evaluate.ts';
import type { Findings } from '../csharp/migrations/arguments.ts';
import { bindArguments } from '../csharp/migrations/arguments.ts';
import type { MigrationCall } from '../csharp/migrations/calls.ts';
import type { CSharpTool } from '../csharp/migrations/read.ts';
import { readClass } from '../csharp/migrations/read.ts';
import type { Meaning, Source } from '../csharp/migrations/reading.ts';
import { resourceMeaning } from '../csharp/migrations/sql.ts';
import type { Argument } from '../csharp/syntax.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import { idiom } from './idiom.ts';
import { readers } from './operations/index.ts';
import type { MigrationMethod } from './signatures.ts';
import { isMigrationMethod, shortForms, signatures } from './signatures.ts';

const ef6Migrations: CSharpTool = {
  baseClass: 'DbMigration',
  counterpart: 'the database',
  isDirection: ({ parameters }) => parameters.length === 0,
  idiomOf: () => idiom,
  meaningOf,
};

/** Reads one migration; the C# reader must have been prepared. */
export function readMigration(entry: MigrationEntry, context: ReadContext): Migration {
  return readClass(ef6Migrations, entry, context);
}

function meaningOf(
  call: MigrationCall,
  span: Span,
  source: Source,
  findings: Findings,
  dialect: Dialect,
): Meaning | undefined {
  const { method, chained } = call;
  if (isMigrationMethod(method)) {
    if (method !== 'CreateTable' && chained.length > 0) {
      findings.obstacles.push({ reason: 'not-recognised', detail: `nothing can be called on what ${method} returns` });
    }
    const args = bindArguments(call, parametersOf(method, call), call.scope, dialect, findings);
    return readers[method]({ call, args, span, source });
  }
  const expressions = [call, ...chained].flatMap((one) => one.arguments.map(({ value }) => value));
  const resource = resourceMeaning(expressions, { call, span, source, findings, dialect });
  if (resource === undefined) {
    const detail = `${method}() is not a method of DbMigration that mig-lint knows`;
    findings.obstacles.push({ reason: 'not-recognised', detail });
  }
  return resource;
}

/** The overload that is called. */
function parametersOf(method: MigrationMethod, call: MigrationCall): readonly string[] {
  const positional = call.arguments.filter(({ name }) => name === undefined);
  const names = new Set(call.arguments.map(({ name }) => name));
  switch (method) {
    case 'DropForeignKey': {
      // (table, name) or (table, name, new { ... }): a third text is the principal table.
      const isByName = positional.length === 2 || positional[2]?.value.kind === 'anonymous';
      return names.has('name') || (isByName && !names.has('principalTable')) ? shortForms[method] : signatures[method];
    }
    case 'CreateStoredProcedure':
    case 'AlterStoredProcedure': {
      const hasParameters = names.has('parametersAction') || positional[1]?.value.kind === 'lambda';
      return hasParameters ? signatures[method] : shortForms[method];
    }
    case 'DropIndex': {
      const isByColumns = names.has('columns') || isArray(positional[1], call);
      return isByColumns ? shortForms[method] : signatures[method];
    }
    default:
      return signatures[method];
  }
}

function isArray(argument: Argument | undefined, { scope }: MigrationCall): boolean {
  return argument !== undefined && evaluate(argument.value, scope).kind === 'array';
}
