import { describe, expect, it } from 'vitest';
import { gitIn, type RunGit } from '../../src/history/git-command.ts';
import { rememberedGit, type Notebook } from '../../src/history/git-remembered.ts';
import { repository } from './repository.ts';

/** Git that counts, and a notebook that lives as long as the test. */
function counting(git: RunGit): { readonly git: RunGit; readonly asked: string[]; readonly notebook: Notebook } {
  const asked: string[] = [];
  const texts = new Map<string, string>();
  return {
    asked,
    git: (args, input) => {
      asked.push(args[0] ?? '');
      return git(args, input);
    },
    notebook: { text: (key) => texts.get(key), note: (key, text) => texts.set(key, text) },
  };
}

describe('git that remembers', () => {
  const committed = (): { readonly folder: string; readonly listing: readonly string[] } => {
    const repo = repository();
    repo.commit({ 'm/1.sql': 'one' });
    const head = repo.git('rev-parse', 'HEAD').trim();
    return { folder: repo.folder, listing: ['ls-tree', '-r', '-z', head, '--', 'm'] };
  };

  it('knows in a later run what a commit holds', async () => {
    const { folder, listing } = committed();
    const { git, asked, notebook } = counting(gitIn(folder));
    const first = await rememberedGit(git, notebook)(listing);
    expect(await rememberedGit(git, notebook)(listing)).toEqual(first);
    expect(asked).toEqual(['ls-tree']);
  });

  it('asks in each run, and once, for what can change', async () => {
    const { git, asked, notebook } = counting(gitIn(committed().folder));
    for (let run = 0; run < 2; run += 1) {
      const remembered = rememberedGit(git, notebook);
      await Promise.all([remembered(['rev-parse', 'HEAD']), remembered(['rev-parse', 'HEAD'])]);
    }
    expect(asked).toEqual(['rev-parse', 'rev-parse']);
  });

  it('does not remember a refusal', async () => {
    const { git, asked, notebook } = counting(gitIn(committed().folder));
    const unknown = ['ls-tree', '-r', '0'.repeat(40)];
    for (let run = 0; run < 2; run += 1) expect((await rememberedGit(git, notebook)(unknown)).exitCode).not.toBe(0);
    expect(asked).toEqual(['ls-tree', 'ls-tree']);
  });

  it('does not remember where commits meet in a shallow clone, whose past can still come', async () => {
    const commit = '1'.repeat(40);
    const meeting = ['rev-parse', '--is-shallow-repository', `${commit}...${commit}`];
    const shallow: RunGit = () => Promise.resolve({ exitCode: 0, stdout: Buffer.from('true\n'), stderr: '' });
    const { git, asked, notebook } = counting(shallow);
    for (let run = 0; run < 2; run += 1) await rememberedGit(git, notebook)(meeting);
    expect(asked).toEqual(['rev-parse', 'rev-parse']);
  });
});
