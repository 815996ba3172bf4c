import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import pluginManifest from '../../eslint-plugin/package.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };

const root = path.join(import.meta.dirname, '../..');

const packedSchema = v.object({
  name: v.string(),
  size: v.number(),
  unpackedSize: v.number(),
  files: v.array(v.object({ path: v.string(), mode: v.number() })),
});

/** What `npm pack` would put into the archives. Some versions of npm give a list, others an object by name. */
const archives = ((): readonly v.InferOutput<typeof packedSchema>[] => {
  const call = 'npm pack --workspaces --include-workspace-root --ignore-scripts --dry-run --json';
  const told: unknown = JSON.parse(execFileSync(call, { cwd: root, shell: true, encoding: 'utf8', stdio: 'pipe' }));
  return v.parse(
    v.array(packedSchema),
    Array.isArray(told) ? told : Object.values(v.parse(v.record(v.string(), v.unknown()), told)),
  );
})();

/** Every file that may be in an archive; anything else has got in by mistake. */
const allowed: Readonly<Record<string, readonly RegExp[]>> = {
  [manifest.name]: [
    /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|SECURITY\.md)$/,
    /^docs\/rules\/(?:README|[a-z-]+)\.md$/,
    /^schemas\/[a-z]+\.schema\.json$/,
    /^dist\/(?:bin|reader|command-[A-Z0-9]{8})\.cjs$/,
    /^dist\/(?:index\.js|index\.d\.ts|engines\/worker\/worker\.js)$/,
    /^dist\/chunks\/[a-z-]+-[A-Z0-9]{8}\.js$/,
    /^dist\/(?:tree-sitter-c-sharp\.wasm|THIRD-PARTY-LICENSES\.txt)$/,
  ],
  [pluginManifest.name]: [
    /^(?:package\.json|LICENSE)$/,
    /^dist\/(?:index\.js|worker\.js|index\.d\.ts|rule-options\.d\.cts|THIRD-PARTY-LICENSES\.txt)$/,
  ],
};

const needed: Readonly<Record<string, readonly string[]>> = {
  [manifest.name]: [
    ...['LICENSE', 'README.md', 'SECURITY.md', 'dist/bin.cjs', 'dist/index.js', 'dist/index.d.ts'],
    ...['dist/tree-sitter-c-sharp.wasm', 'dist/THIRD-PARTY-LICENSES.txt', 'schemas/config.schema.json'],
  ],
  [pluginManifest.name]: ['LICENSE', 'dist/index.js', 'dist/index.d.ts', 'dist/worker.js'],
};

/** In megabytes: as an archive, and unpacked. What grows beyond it is looked at before it is published. */
const largest: Readonly<Record<string, readonly [packed: number, unpacked: number]>> = {
  [manifest.name]: [2.5, 14],
  [pluginManifest.name]: [0.2, 1],
};

describe('what is published', () => {
  it('is two packages', () => {
    expect(archives.map(({ name }) => name).sort()).toEqual([pluginManifest.name, manifest.name]);
  });

  it.each([manifest.name, pluginManifest.name])('of %s is what users need, and nothing else', (name) => {
    const files = archives.find((archive) => archive.name === name)?.files.map((file) => file.path) ?? [];
    expect(files.filter((file) => !(allowed[name] ?? []).some((pattern) => pattern.test(file)))).toEqual([]);
    expect((needed[name] ?? []).filter((file) => !files.includes(file))).toEqual([]);
  });

  it.each([manifest.name, pluginManifest.name])('of %s is small', (name) => {
    const archive = archives.find((one) => one.name === name);
    const [packed = 0, unpacked = 0] = largest[name] ?? [];
    expect(archive?.size).toBeLessThan(packed * 1e6);
    expect(archive?.unpackedSize).toBeLessThan(unpacked * 1e6);
  });

  it('runs on the same versions of Node as ESLint asks for, or more', () => {
    expect(manifest.engines.node).toBe('^20.19.0 || >=22.12.0');
    expect(pluginManifest.engines.node).toBe('^20.19.0 || ^22.13.0 || >=24');
    expect(pluginManifest.peerDependencies['mig-lint']).toBe(manifest.version);
  });
});

const lockSchema = v.object({
  packages: v.record(
    v.string(),
    v.looseObject({
      resolved: v.optional(v.string()),
      integrity: v.optional(v.string()),
      link: v.optional(v.boolean()),
      hasInstallScript: v.optional(v.boolean()),
      dependencies: v.optional(v.record(v.string(), v.string())),
      optionalDependencies: v.optional(v.record(v.string(), v.string())),
    }),
  ),
});
const { packages } = v.parse(lockSchema, JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));

/** The packages that an installation brings, as the lock file names their places. */
function installed(): readonly string[] {
  const found = new Set<string>();
  const add = (name: string, from: string): void => {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
      const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
      const entry = packages[place];
      if (entry !== undefined) {
        if (found.has(place)) return;
        found.add(place);
        for (const inner of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) add(inner, place);
        return;
      }
      if (folder === '') return;
    }
  };
  for (const name of Object.keys(manifest.dependencies)) add(name, '');
  for (const name of Object.keys(pluginManifest.dependencies)) add(name, 'eslint-plugin');
  return [...found];
}

describe('the supply chain', () => {
  it('is locked: each package by its version and a sum, wherever it comes from', () => {
    const others = Object.entries(packages).filter(
      ([place, { link }]) => place.includes('node_modules/') && link !== true,
    );
    expect(others.length).toBeGreaterThan(100);
    expect(others.filter(([, { integrity }]) => integrity === undefined).map(([place]) => place)).toEqual([]);
    expect(others.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place)).toEqual([]);
  });

  it('is exact: no range decides what an installation gets of what runs', () => {
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, range]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+$/.test(range),
    );
    expect(ranges).toEqual([]);
  });

  it('runs no script when it is installed: neither ours nor one of a dependency', () => {
    for (const { scripts } of [manifest, { scripts: {}, ...pluginManifest }]) {
      for (const hook of ['preinstall', 'install', 'postinstall']) expect(scripts).not.toHaveProperty(hook);
    }
    expect(installed().length).toBeGreaterThan(8);
    expect(installed().filter((place) => packages[place]?.hasInstallScript === true)).toEqual([]);
  });

  it('brings no database unless somebody asks for one', () => {
    const engines = Object.keys(manifest.peerDependencies);
    expect(engines.sort()).toEqual(['@electric-sql/pglite', 'mysql2', 'node-sqlite3-wasm', 'pg']);
    for (const [, { optional }] of Object.entries(manifest.peerDependenciesMeta)) expect(optional).toBe(true);
    expect(Object.keys(manifest.peerDependenciesMeta).sort()).toEqual(engines.sort());
    const places = installed();
    for (const engine of engines) expect(places).not.toContain(`node_modules/${engine}`);
  });
});

const workflowSchema = v.looseObject({
  permissions: v.record(v.string(), v.string()),
  jobs: v.record(
    v.string(),
    v.looseObject({
      permissions: v.optional(v.record(v.string(), v.string())),
      steps: v.array(v.looseObject({ uses: v.optional(v.string()), run: v.optional(v.string()) })),
    }),
  ),
});

describe.each(readdirSync(path.join(root, '.github/workflows')))('the workflow %s', (file) => {
  const text = readFileSync(path.join(root, '.github/workflows', file), 'utf8');
  const workflow = v.parse(workflowSchema, parse(text));
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it('names each action by its commit', () => {
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
  });

  it('may write nothing but where a job says so, and runs no text of a stranger', () => {
    expect(Object.values(workflow.permissions).filter((access) => access !== 'read')).toEqual([]);
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
    expect(text).not.toMatch(/pull_request_target|secrets\./);
  });
});

it('a release says where it was built, and what it consists of', () => {
  const text = readFileSync(path.join(root, '.github/workflows/release.yml'), 'utf8');
  const { jobs } = v.parse(workflowSchema, parse(text));
  expect(text.match(/npm publish --provenance --access public --ignore-scripts/g)).toHaveLength(2);
  expect(text).toContain('npm sbom --sbom-format cyclonedx');
  expect(Object.entries(jobs).map(([name, { permissions }]) => [name, permissions])).toEqual([
    ['build', { contents: 'read' }],
    ['publish', { contents: 'write', 'id-token': 'write' }],
  ]);
});
