import { expect, it } from 'vitest';
import type { SqlStatement } from '../../../src/dialects/dialect.ts';
import { operationsOfTemplate } from '../../../src/frameworks/sql/template.ts';
import type { OpaqueReason } from '../../../src/model/operations/session.ts';

const span = { file: 'm/1.sql', start: 0, end: 9 };

function opaque(sql: string, reason: OpaqueReason, text = sql): SqlStatement {
  return { span, sql, operations: [{ kind: 'Opaque', span, reason, detail: 'why', text }] };
}

it('a placeholder in SQL that a statement executes counts, though it stands in a string', () => {
  const statement = opaque(
    "do $$ begin execute 'drop table {{ x }}.t'; end $$",
    'syntax-error',
    'drop table { { x } }.t',
  );
  expect(operationsOfTemplate(statement)).toMatchObject([{ reason: 'template' }]);
});

it('a valid statement that the reader does not know may be a template, too', () => {
  expect(operationsOfTemplate(opaque('call ${x}', 'not-recognised'))).toMatchObject([{ reason: 'template' }]);
});

it('a statement that is built at run time stays one', () => {
  const statement = opaque('exec(${x})', 'built-at-run-time');
  expect(operationsOfTemplate(statement)).toEqual(statement.operations);
});

it('what was understood stays as it is', () => {
  const statement: SqlStatement = { span, sql: '{{ x }}', operations: [{ kind: 'NoChange', span, statement: 'x' }] };
  expect(operationsOfTemplate(statement)).toEqual(statement.operations);
});
