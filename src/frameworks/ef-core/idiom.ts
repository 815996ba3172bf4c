import type { DialectName } from '../../model/names.ts';
import { calleeName } from '../csharp/evaluate.ts';
import { builderCall, mentions } from '../csharp/migrations/calls.ts';
import type { Idiom, Position, Use } from '../csharp/migrations/walk.ts';
import { ownMethod } from '../csharp/migrations/walk.ts';
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
  if (isReading(expression, known)) return { kind: 'nothing' };

  const own = ownMethod(expression, position);
  const parameter = own?.method.parameters.find(({ type }) => isBuilderType(type));
  if (own !== undefined && parameter !== undefined) {
    return { kind: 'method', ...own, idiom: idiomOf(parameter.name, known.dialect) };
  }
  return { kind: 'unknown', callee: expression.kind === 'call' ? `${calleeName(expression)}()` : 'an expression' };
}

/** Only asks the builder for something: a condition, `migrationBuilder.ActiveProvider`. */
function isReading(expression: Expression, known: Known): boolean {
  if (expression.kind === 'member') return expression.name === 'ActiveProvider';
  if (expression.kind === 'call' && decide(expression, known) !== undefined) return true;
  if (expression.kind === 'unary') return isReading(expression.operand, known);
  if (expression.kind !== 'binary') return !mentions(expression, known.builder);
  return isReading(expression.left, known) && isReading(expression.right, known);
}

export function isBuilderType(type: string): boolean {
  return /(?:^|\.)MigrationBuilder\??$/.test(type);
}
