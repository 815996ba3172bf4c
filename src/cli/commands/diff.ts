import { logText } from '../../report/inert.ts';
import { jsonText } from '../../report/json-text.ts';
import type { SchemaEvent } from '../../schema/events.ts';
import { describeEvent, eventsBetween, operationsOf } from '../../schema/events.ts';
import { describeOperation } from '../describe-operation.ts';
import type { DiffFormat } from '../help/diff.ts';
import type { ProjectFlags } from '../open.ts';
import type { ComparedChain, Comparison } from '../schema-points.ts';
import { comparePoints } from '../schema-points.ts';
import type { Terminal } from '../terminal.ts';

export interface DiffFlags extends ProjectFlags {
  readonly format: DiffFormat;
}

/** Prints what happened to tables and columns between two points. */
export async function diff(from: string, to: string, flags: DiffFlags, terminal: Terminal): Promise<number> {
  const comparison = await comparePoints(from, to, flags, terminal.cwd);
  terminal.out(`${printers[flags.format](comparison)}\n`);
  return 0;
}

const printers: Readonly<Record<DiffFormat, (comparison: Comparison) => string>> = {
  text: (comparison) => logText(comparison.chains.map((compared) => asText(compared, comparison)).join('\n\n')),
  json: (comparison) =>
    jsonText(
      comparison.chains.map((compared) => asJson(compared, comparison)),
      2,
    ),
  sql: (comparison) => logText(comparison.chains.map((compared) => asSql(compared, comparison)).join('\n\n')),
};

function headOf({ chain }: ComparedChain, { from, to }: Comparison): string {
  return `${chain.source.name} (${chain.source.dialect}), from ${from} to ${to}`;
}

function asText(compared: ComparedChain, comparison: Comparison): string {
  const events = eventsBetween(compared.from, compared.to);
  const lines = events.map((event) => `  ${event.kind.padEnd(18)}  ${describeEvent(event)}`);
  return [
    headOf(compared, comparison),
    ...(lines.length === 0 ? ['  no table and no column has changed'] : lines),
  ].join('\n');
}

function asJson({ chain, from, to }: ComparedChain, comparison: Comparison): object {
  return {
    chain: chain.source.name,
    dialect: chain.source.dialect,
    from: comparison.from,
    to: comparison.to,
    events: eventsBetween(from, to).map(plainEvent),
  };
}

/** An event with its names and types as text. */
function plainEvent(event: SchemaEvent): object {
  const { kind, table } = event;
  switch (event.kind) {
    case 'EntityAdded': {
      const columns = event.added.columns.map(({ name, type, nullable }) => ({ name, type: type.text, nullable }));
      return { kind, table, columns, migration: event.added.origin.migration };
    }
    case 'EntityDeleted':
      return { kind, table };
    case 'EntityRenamed':
      return { kind, table, newName: event.newName };
    case 'PropertyAdded': {
      const { name, type, nullable, default: value, origin } = event.column;
      const given = value === undefined ? {} : { default: value.sql };
      return { kind, table, column: name, type: type.text, nullable, ...given, migration: origin.migration };
    }
    case 'PropertyDeleted':
      return { kind, table, column: event.column.name };
    case 'PropertyRenamed':
      return { kind, table, column: event.column, newName: event.newName };
    case 'TypeChanged':
      return { kind, table, column: event.column.name, from: event.from.text, to: event.column.type.text };
    case 'NullabilityChanged':
      return { kind, table, column: event.column.name, nullable: event.column.nullable };
  }
}

function asSql(compared: ComparedChain, comparison: Comparison): string {
  const { chain, from, to } = compared;
  const operations = operationsOf(eventsBetween(from, to), to, { file: '', start: 0, end: 0 });
  const statements = operations.flatMap(
    (operation) =>
      chain.dialect.write(operation)?.map((sql) => `${sql};`) ?? [
        `-- cannot be written as ${chain.source.dialect}: ${describeOperation(operation)}`,
      ],
  );
  return [`-- ${headOf(compared, comparison)}`, ...statements].join('\n');
}
