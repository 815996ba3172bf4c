import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mig-lint-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A real git repository, on the branch `main`, that is gone when the test is over. */
export interface Repository {
  readonly folder: string;
  git(...args: readonly string[]): string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  remove(path: string): void;
  /** Writes the files and commits all that is there; gives the commit. */
  commit(files: Readonly<Record<string, string | Uint8Array>>): string;
}

export function repository(folder = temporaryFolder()): Repository {
  const made = repositoryIn(folder);
  made.git('init', '--quiet', '--initial-branch=main');
  return made;
}

/** A shallow clone of one commit, as continuous integration makes it. */
export function shallowClone(of: Repository, ...options: readonly string[]): Repository {
  const folder = temporaryFolder();
  of.git('clone', '--quiet', '--depth=1', ...options, `file://${of.folder}`, folder);
  return repositoryIn(folder);
}

function repositoryIn(folder: string): Repository {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', folder, ...identity, ...args], { encoding: 'utf8', env: quiet, stdio: 'pipe' }).trim();
  const write: Repository['write'] = (files) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  };
  return {
    folder,
    git,
    write,
    remove: (path) => {
      rmSync(join(folder, path), { recursive: true });
    },
    commit: (files) => {
      write(files);
      git('add', '--all');
      git('commit', '--quiet', '--message=change');
      return git('rev-parse', 'HEAD');
    },
  };
}

const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
/** No configuration of the machine decides. */
const quiet = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
