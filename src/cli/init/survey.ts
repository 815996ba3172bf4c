import { version } from '../version.ts';
import { hookTools, type HookTool } from './hook-tools.ts';
import type { ReadFile } from './step.ts';

type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** What surrounds the migrations: what the configuration and the hook have to fit. */
export interface Survey {
  readonly read: ReadFile;
  /** The project's folder from the top of the repository; '' is the top itself. */
  readonly folder: string;
  /** Absent: there is no package.json at the top. */
  readonly packages: PackageManager | undefined;
  /** Everything that package.json depends on. */
  readonly dependencies: ReadonlySet<string>;
  readonly usesTypeScript: boolean;
  readonly usesGitHub: boolean;
  /** What already runs hooks here. */
  readonly hooks: readonly HookTool[];
  readonly eslintConfig: string | undefined;
}

const lockFiles: readonly (readonly [file: string, manager: PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
];

const eslintConfigs = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `eslint.config.${extension}`);

/** @param has whether a file or a folder is there */
export function surveyOf(read: ReadFile, has: (file: string) => boolean, folder: string): Survey {
  const manifest = read('package.json');
  const dependencies = manifest === undefined ? new Set<string>() : dependenciesOf(manifest);
  const locked = lockFiles.find(([file]) => has(file))?.[1] ?? 'npm';
  return {
    read,
    folder,
    packages: manifest === undefined ? undefined : locked,
    dependencies,
    usesTypeScript: has('tsconfig.json') && manifest !== undefined,
    usesGitHub: (read('.git/config') ?? '').includes('github.com') || has('.github/workflows'),
    hooks: hookTools.filter(({ name, files }) => dependencies.has(name) || files.some(has)).map(({ name }) => name),
    eslintConfig: eslintConfigs.find(has),
  };
}

/**
 * How a hook calls mig-lint at the top of the repository. A package manager takes several times as long to start as mig-lint
 * itself: it is left out wherever it puts the programs of packages into node_modules, which Yarn need not.
 */
export function callOf({ packages }: Pick<Survey, 'packages'>): string {
  switch (packages) {
    case undefined:
      return `npx --yes mig-lint@${version}`;
    case 'npm':
    case 'pnpm':
    case 'bun':
      return 'node_modules/.bin/mig-lint';
    case 'yarn':
      return 'yarn run mig-lint';
  }
}

/** How packages are installed for development. */
export function installOf(packages: PackageManager, names: readonly string[]): string {
  const verb = packages === 'npm' ? 'install --save-dev' : packages === 'bun' ? 'add --dev' : 'add -D';
  return `${packages} ${verb} ${names.join(' ')}`;
}

function dependenciesOf(manifest: string): ReadonlySet<string> {
  const value = jsonObject(manifest) ?? {};
  return new Set(
    ['dependencies', 'devDependencies'].flatMap((key) => {
      const part = value[key];
      return typeof part === 'object' && part !== null ? Object.keys(part) : [];
    }),
  );
}

/** `undefined`: the text is not a JSON object. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
