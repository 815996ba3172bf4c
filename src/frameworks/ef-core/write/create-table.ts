import type { Dialect } from '../../../dialects/dialect.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Column, Constraint } from '../../../model/table.ts';
import { clrTypeFor } from './clr-types.ts';
import type { CallCode } from './code.ts';
import { identifierCode, indent, stringCode } from '../../csharp/migrations/code.ts';
import { inline, layOut, optional } from './code.ts';
import { attributeAnnotations, columnAnnotations, facetArguments } from './columns.ts';
import { referenceArguments } from './references.ts';

/** `undefined` when a constraint has no name, which the builder asks for. */
export function createTable(operation: Operation<'CreateTable'>, dialect: Dialect): CallCode | undefined {
  const { table, columns, constraints, comment } = operation;
  if (columns.length === 0) return undefined;
  const properties = propertiesFor(columns);
  const constraintLines = constraints.map((constraint) => constraintCode(constraint, properties));
  if (constraintLines.includes(undefined)) return undefined;
  const members = columns.map((column) => columnCode(column, properties.get(column.name) ?? column.name, dialect));
  return {
    method: 'CreateTable',
    arguments: [
      ['name', stringCode(table.name)],
      ...optional('schema', table.schema),
      ['columns', `table => new\n{\n${indent(members.join(',\n'))}\n}`],
      ...(constraintLines.length === 0
        ? []
        : [['constraints', `table =>\n{\n${indent(constraintLines.join('\n'))}\n}`] as const]),
      ...optional('comment', comment),
    ],
    annotations: attributeAnnotations(operation.attributes),
  };
}

/** The property of each column; names that C# would not tell apart are numbered. */
function propertiesFor(columns: readonly Column[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    columns.map(({ name }, index) => {
      const plain = identifierCode(name);
      const property = taken.has(plain) ? `${plain}_${index}` : plain;
      taken.add(property);
      return [name, property];
    }),
  );
}

function columnCode(column: Column, property: string, dialect: Dialect): string {
  const call: CallCode = {
    method: 'Column',
    type: clrTypeFor(column.type, dialect.traits.name),
    arguments: [
      ...(property === column.name ? [] : [['name', stringCode(column.name)] as const]),
      ...facetArguments(column, dialect, 'new'),
    ],
    annotations: columnAnnotations(column, dialect.traits.name),
  };
  return `${property} = ${inline('table', call)}`;
}

function constraintCode(constraint: Constraint, properties: ReadonlyMap<string, string>): string | undefined {
  const { name } = constraint;
  if (name === undefined) return undefined;
  const lambda = columnsLambda(constraint.columns, properties);
  switch (constraint.kind) {
    case 'PrimaryKey':
    case 'Unique': {
      const method = constraint.kind === 'PrimaryKey' ? 'PrimaryKey' : 'UniqueConstraint';
      return `table.${method}(${stringCode(name)}, ${lambda});`;
    }
    case 'Check':
      return `table.CheckConstraint(${stringCode(name)}, ${stringCode(constraint.expression.sql)});`;
    case 'ForeignKey': {
      const column = [constraint.columns.length === 1 ? 'column' : 'columns', lambda] as const;
      const call = {
        method: 'ForeignKey',
        arguments: [['name', stringCode(name)] as const, column, ...referenceArguments(constraint)],
      };
      return layOut('table', call, ';');
    }
    case 'Exclusion':
      return undefined;
  }
}

/** `x => x.Id`, `x => new { x.A, x.B }`. */
function columnsLambda(columns: readonly string[], properties: ReadonlyMap<string, string>): string {
  const members = columns.map((column) => `x.${properties.get(column) ?? identifierCode(column)}`);
  const [only, ...others] = members;
  return only !== undefined && others.length === 0 ? `x => ${only}` : `x => new { ${members.join(', ')} }`;
}
