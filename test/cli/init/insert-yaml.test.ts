import { describe, expect, it } from 'vitest';
import { insertCommand, insertListItem } from '../../../src/cli/init/insert-yaml.ts';

describe('an item of a YAML list', () => {
  const item = ['repo: b', 'hooks:', '  - id: x'];

  it('is put at the head, with the indentation of the others, and nothing else changes', () => {
    const text = '# ours\nrepos: # all of them\n\n  # first\n  -   repo: a\n      rev: 1\nci:\n  skip: []\n';
    expect(insertListItem(text, 'repos', item)).toBe(
      '# ours\nrepos: # all of them\n  -   repo: b\n      hooks:\n        - id: x\n\n  # first\n  -   repo: a\n      rev: 1\nci:\n  skip: []\n',
    );
  });

  it('can stand at the margin', () => {
    expect(insertListItem('repos:\n- repo: a\n', 'repos', item)).toBe(
      'repos:\n- repo: b\n  hooks:\n    - id: x\n- repo: a\n',
    );
  });

  it.each([['repos: []\n'], ['repos:\n'], ['other:\n  - repo: a\n'], ['top:\n  repos:\n    - repo: a\n'], ['']])(
    'is not put into %j',
    (text) => {
      expect(insertListItem(text, 'repos', item)).toBeUndefined();
    },
  );
});

describe("a command of lefthook's", () => {
  const command = { name: 'mine', run: 'run: it', block: 'pre-commit:\n  commands:\n    mine:\n      run: it\n' };

  it('is put before the others', () => {
    const text =
      'pre-push:\n  commands:\n    a:\n      run: x\npre-commit:\n  parallel: true\n  commands:\n    b:\n      run: y\n';
    expect(insertCommand(text, command)).toBe(
      'pre-push:\n  commands:\n    a:\n      run: x\npre-commit:\n  parallel: true\n  commands:\n    mine:\n      run: it\n    b:\n      run: y\n',
    );
  });

  it('brings the hook where there is none', () => {
    expect(insertCommand('colors: false\n', command)).toBe(`colors: false\n\n${command.block}`);
  });

  it.each([
    ['jobs in the place of commands', 'pre-commit:\n  jobs:\n    - run: y\n'],
    ['a hook on one line', 'pre-commit: { commands: { b: { run: y } } }\n'],
    ['no command yet', 'pre-commit:\n  commands:\n'],
  ])('is not put into %s', (_, text) => {
    expect(insertCommand(text, command)).toBeUndefined();
  });
});
