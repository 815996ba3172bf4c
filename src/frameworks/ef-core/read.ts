import type { Dialect } from '../../dialects/dialect.ts';
import type { Migration } from '../../model/migration.ts';
import type { Span } from '../../model/span.ts';
import type { Findings } from '../csharp/migrations/arguments.ts';
import { bindArguments } from '../csharp/migrations/arguments.ts';
import type { MigrationCall } from '../csharp/migrations/calls.ts';
import type { CSharpTool } from '../csharp/migrations/read.ts';
import { readClass } from '../csharp/migrations/read.ts';
import type { Meaning, Source } from '../csharp/migrations/reading.ts';
import { resourceMeaning } from '../csharp/migrations/sql.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import { annotationsOf } from './annotations.ts';
import { idiomOf, isBuilderType } from './idiom.ts';
import { readers } from './operations/index.ts';
import type { BuilderMethod } from './signatures.ts';
import { isBuilderMethod, signatures, typedSignatures } from './signatures.ts';

const efCoreMigrations: CSharpTool = {
  baseClass: 'Migration',
  counterpart: 'the migration builder',
  isDirection: (method) => isBuilderType(method.parameters[0]?.type ?? ''),
  idiomOf: (method, dialect) => idiomOf(method.parameters[0]?.name ?? '', dialect.traits.name),
  meaningOf,
};

/** Reads one migration; the C# reader must have been prepared. */
export function readMigration(entry: MigrationEntry, context: ReadContext): Migration {
  return readClass(efCoreMigrations, entry, context);
}

function meaningOf(
  call: MigrationCall,
  span: Span,
  source: Source,
  findings: Findings,
  dialect: Dialect,
): Meaning | undefined {
  const { scope, method } = call;
  if (!isBuilderMethod(method)) {
    const expressions = call.arguments.map(({ value }) => value);
    const resource = resourceMeaning(expressions, { call, span, source, findings, dialect });
    if (resource === undefined) {
      const detail = `${call.method}() is not a method of MigrationBuilder that mig-lint knows`;
      findings.obstacles.push({ reason: 'not-recognised', detail });
    }
    return resource;
  }
  const args = bindArguments(call, parametersOf(method, call), scope, dialect, findings);
  const annotations = annotationsOf(call.chained, scope, findings);
  return readers[method]({ call, args, annotations, span, source });
}

/** The overload that is called: the data methods have one more with the columns' types in the middle. */
function parametersOf(method: BuilderMethod, call: MigrationCall): readonly string[] {
  const typed = typedSignatures[method];
  if (typed === undefined) return signatures[method];
  const named = call.arguments.some(({ name }) => /columnTypes?$/i.test(name ?? ''));
  const positional = call.arguments.filter(({ name }) => name === undefined).length;
  // Without types, the parameter after the last value is the schema: a plain string, or nothing.
  const untyped = signatures[method].length;
  const last = call.arguments[untyped - 1]?.value;
  const isTyped = positional > untyped || (positional === untyped && last !== undefined && last.kind !== 'string');
  return named || isTyped ? typed : signatures[method];
}
