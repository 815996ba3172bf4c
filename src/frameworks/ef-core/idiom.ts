import type { DialectName } from '../../model/names.ts';
import { calleeName } from '../csharp/evaluate.ts';
import { builderCall, mentions } from '../csharp/migrations/calls.ts';
import type { Idiom, OwnMethod, Position, Use } from '../csharp/migrations/walk.ts';
import { namesReaching, ownMethod } from '../csharp/migrations/walk.ts';
import type { Expression } from '../csharp/syntax.ts';
import type { Known } from './conditions.ts';
import { decide, decideLabel } from './conditions.ts';

/** EF Core: all that a migration does goes through its builder. */
export function idiomOf(builder: string, dialect: DialectName): Idiom {
  return {
    decide: (condition, scope) => decide(condition, { scope, builder, dialect }),
    decideLabel: (value, label, scope) => decideLabel(value, label, { scope, builder, dialect }),
    useOf: (expression, position) => useOf(expression, position, { scope: position.scope, builder, dialect }),
  };
}

function useOf(expression: Expression, position: Position, known: Known): Use {
  const call = builderCall(expression, known.builder, known.scope);
  if (call !== undefined) return { kind: 'call', call };
  if (isReading(expression, known, namesReaching(known.builder, position.within))) return { kind: 'nothing' };

  const own = ownMethod(expression, position);
  const builder = own === undefined ? undefined : builderIn(own, known.builder);
  if (own !== undefined && builder !== undefined) {
    return { kind: 'method', ...own, idiom: idiomOf(builder, known.dialect) };
  }
  return { kind: 'unknown', callee: expression.kind === 'call' ? `${calleeName(expression)}()` : 'an expression' };
}

/** What the builder is called in a method; `undefined`: it has none. */
function builderIn({ method: { parameters }, isLocal }: OwnMethod, around: string): string | undefined {
  const given = parameters.find(({ type }) => isBuilderType(type));
  if (given !== undefined || !isLocal) return given?.name;
  return parameters.some(({ name }) => name === around) ? undefined : around;
}

/** Only asks the builder for something: a condition, `migrationBuilder.ActiveProvider`. */
function isReading(expression: Expression, known: Known, builders: readonly string[]): boolean {
  if (expression.kind === 'member') return expression.name === 'ActiveProvider';
  if (expression.kind === 'call' && decide(expression, known) !== undefined) return true;
  if (expression.kind === 'unary') return isReading(expression.operand, known, builders);
  if (expression.kind !== 'binary') return !builders.some((name) => mentions(expression, name));
  return isReading(expression.left, known, builders) && isReading(expression.right, known, builders);
}

export function isBuilderType(type: string): boolean {
  return /(?:^|\.)MigrationBuilder\??$/.test(type);
}
