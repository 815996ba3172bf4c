import type { Dialect } from '../../../dialects/dialect.ts';
import type { Statement } from '../../../model/migration.ts';
import { allStatements } from '../../../model/migration.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { indexColumns } from '../../../model/table.ts';
import type { MigrationEntry, ReadContext, WriteRequest } from '../../framework.ts';
import type { Migration } from '../../../model/migration.ts';
import { arrayCode, stringCode, templateCode, writeCalls } from '../migrations/write.ts';

/** Operations as calls on the query interface, or as SQL where it has none; in the transaction of what they replace. */
export function writeScript(
  request: WriteRequest,
  read: (entry: MigrationEntry, context: ReadContext) => Migration,
  around: (queryInterface: string, code: string) => string,
): string | undefined {
  const queryInterface = interfaceAt(request.text, request.offset);
  const transaction = transactionAt(request);
  return writeCalls(request, {
    codeOf: (operation) => {
      const call = callFor(operation, request.dialect, transaction);
      return call === undefined ? undefined : `await ${queryInterface}.${call};`;
    },
    sqlCall: (sql) =>
      `await ${queryInterface}.sequelize.query(${sql.includes('\n') ? templateCode(sql) : stringCode(sql)}${transaction === undefined ? '' : `, { ${transaction} }`});`,
    around: (code) => around(queryInterface, code),
    read,
  });
}

/** What the function around the place calls its parameter. */
function interfaceAt(text: string, offset: number): string {
  const parameter =
    /\b(?:up|down)\b\s*[:=]?\s*(?:async\s*)?(?:function\s*\w*\s*)?\(\s*(?:\{\s*context\s*(?::\s*(\w+))?|(\w+))/g;
  const last = [...text.slice(0, offset).matchAll(parameter)].at(-1);
  return last?.[1] ?? last?.[2] ?? (last === undefined ? 'queryInterface' : 'context');
}

/** The option by which the statement at the place takes part in a transaction. */
function transactionAt({ migration, offset, text }: WriteRequest): string | undefined {
  if (migration.transaction === 'none') return undefined;
  const near: Statement | undefined = allStatements(migration)
    .filter(({ outsideTransaction, span }) => outsideTransaction !== true && span.end >= offset)
    .sort((one, other) => one.span.start - other.span.start)[0];
  const written = near === undefined ? '' : text.slice(near.span.start, near.span.end);
  return /\btransaction(?:\s*:\s*[\w.]+)?(?=\s*[,}])/.exec(written)?.[0];
}

function callFor(operation: Operation, dialect: Dialect, transaction: string | undefined): string | undefined {
  const call = (method: string, args: readonly string[], ...options: readonly string[]): string => {
    const all = [...options, ...(transaction === undefined ? [] : [transaction])];
    return `${method}(${[...args, ...(all.length === 0 ? [] : [`{ ${all.join(', ')} }`])].join(', ')})`;
  };
  switch (operation.kind) {
    case 'RenameTable':
      return call('renameTable', [tableCode(operation.table), tableCode(operation.newName)]);
    case 'RenameColumn':
      return call('renameColumn', [
        tableCode(operation.table),
        stringCode(operation.column),
        stringCode(operation.newName),
      ]);
    case 'DropColumn':
      return call('removeColumn', [tableCode(operation.table), stringCode(operation.column)]);
    case 'DropTable':
      return call('dropTable', [tableCode(operation.table)], ...(operation.cascade ? ['cascade: true'] : []));
    case 'DropConstraint':
      return operation.name === undefined
        ? undefined
        : call('removeConstraint', [tableCode(operation.table), stringCode(operation.name)]);
    case 'CreateIndex': {
      const { index, table, concurrently } = operation;
      const options = [
        ...(index.name === undefined ? [] : [`name: ${stringCode(index.name)}`]),
        ...(index.unique ? ['unique: true'] : []),
        ...(index.method === undefined ? [] : [`using: ${stringCode(index.method)}`]),
        ...(concurrently ? ['concurrently: true'] : []),
      ];
      return call('addIndex', [tableCode(table), arrayCode(indexColumns(index))], ...options);
    }
    case 'DropIndex':
      return operation.table === undefined
        ? undefined
        : call(
            'removeIndex',
            [tableCode(operation.table), stringCode(operation.name.name)],
            ...(operation.concurrently && dialect.traits.name === 'postgres' ? ['concurrently: true'] : []),
          );
    default:
      return undefined;
  }
}

function tableCode({ schema, name }: QualifiedName): string {
  return schema === undefined ? stringCode(name) : `{ tableName: ${stringCode(name)}, schema: ${stringCode(schema)} }`;
}
