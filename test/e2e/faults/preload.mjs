// Preloaded into the command: counts what it changes below one folder, and ends it, or fails it, at the one that is asked
// for; what writes is cut in the middle first. `CHANGE`: files of SQL are changed right before they are read again.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

const folder = process.env['FAULT_FOLDER'] ?? '';
const at = Number(process.env['FAULT_AT'] ?? '0');
const kind = process.env['FAULT_KIND'] ?? 'count';
const log = process.env['FAULT_LOG'] ?? '';
const { appendFileSync, writeFileSync } = fs;
let count = 0;

/**
 * @param {unknown} file
 * @returns {file is string}
 */
function isConcerned(file) {
  return typeof file === 'string' && file !== log && path.resolve(file).startsWith(folder);
}

/**
 * @param {string} name
 * @param {readonly unknown[]} args
 */
function before(name, args) {
  const file = args.slice(0, /^(?:rename|link)/.test(name) ? 2 : 1).find(isConcerned);
  if (file === undefined) return;
  if (kind === 'CHANGE') {
    if (name === 'readFile' && file.endsWith('.sql')) writeFileSync(file, '-- changed\n', { flag: 'a' });
    return;
  }
  if (name === 'readFile') return;
  count += 1;
  if (kind === 'count') appendFileSync(log, `${name}\n`);
  else if (count === at || (count > at && kind !== 'KILL')) strike(name, file, args[1]);
}

/**
 * @param {string} name
 * @param {string} file
 * @param {unknown} data
 */
function strike(name, file, data) {
  const isCut = name.startsWith('writeFile') && (kind === 'KILL' || kind === 'ENOSPC');
  if (isCut && (typeof data === 'string' || data instanceof Uint8Array)) {
    writeFileSync(file, data.slice(0, Math.floor(data.length / 2)));
  }
  if (kind === 'KILL') process.kill(process.pid, 'SIGKILL');
  // On a full disk files can still be named and removed.
  if (kind === 'ENOSPC' && !/^(?:writeFile|appendFile|mkdir)/.test(name)) return;
  throw Object.assign(new Error(`${kind}: ${name} '${file}'`), { code: kind, syscall: name });
}

/**
 * @param {object} api
 * @param {readonly string[]} names
 * @param {boolean} isAsync
 */
function guard(api, names, isAsync) {
  for (const name of names) {
    /** @type {unknown} */
    const real = Reflect.get(api, name);
    if (typeof real !== 'function') throw new Error(`there is no ${name}`);
    /** @param {unknown[]} args */
    const guarded = (...args) => {
      before(name, args);
      /** @type {unknown} */
      const result = Reflect.apply(real, api, args);
      return result;
    };
    /** @param {unknown[]} args */
    const later = (...args) => Promise.resolve().then(() => guarded(...args));
    Reflect.set(api, name, isAsync ? later : guarded);
  }
}

guard(fs, ['writeFileSync', 'renameSync', 'mkdirSync', 'rmSync', 'linkSync', 'unlinkSync'], false);
guard(fs.promises, ['writeFile', 'rename', 'mkdir', 'rm', 'link', 'unlink', 'readFile'], true);
syncBuiltinESMExports();
