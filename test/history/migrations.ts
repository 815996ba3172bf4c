import type { Migration, Side, Statement } from '../../src/model/migration.ts';
import type { Operation } from '../../src/model/operation.ts';
import type { Span } from '../../src/model/span.ts';

export function span(start: number, file = 'm/1.sql'): Span {
  return { file, start, end: start + 5 };
}

export function dropTable(name: string, at = 0): Operation {
  return { kind: 'DropTable', span: span(at), table: { name }, cascade: false };
}

export function statement(at: number, operations: readonly Operation[], more: Partial<Statement> = {}): Statement {
  return { span: span(at), side: 'up', operations, ...more };
}

/** One statement for each table that is dropped, ten characters apart. */
export function drops(side: Side, ...tables: readonly string[]): readonly Statement[] {
  return tables.map((table, index) => statement(index * 10, [dropTable(table, index * 10)], { side }));
}

export function migration(more: Partial<Migration> = {}): Migration {
  return {
    id: '1',
    file: 'm/1.sql',
    files: ['m/1.sql'],
    chain: 'm',
    framework: 'sql',
    dialect: 'postgres',
    up: [],
    transaction: 'per-migration',
    head: span(0),
    comments: [],
    problems: [],
    ...more,
  };
}
