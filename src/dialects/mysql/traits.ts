import type { DialectTraits, ImplicitNameRequest } from '../../model/names.ts';

/**
 * MySQL's names and transactions. Table names depend on the server's file system; they are taken without case, as
 * most teams run at least one machine that does not tell them apart.
 */
export const mysqlTraits: DialectTraits = {
  name: 'mysql',
  defaultSchema: undefined,
  caseSensitive: false,
  transactionalDdl: false,
  indexesBelongToSchema: false,
  implicitName,
  renamedWithTable,
};

/** Manual: "CREATE TABLE Statement", "FOREIGN KEY Constraints" and "CHECK Constraints". */
function implicitName(request: ImplicitNameRequest): string {
  const { table, columns } = request;
  switch (request.of) {
    case 'PrimaryKey':
      return 'PRIMARY';
    case 'ForeignKey':
      return numbered(`${table.name}_ibfk_`, 1, request);
    case 'Check':
      return numbered(`${table.name}_chk_`, 1, request);
    case 'Unique':
    case 'Index':
    case 'Exclusion':
    case 'Default': {
      const first = columns[0] ?? 'functional_index';
      return request.taken(first) ? numbered(`${first}_`, 2, request) : first;
    }
  }
}

function numbered(stem: string, from: number, request: ImplicitNameRequest): string {
  let number = from;
  while (request.taken(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}

/** Names in the engine's own form follow the table, whoever gave them. Manual: "RENAME TABLE Statement". */
function renamedWithTable(name: string, from: string, to: string): string {
  const isGenerated = ['_ibfk_', '_chk_'].some(
    (label) => name.startsWith(from + label) && /^\d+$/.test(name.slice(from.length + label.length)),
  );
  return isGenerated ? `${to}${name.slice(from.length)}` : name;
}
