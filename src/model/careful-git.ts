/**
 * What each call of git is told first, so that nothing that a repository brings along says what runs: no program watches
 * its files, no hook is looked for, and a folder of it that is laid out as a repository without a work tree, which a pull
 * request can add with a configuration of its own, is none.
 */
export const carefulGit: readonly string[] = [
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'core.hooksPath=/dev/null'],
  ...['-c', 'safe.bareRepository=explicit'],
];

/**
 * The same in its environment: it writes nothing, not even a fresher index, asks nobody for a password, and finds the
 * repository from the folder that it is given, also in a hook, where git itself sets these variables.
 */
export const carefulEnvironment = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
};
