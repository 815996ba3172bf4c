// Builds both packages into their dist/: JavaScript by esbuild, declarations by rollup-plugin-dts.
//
// What is bundled and what is a dependency:
// - Small pure JavaScript (commander, picocolors, picomatch, tinyexec) is bundled, so that a run opens a
//   few files instead of a hundred. Such packages are devDependencies.
// - immutable and valibot are bundled too (50 ms of each run), and are dependencies all the same: our public
//   declarations name their types.
// - What brings WebAssembly or a compiler (libpg-query, web-tree-sitter, jiti) is a dependency and loaded from
//   node_modules. Import it in a file that is itself only reached by `await import('./file.ts')`: each such import
//   becomes a chunk that loads when it is reached. oxc-parser (native code for each platform) belongs here too.
//
// The command is one CommonJS file, so that what V8 has compiled of it can be kept as a whole (src/cli/command-file.ts): a run spends
// its time on the migrations and not on loading itself. The library is ES modules in chunks.
//
// Bundled code does not know where its source was: `import.meta.url` is that of a chunk. Name files of the package
// through the `imports` of package.json instead, as the C# grammar below.
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

const root = path.join(import.meta.dirname, '..');

const bundledDependencies = ['immutable', 'valibot'];

// Licences that allow a copy inside this package with nothing but the notice.
const permissive = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];

// commander is CommonJS and requires Node's own modules, which an ES module can do through createRequire only.
const requireForCommonJs =
  "import { createRequire as createRequireOfBundle } from 'node:module';\n" +
  'const require = createRequireOfBundle(import.meta.url);';

/**
 * @typedef {object} Package
 * @property {string} folder
 * @property {string[]} entries
 * @property {string} [command] what bin.cjs runs
 * @property {string[]} [augmentations] declarations that add to those of other packages: copied, and named by ours
 * @property {(out: string) => Promise<string[]>} [assets] copies files into the output, gives the notices they ask for
 */

await buildPackage({
  folder: '.',
  entries: ['src/index.ts', 'src/engines/worker/worker.ts'],
  command: 'src/cli/command.ts',
  assets: copyGrammar,
});
await chmod(path.join(root, 'dist/bin.cjs'), 0o755);
await buildPackage({
  folder: 'eslint-plugin',
  entries: ['src/index.ts', 'src/worker.ts'],
  augmentations: ['src/generated/rule-options.d.cts'],
});

/** @param {Package} package_ */
async function buildPackage({ folder, entries, command, augmentations = [], assets }) {
  const home = path.join(root, folder);
  const dist = path.join(home, 'dist');
  // Written aside and then moved, so that whoever runs the command meanwhile meets either the old build or the new one.
  const out = path.join(root, 'node_modules/.cache/mig-lint', `build-${String(process.pid)}`);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });

  const { dependencies, optionalDependencies, peerDependencies } = await readManifest(home);
  const imported = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });

  /** @satisfies {esbuild.BuildOptions} */
  const common = {
    absWorkingDir: root,
    outdir: out,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    external: imported.filter((name) => !bundledDependencies.includes(name)),
    legalComments: 'none',
    // Names stay, so that a stack can be read.
    minifyWhitespace: true,
    metafile: true,
    logLevel: 'warning',
  };
  const { metafile } = await esbuild.build({
    ...common,
    entryPoints: entries.map((entry) => path.join(home, entry)),
    splitting: true,
    format: 'esm',
    chunkNames: 'chunks/[name]-[hash]',
    banner: { js: requireForCommonJs },
  });
  const inputs = [metafile, ...(command === undefined ? [] : await buildCommand(command, common))].flatMap((built) =>
    Object.keys(built.inputs),
  );
  for (const file of augmentations) await copyFile(path.join(home, file), path.join(out, path.basename(file)));
  const banner = augmentations.map((file) => `/// <reference path="./${path.basename(file)}" />`).join('\n');
  await writeDeclarations(path.join(home, 'src/index.ts'), path.join(out, 'index.d.ts'), imported, banner);
  await writeNotices(out, inputs, (await assets?.(out)) ?? []);

  await rm(dist, { recursive: true, force: true });
  await rename(out, dist);
}

/**
 * The command as one file, and beside it the file that people run, and that of its threads.
 *
 * @param {string} command
 * @param {import('esbuild').BuildOptions} common
 */
async function buildCommand(command, common) {
  /** @satisfies {esbuild.BuildOptions} */
  const commonJs = {
    ...common,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    charset: 'ascii',
    define: { 'import.meta.url': 'urlOfBundle', 'import.meta.dirname': '__dirname' },
    banner: { js: "const urlOfBundle = require('node:url').pathToFileURL(__filename).href;" },
  };
  const built = await esbuild.build({
    ...commonJs,
    entryPoints: [command],
    entryNames: '[name]-[hash]',
    metafile: true,
  });
  const commandFile = Object.keys(built.metafile.outputs).map((file) => path.basename(file))[0] ?? '';
  const output = path.join(common.outdir ?? '', commandFile);
  // src/cli/command-file.ts hands in what imports: code that is compiled apart has no loader of its own.
  await writeFile(output, (await readFile(output, 'utf8')).replaceAll(/(?<![.\w$])import\(/g, 'importFrom('));
  const define = { ...commonJs.define, commandFile: JSON.stringify(commandFile) };
  const started = await esbuild.build({
    ...commonJs,
    define,
    entryPoints: ['src/bin.ts', 'src/reader.ts'],
    metafile: true,
  });
  return [built.metafile, started.metafile];
}

/**
 * One file; what it imports is a dependency.
 *
 * @param {string} input
 * @param {string} file
 * @param {string[]} dependencies
 * @param {string} banner
 */
async function writeDeclarations(input, file, dependencies, banner) {
  const bundle = await rollup({
    input,
    external: (id) => id.startsWith('node:') || dependencies.some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: [dts({ tsconfig: path.join(root, 'tsconfig.json'), respectExternal: true })],
    onwarn: (warning) => {
      throw new Error(`${path.relative(root, input)}: ${warning.message}`);
    },
  });
  await bundle.write({ file, format: 'es', banner });
  await bundle.close();
}

/**
 * The C# grammar for web-tree-sitter: one file of a package that holds twenty (22 MB installed, of which we ship 5).
 *
 * @vscode/tree-sitter-wasm is preferred to @repomix/tree-sitter-wasms because its grammar is newer (ABI 15 and not 14: it
 * reads `file record struct`, which the other does not), smaller (5.1 MB against 5.9) and loads as fast (about 20 ms,
 * plus 12 ms for `Parser.init()`). Package and grammar are MIT. web-tree-sitter finds its own .wasm by itself.
 *
 * Code finds the copy in one way, from src/ under vitest as well as from dist/: by its name in `imports` of package.json,
 *
 *     const file = createRequire(import.meta.url).resolve('#tree-sitter-c-sharp.wasm');
 *     const language = await Language.load(file);
 *
 * `import.meta.resolve` would not do: vitest has none. The name points into dist/, which `npm ci` has built.
 *
 * @param {string} out
 */
async function copyGrammar(out) {
  const source = import.meta.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-c-sharp.wasm');
  await copyFile(new URL(source), path.join(out, 'tree-sitter-c-sharp.wasm'));
  await chmod(path.join(out, 'tree-sitter-c-sharp.wasm'), 0o644);
  const grammar = await readFile(path.join(import.meta.dirname, 'licenses/tree-sitter-c-sharp.txt'), 'utf8');
  return [`tree-sitter-c-sharp (tree-sitter-c-sharp.wasm)\n\n${grammar}`, await noticeOf('@vscode/tree-sitter-wasm')];
}

/**
 * @param {string} out
 * @param {string[]} inputs files that were bundled
 * @param {string[]} notices of what else is in the folder
 */
async function writeNotices(out, inputs, notices) {
  const packages = new Set(inputs.flatMap((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
  const all = [...notices, ...(await Promise.all([...packages].sort().map(noticeOf)))];
  if (all.length === 0) return;
  const line = `\n${'-'.repeat(80)}\n\n`;
  await writeFile(
    path.join(out, 'THIRD-PARTY-LICENSES.txt'),
    ['This folder contains code of other projects, under these licences.\n', ...all].join(line),
  );
}

/** @param {string} name of an installed package */
async function noticeOf(name) {
  const folder = path.join(root, 'node_modules', name);
  const { version, license } = await readManifest(folder);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined || license === undefined || !permissive.includes(license)) {
    throw new Error(
      `${name} cannot be bundled: its licence is ${license ?? 'not named'}, its notice ${file ?? 'missing'}`,
    );
  }
  return `${name} ${version} (${license})\n\n${(await readFile(path.join(folder, file), 'utf8')).trimEnd()}\n`;
}

/**
 * @typedef {object} Manifest
 * @property {string} version
 * @property {string} [license]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 */

/**
 * @param {string} folder
 * @returns {Promise<Manifest>}
 */
async function readManifest(folder) {
  return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
}
