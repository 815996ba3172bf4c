import picomatch from 'picomatch';
import type { Dialect } from '../dialects/dialect.ts';
import { traitsAt } from '../dialects/traits.ts';
import type { ProjectFiles } from '../frameworks/framework.ts';
import type { Operation, OperationKind } from '../model/operation.ts';
import type { Schema } from '../model/schema.ts';
import { plainText } from '../model/source-text.ts';
import type { DeclaredView } from '../rules/rule.ts';
import { emptySchema } from '../schema/empty.ts';
import { replayAll } from '../schema/replay.ts';

/** Definitions stand in no order: what others are built on is replayed first. */
const firstKinds: readonly OperationKind[] = ['CreateSchema', 'CreateType', 'CreateSequence', 'CreateTable'];

/** The schema that a folder of definitions declares. */
export function readDeclared(
  globs: readonly string[],
  files: ProjectFiles,
  { dialect, engineVersion }: { readonly dialect: Dialect; readonly engineVersion: string },
): DeclaredView {
  const isMeant = picomatch([...globs], { dot: true });
  const paths = files.paths.filter((path) => path.toLowerCase().endsWith('.sql') && isMeant(path));
  const read = paths.map((file) => ({
    file,
    operations: dialect
      .read(plainText(file, files.read(file) ?? ''))
      .statements.flatMap((statement) => statement.operations),
  }));
  const of = (wanted: (operation: Operation) => boolean) => (before: Schema, one: (typeof read)[number]) =>
    replayAll(before, one.operations.filter(wanted), one.file);
  const start = emptySchema(traitsAt(dialect, engineVersion));
  const first = firstKinds.reduce(
    (before, kind) =>
      read.reduce(
        of((one) => one.kind === kind),
        before,
      ),
    start,
  );
  const schema = read.reduce(
    of((one) => !firstKinds.includes(one.kind)),
    first,
  );
  return { schema, where: globs.join(', '), files: paths.length };
}
