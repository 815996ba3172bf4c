import { baseNameOf, isBuildOutput, isInside } from '../csharp/migrations/paths.ts';
import type { ProjectFiles } from '../framework.ts';
import { namespaceOf } from './head.ts';

/** What a class derived from `DbMigrationsConfiguration<T>` says. */
export interface Configuration {
  readonly file: string;
  readonly text: string;
  /** The context, without its namespace. */
  readonly context: string;
  /** The namespace whose migrations it runs. */
  readonly namespace: string | undefined;
  /** Under which the ledger keeps the rows of several chains apart. */
  readonly contextKey: string;
}

/** The configurations of a project, out of the files that are named like one. */
export function configurationsIn(project: string, files: ProjectFiles): readonly Configuration[] {
  const paths = files.paths.filter(
    (path) => /config[^/]*\.cs$/i.test(path) && isInside(path, project) && !isBuildOutput(path),
  );
  return paths.flatMap((file) => configurationOf(file, files.read(file) ?? '') ?? []);
}

function configurationOf(file: string, text: string): Configuration | undefined {
  const [, name, context] =
    /\bclass\s+(\w+)\s*:\s*(?:[\w.]*\.)?DbMigrationsConfiguration\s*<\s*(?:[\w.]*\.)?(\w+)\s*>/.exec(text) ?? [];
  if (name === undefined || context === undefined) return undefined;
  const own = namespaceOf(text);
  return {
    file: baseNameOf(file),
    text,
    context,
    namespace: assigned(text, 'MigrationsNamespace') ?? own,
    contextKey: assigned(text, 'ContextKey') ?? (own === undefined ? name : `${own}.${name}`),
  };
}

/** The text that a property is given. */
function assigned(text: string, property: string): string | undefined {
  return new RegExp(String.raw`\b${property}\s*=\s*@?"([^"]+)"`).exec(text)?.[1];
}
