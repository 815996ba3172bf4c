import { schemaOf } from '../../lint/project.ts';
import type { LoadedChain } from '../../lint/project.ts';
import type { Schema } from '../../model/schema.ts';
import { logText } from '../../report/inert.ts';
import { jsonText } from '../../report/json-text.ts';
import { creationOf } from '../../schema/creation.ts';
import { notesOf } from '../../schema/notes.ts';
import { describeOperation } from '../describe-operation.ts';
import type { ProjectFlags } from '../open.ts';
import { openFor } from '../open.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { wantedMigrations } from '../wanted.ts';

export interface SchemaFlags extends ProjectFlags {
  readonly at?: string;
  readonly json?: boolean;
}

/** Prints what the chains' migrations end in, or what one of them leaves behind. */
export async function schema(paths: readonly string[], flags: SchemaFlags, terminal: Terminal): Promise<number> {
  const opened = await openFor({ paths }, flags, terminal.cwd);
  const chains = [...new Set(wantedMigrations(opened).map(({ chain }) => chain))].filter((chain) =>
    holds(chain, flags.at),
  );
  if (chains.length === 0) {
    throw new UsageError(flags.at === undefined ? 'no migrations found' : `no chain has a migration "${flags.at}"`);
  }
  const schemas = chains.map((chain) => ({ chain, replayed: schemaOf(chain, flags.at) }));
  if (flags.json === true) {
    const plain = schemas.map(({ chain, replayed }) => ({ chain: chain.source.name, ...plainSchema(replayed) }));
    terminal.out(`${jsonText(plain, 2)}\n`);
    return 0;
  }
  for (const { chain, replayed } of schemas) terminal.out(logText(printSchema(chain, replayed)));
  return 0;
}

function holds(chain: LoadedChain, id: string | undefined): boolean {
  return id === undefined || chain.migrations.some((migration) => migration.id === id);
}

function printSchema({ source, dialect }: LoadedChain, replayed: Schema): string {
  const statements = creationOf(replayed).flatMap(
    (operation) =>
      dialect.write(operation) ?? [`-- cannot be written as ${source.dialect}: ${describeOperation(operation)}`],
  );
  const notes = notesOf(replayed).map(({ message, origin }) => `-- note: ${origin.migration}: ${message}`);
  const head = `-- ${source.name} (${source.dialect})`;
  return `${[head, ...statements.map((sql) => `${sql};`), ...notes].join('\n')}\n`;
}

function plainSchema(replayed: Schema): object {
  return {
    dialect: replayed.traits.name,
    tables: [...replayed.tables.values()],
    views: [...replayed.views.values()],
    routines: [...replayed.routines.values()],
    types: [...replayed.types.values()],
    sequences: [...replayed.sequences.values()],
    schemas: [...replayed.schemas.values()],
    objects: [...replayed.objects.values()],
    inconsistencies: [...replayed.inconsistencies],
    skipped: [...(replayed.skipped ?? [])],
  };
}
