import type { Config } from '../../src/config/config.ts';
import { applyEdits } from '../../src/lint/edits.ts';
import { lintProject } from '../../src/lint/lint.ts';
import type { Project } from '../../src/lint/project.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { openInMemory } from './example-project.ts';

interface Rewritten {
  /** All files as they are in the end. */
  readonly files: ReadonlyMap<string, string>;
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
  readonly notes: readonly string[];
}

interface RewriteRequest {
  readonly config: Config;
  readonly shipped: Readonly<Record<string, string>>;
  readonly added: Readonly<Record<string, string>>;
}

/** Does what `--fix-rewrite` does, one rewrite after the other, until no rule offers another. */
export async function rewriteInMemory({ config, shipped, added }: RewriteRequest): Promise<Rewritten> {
  const past = new Map(Object.entries(shipped));
  let files = new Map([...past, ...Object.entries(added)]);
  const notes: string[] = [];
  for (let round = 0; ; round += 1) {
    const project = await openInMemory({ config, workTree: files, shipped: past });
    const { diagnostics } = lintProject(project, { today: '2026-01-31', startedAt: 0 });
    const rewrite = diagnostics.find((one) => one.rewrite !== undefined)?.rewrite;
    if (rewrite === undefined || round === 20) return { files, project, diagnostics, notes };
    const { edits, note, files: created = [] } = rewrite;
    if (note !== undefined) notes.push(note);
    const edited = new Map(
      [...files].map(([path, text]) => [
        path,
        applyEdits(
          text,
          edits.filter(({ span }) => span.file === path),
        ),
      ]),
    );
    files = new Map([...edited, ...created.map(({ path, text }) => [path, text] as const)]);
  }
}
