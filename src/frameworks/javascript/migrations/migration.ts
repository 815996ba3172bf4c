import type { Comment, Migration, ReadProblem, Side, Statement } from '../../../model/migration.ts';
import type { Span } from '../../../model/span.ts';
import type { MigrationEntry, ReadContext } from '../../framework.ts';
import { identityOf } from '../../identity.ts';
import type { Module, Surroundings } from '../index.ts';
import { openModule } from '../index.ts';
import { isCallable } from '../helpers.ts';
import { describe } from '../value.ts';
import type { SideSource } from './sides.ts';
import { readSide } from './sides.ts';
import type { CallReader } from './statements.ts';

/** How the modules of one tool are read. */
export interface ModuleReader extends CallReader {
  /** The function that is a side, and what it is called with; `undefined`: the module has none. */
  sourceOf(module: Module, side: Side): Omit<SideSource, 'side'> | undefined;
  /** What is wrong with a module that has no way up. */
  readonly withoutUp: string;
}

/** A migration as far as it is the same for all tools, and the module that it was read from. */
export interface ReadModule {
  readonly module: Module | undefined;
  readonly migration: Omit<Migration, 'transaction'>;
}

/** Reads the module of a migration; the JavaScript reader must have been prepared. */
export function readModule(
  reader: ModuleReader,
  surroundings: Surroundings,
  entry: MigrationEntry,
  { dialect, chain }: ReadContext,
): ReadModule {
  const { file } = entry;
  const start: Span = { file, start: 0, end: 0 };
  const module = openModule(file, {
    ...surroundings,
    ...(chain.helpers === undefined ? {} : { helpers: chain.helpers }),
  });
  const problems: ReadProblem[] = [...(entry.problems ?? []), ...(module?.script.problems ?? [])];
  const comments: Comment[] = [...(module?.script.comments ?? [])];

  const read = (side: Side): readonly Statement[] | undefined => {
    const source = module === undefined ? undefined : reader.sourceOf(module, side);
    if (module === undefined || source === undefined) return undefined;
    const { value } = source;
    if (!isCallable(value))
      problems.push({ span: value.at, message: `What ${side} does cannot be told: ${describe(value)}` });
    return readSide({ ...source, side }, { module, dialect, reader, problems, comments });
  };
  const up = module === undefined ? unreadable(start) : read('up');
  const down = read('down');
  if (up === undefined && problems.length === 0) problems.push({ span: start, message: reader.withoutUp });
  return {
    module,
    migration: {
      ...identityOf(entry, chain),
      files: [...new Set([...entry.files, ...(module?.followed() ?? [])])],
      up: up ?? [],
      ...(down === undefined ? {} : { down }),
      head: up?.[0]?.span ?? start,
      comments,
      problems,
    },
  };
}

function unreadable(span: Span): readonly Statement[] {
  const detail = `${span.file} cannot be read as text`;
  const operation = { kind: 'Opaque', span, reason: 'unreadable-file', detail, text: span.file } as const;
  return [{ span, side: 'up', operations: [operation] }];
}
