import type { Dialect } from '../../dialects/dialect.ts';
import type { Guard, Operation } from '../../model/operation.ts';

const ifExists: readonly Guard[] = [{ kind: 'if-exists' }];

/** The way back of a base is to drop all that it makes, the last first; without semicolons. */
export function droppingStatements(created: readonly Operation[], dialect: Dialect): readonly string[] {
  const drops = created.toReversed().flatMap((operation) => dropOf(operation));
  // Operators, casts and the like have no DROP that is known here: they go with the functions that they are made of.
  const isStuck = drops.some((operation) => operation.kind === 'DropObject' && dialect.write(operation) === undefined);
  return drops
    .map((operation) => (operation.kind === 'DropRoutine' ? { ...operation, cascade: isStuck } : operation))
    .flatMap((operation) => dialect.write(operation) ?? []);
}

/** What a table holds goes with it; keys go first, since tables can point to one another. */
function dropOf(operation: Operation): readonly Operation[] {
  const { span } = operation;
  switch (operation.kind) {
    case 'CreateTable':
      return [{ kind: 'DropTable', span, table: operation.table, cascade: false, guards: ifExists }];
    case 'AddForeignKey': {
      const { name } = operation.constraint;
      const { table } = operation;
      if (name === undefined) return [];
      return [{ kind: 'DropConstraint', span, table, name, constraint: 'ForeignKey', cascade: false }];
    }
    case 'AddCheck': {
      const { name } = operation.constraint;
      const { table } = operation;
      if (name === undefined) return [];
      return [{ kind: 'DropConstraint', span, table, name, constraint: 'Check', cascade: false }];
    }
    case 'CreateIndex': {
      const { index, table } = operation;
      // Most go with their tables; a function that one calls can be dropped before those.
      const calls = index.where !== undefined || index.parts.some(({ expression }) => expression !== undefined);
      if (!calls || index.name === undefined) return [];
      const name = { ...(table.schema === undefined ? {} : { schema: table.schema }), name: index.name };
      return [{ kind: 'DropIndex', span, name, concurrently: false, cascade: false }];
    }
    case 'AlterInheritance':
      return [{ ...operation, inherits: !operation.inherits }];
    case 'CreateView':
      return [{ kind: 'DropView', span, name: operation.name, materialized: operation.materialized, cascade: false }];
    case 'CreateRoutine': {
      const { name, routineType, signature } = operation;
      const routine = { name, routineType, ...(signature === undefined ? {} : { signature }) };
      return [{ kind: 'DropRoutine', span, ...routine, cascade: false }];
    }
    case 'CreateType':
      return [{ kind: 'DropType', span, name: operation.name, cascade: false }];
    case 'CreateSequence':
      return [{ kind: 'DropSequence', span, name: operation.name, cascade: false, guards: ifExists }];
    case 'CreateSchema':
      return [{ kind: 'DropSchema', span, name: operation.name, cascade: false }];
    case 'CreateTrigger': {
      const { name, table } = operation;
      return [{ kind: 'DropTrigger', span, name, table, cascade: false }];
    }
    case 'CreateObject': {
      const { objectType, name, table } = operation;
      // Statistics are of a table, and known by their own name.
      const isOfTable = table !== undefined && objectType !== 'extended-statistics';
      const object = { objectType, name, ...(isOfTable ? { table } : {}) };
      return [{ kind: 'DropObject', span, ...object, cascade: false }];
    }
    default:
      return [];
  }
}
