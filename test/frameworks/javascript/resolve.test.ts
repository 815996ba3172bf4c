import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { resolverFor } from '../../../src/frameworks/javascript/resolve.ts';

interface Project {
  readonly files: Readonly<Record<string, string>>;
  /** An import in `db/migrations/1.ts`, and the file that it names. */
  readonly imports: readonly (readonly [specifier: string, file: string | undefined])[];
}

const projects: Readonly<Record<string, Project>> = {
  'without a configuration': {
    files: { 'db/names.ts': '', 'names.ts': '', 'db/migrations/tools/index.js': '', 'db/types.d.ts': '' },
    imports: [
      ['../names', 'db/names.ts'],
      ['../names.js', 'db/names.ts'],
      ['./tools', 'db/migrations/tools/index.js'],
      ['/names', 'names.ts'],
      ['../types', undefined],
      ['names', undefined],
      ['@/names', undefined],
      ['../../../outside', undefined],
    ],
  },
  'with aliases': {
    files: {
      'tsconfig.json': `{
        // comments, and commas behind the last element
        "compilerOptions": { "paths": {
          "@/*": ["./src/*", "./lib/*"], "@/db/*": ["./db/*"], "exact": ["./src/exact.ts"], "*.sql": ["./sql/*.ts"], /* "//": */
        }, },
      }`,
      'src/names.ts': '',
      'lib/other.ts': '',
      'db/names.ts': '',
      'src/db/names.ts': '',
      'src/exact.ts': '',
      'sql/users.ts': '',
    },
    imports: [
      ['@/names', 'src/names.ts'],
      ['@/names.js', 'src/names.ts'],
      ['@/other', 'lib/other.ts'],
      ['@/db/names', 'db/names.ts'],
      ['exact', 'src/exact.ts'],
      ['users.sql', 'sql/users.ts'],
      ['@/gone', undefined],
      ['knex', undefined],
    ],
  },
  'with aliases that another configuration has': {
    files: {
      'db/tsconfig.json': '{ "extends": "../config/base" }',
      'config/base.json': '{ "extends": ["./more.json"], "compilerOptions": { "paths": { "~/*": ["../src/*"] } } }',
      'config/more.json': '{ "compilerOptions": { "paths": { "@/*": ["../lib/*"] } } }',
      'src/names.ts': '',
      'lib/names.ts': '',
    },
    imports: [
      ['~/names', 'src/names.ts'],
      ['@/names', undefined],
    ],
  },
  'with configurations that extend each other': {
    files: {
      'tsconfig.json': '{ "extends": "./other.json", "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'other.json': '{ "extends": "./tsconfig.json" }',
      'src/names.ts': '',
    },
    imports: [['@/names', 'src/names.ts']],
  },
  'with a package.json': {
    files: {
      'package.json': `{ "imports": {
        "#names": "./src/names.js",
        "#lib/*": { "types": "./types/*.d.ts", "browser": "./web/*.js", "import": "./lib/*.js" },
        "#lib/none/*": null
      } }`,
      'src/names.ts': '',
      'lib/a.ts': '',
      'lib/none/a.ts': '',
      'db/tools/package.json': '{ "main": "./lib/main.js" }',
      'db/tools/lib/main.ts': '',
      'db/plain/package.json': '{}',
      'db/plain/index.ts': '',
    },
    imports: [
      ['#names', 'src/names.ts'],
      ['#lib/a', 'lib/a.ts'],
      ['#lib/none/a', undefined],
      ['#gone', undefined],
      ['../tools', 'db/tools/lib/main.ts'],
      ['../plain', 'db/plain/index.ts'],
    ],
  },
};

const from = 'db/migrations/1.ts';

function ours(files: Project['files'], specifier: string): string | undefined {
  const paths = [...Object.keys(files), from].sort();
  return resolverFor({
    paths,
    read: (path) => files[path],
    readHead: (path) => files[path],
  }).resolve(specifier, from);
}

/** The compiler's own answer, for modules that are read. */
function compilers(files: Project['files'], specifier: string): string | undefined {
  const names = new Set([...Object.keys(files), from].map((name) => `/${name}`));
  const host = {
    fileExists: (path: string) => names.has(path),
    readFile: (path: string) => files[path.slice(1)],
    directoryExists: (path: string) => [...names].some((name) => name.startsWith(`${path.replace(/\/$/, '')}/`)),
    getCurrentDirectory: () => '/',
    useCaseSensitiveFileNames: true,
    readDirectory: () => [],
  };
  const config = ['/db/tsconfig.json', '/tsconfig.json'].find((name) => names.has(name));
  const content: { readonly config?: unknown } = config === undefined ? {} : ts.readConfigFile(config, host.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    content.config ?? {},
    host,
    config?.replace(/tsconfig\.json$/, '') ?? '/',
  );
  const { resolvedModule } = ts.resolveModuleName(
    specifier,
    `/${from}`,
    {
      ...options,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowJs: true,
      resolveJsonModule: true,
    },
    host,
  );
  const path = resolvedModule?.resolvedFileName.slice(1);
  return path === undefined || path.endsWith('.d.ts') ? undefined : path;
}

describe.each(Object.entries(projects))('an import in a project %s', (_, { files, imports }) => {
  it.each(imports)('%s names %s, as the compiler says', (specifier, file) => {
    expect(ours(files, specifier)).toBe(file);
    expect(compilers(files, specifier)).toBe(file);
  });
});

it('baseUrl is where names are looked for that are no paths', () => {
  const files = { 'tsconfig.json': '{ "compilerOptions": { "baseUrl": "./src" } }', 'src/names.ts': '' };
  expect(ours(files, 'names')).toBe('src/names.ts');
});

it.each([
  '',
  '{',
  '[]',
  '{ "compilerOptions": [] }',
  '{ "compilerOptions": { "paths": { "a": 1, "__proto__": ["x"] } } }',
])('a configuration that says %j says nothing', (text) => {
  expect(ours({ 'tsconfig.json': text, 'a.ts': '' }, 'a')).toBeUndefined();
});
