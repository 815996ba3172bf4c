import type { Dialect } from '../../../dialects/dialect.ts';
import type { ColumnType } from '../../../model/column-type.ts';
import type { ReadProblem } from '../../../model/migration.ts';
import type { ReadSnapshot } from '../../framework.ts';
import { cutModel } from './cut.ts';
import { readModel, rememberingReader } from './read-model.ts';
import { operationsOf } from './tables.ts';

/** Reads EF Core's pictures: the model snapshot, and the target model in the Designer file of each migration. */
export function snapshotReader(): ReadSnapshot {
  const readStatement = rememberingReader();
  const rememberedTypes = typeMemory();
  return (path, { files, dialect }) => {
    const text = files.read(path) ?? '';
    const body = cutModel(text);
    const problem = (start: number, end: number, message: string): ReadProblem => ({
      span: { file: path, start, end },
      message,
    });
    if (body === undefined) {
      return { file: path, operations: [], problems: [problem(0, 0, 'No method here builds a model')] };
    }
    const { model, unread } = readModel(path, text, body, dialect.traits.name, readStatement);
    return {
      file: path,
      operations: operationsOf(model, { ...dialect, columnType: rememberedTypes(dialect) }),
      problems: unread.map(({ start, end }) => problem(start, end, 'This is no call of the model that is known')),
    };
  };
}

/** The few types of a model are read once each. */
function typeMemory(): (dialect: Dialect) => Dialect['columnType'] {
  const known = new Map<string, ColumnType>();
  return (dialect) => (text) => {
    const type = known.get(text) ?? dialect.columnType(text);
    known.set(text, type);
    return type;
  };
}
