import os from 'node:os';
import path from 'node:path';

/**
 * The folder of this user's for what can be made again: never one in the repository, whose files may be somebody else's
 * word. Each system has its own.
 */
export function userCacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const named = env['XDG_CACHE_HOME'];
  if (named !== undefined && path.isAbsolute(named)) return path.join(named, 'mig-lint');
  const home = os.homedir();
  switch (process.platform) {
    case 'darwin':
      return path.join(home, 'Library/Caches/mig-lint');
    case 'win32':
      return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData/Local'), 'mig-lint/Cache');
    default:
      return path.join(home, '.cache/mig-lint');
  }
}
