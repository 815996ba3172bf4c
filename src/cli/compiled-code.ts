import { readFileSync } from 'node:fs';
import path from 'node:path';
import { placeFile } from '../lint/cache/cache-file.ts';
import { userCacheFolder } from './user-cache-folder.ts';

/** What V8 has compiled of a file in an earlier run. */
export interface CompiledCode {
  read(): Buffer | undefined;
  keep(code: Uint8Array): void;
}

/**
 * @param file its name ends in a sum over it: V8 itself compares only the length
 * @param what runs: each command compiles other parts
 */
export function compiledCode(
  file: string,
  what: string,
  env: Readonly<Record<string, string | undefined>>,
): CompiledCode {
  const name = [what, process.versions.v8, process.arch, file].join('-');
  const place = path.join(userCacheFolder(env), 'code', `${name}.bin`);
  return {
    read: () => {
      try {
        return readFileSync(place);
      } catch {
        return undefined;
      }
    },
    keep: (code) => void placeFile(place, [code]),
  };
}
