// Preloaded into the command: counts what it changes below one folder, and ends it, or fails it, at the one that is asked
// for. What writes is cut in the middle first. `CHANGE`: files are changed right before they are read a second time.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const path = require('node:path');

const folder = process.env['FAULT_FOLDER'] ?? '';
const at = Number(process.env['FAULT_AT'] ?? '0');
const kind = process.env['FAULT_KIND'] ?? 'count';
const log = process.env['FAULT_LOG'] ?? '';
const { appendFileSync, writeFileSync } = fs;
let count = 0;

/** @param {unknown} file */
const isConcerned = (file) => typeof file === 'string' && file !== log && path.resolve(file).startsWith(folder);

/**
 * @param {string} name
 * @param {readonly unknown[]} args
 */
function before(name, args) {
  if (!args.slice(0, /^(?:rename|link)/.test(name) ? 2 : 1).some(isConcerned)) return;
  count += 1;
  if (kind === 'count') appendFileSync(log, `${name}\n`);
  else if (kind !== 'CHANGE' && (count === at || (count > at && kind !== 'KILL'))) strike(name, args);
}

/**
 * @param {string} name
 * @param {readonly unknown[]} args
 */
function strike(name, args) {
  const [file, data] = args;
  if (
    name.startsWith('writeFile') &&
    typeof file === 'string' &&
    (typeof data === 'string' || data instanceof Uint8Array)
  ) {
    if (kind === 'KILL' || kind === 'ENOSPC') writeFileSync(file, data.slice(0, Math.floor(data.length / 2)));
  }
  if (kind === 'KILL') process.kill(process.pid, 'SIGKILL');
  // On a full disk files can still be named and removed.
  if (kind === 'ENOSPC' && !/^(?:writeFile|appendFile|mkdir)/.test(name)) return;
  throw Object.assign(new Error(`${kind}: ${name} '${String(file)}'`), { code: kind, syscall: name });
}

/** @param {Record<string, any>} api @param {readonly string[]} names @param {boolean} isAsync */
function guard(api, names, isAsync) {
  for (const name of names) {
    const real = api[name];
    api[name] = isAsync
      ? async (/** @type {unknown[]} */ ...args) => (before(name, args), real(...args))
      : (/** @type {unknown[]} */ ...args) => (before(name, args), real(...args));
  }
}

if (kind === 'CHANGE') {
  const { readFile } = fs.promises;
  fs.promises.readFile = /** @type {typeof readFile} */ (
    async (/** @type {any} */ file, /** @type {any} */ options) => {
      if (isConcerned(file) && file.endsWith('.sql')) writeFileSync(file, '-- changed\n', { flag: 'a' });
      return readFile(file, options);
    }
  );
}

guard(fs, ['writeFileSync', 'renameSync', 'mkdirSync', 'rmSync', 'linkSync', 'unlinkSync', 'appendFileSync'], false);
guard(fs.promises, ['writeFile', 'rename', 'mkdir', 'rm', 'link', 'unlink', 'appendFile'], true);
syncBuiltinESMExports();
