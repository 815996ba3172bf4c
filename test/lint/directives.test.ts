import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directiveNames, readDirective } from '../../src/lint/directives.ts';

const suppressions = directiveNames.filter((name) => name !== 'irreversible');

describe('readDirective', () => {
  it('takes a migration that says that nothing takes it back for one about that rule', () => {
    expect(readDirective('// mig-lint-irreversible -- the totals cannot be told apart')).toMatchObject({
      name: 'irreversible',
      rules: ['reversible-migration'],
      reason: 'the totals cannot be told apart',
    });
  });

  it.each([
    '-- mig-lint-disable-next-line no-drop-table, no-cascade -- emptied by 20240101',
    '# mig-lint-disable-next-line no-drop-table, no-cascade -- emptied by 20240101',
    '// mig-lint-disable-next-line no-drop-table, no-cascade -- emptied by 20240101',
    '/// mig-lint-disable-next-line no-drop-table, no-cascade -- emptied by 20240101',
    '/* mig-lint-disable-next-line no-drop-table, no-cascade -- emptied by 20240101 */',
    '/**\n * mig-lint-disable-next-line no-drop-table,\n * no-cascade -- emptied\n * by 20240101\n */',
    '--mig-lint-disable-next-line no-drop-table ,no-cascade   --   emptied by 20240101\r',
  ])('reads %j', (comment) => {
    expect(readDirective(comment)).toEqual({
      word: 'mig-lint-disable-next-line',
      name: 'disable-next-line',
      rules: ['no-drop-table', 'no-cascade'],
      reason: 'emptied by 20240101',
      until: undefined,
    });
  });

  it.each(suppressions)('knows %s', (name) => {
    expect(readDirective(`-- mig-lint-${name} a`)).toMatchObject({ word: `mig-lint-${name}`, name, rules: ['a'] });
  });

  it('means all rules when it names none', () => {
    expect(readDirective('-- mig-lint-disable-line -- all reviewed')).toMatchObject({
      rules: [],
      reason: 'all reviewed',
    });
  });

  it.each(['-- mig-lint-disable-line', '-- mig-lint-disable-line --', '-- mig-lint-disable-line -- '])(
    'sees that %j gives no reason',
    (comment) => {
      expect(readDirective(comment)).toMatchObject({ rules: [], reason: undefined });
    },
  );

  it('takes everything after the first two dashes for the reason', () => {
    expect(readDirective('-- mig-lint-disable-line a -- b -- c, d')).toMatchObject({
      rules: ['a'],
      reason: 'b -- c, d',
    });
  });

  it('finds the day on which it ends', () => {
    expect(readDirective('-- mig-lint-disable a -- until: 2026-01-31, see ops#12')).toMatchObject({
      until: '2026-01-31',
    });
  });

  it('looks for the day in the reason only', () => {
    expect(readDirective('-- mig-lint-disable until: 2026-01-31')).toMatchObject({ until: undefined });
  });

  it.each(['mig-lint-disable-nextline', 'mig-lint-ignore', 'mig-lint-disabled', 'mig-lint-enable-line'])(
    'sees that %s is mistyped',
    (word) => {
      expect(readDirective(`-- ${word} a -- b`)).toMatchObject({ word, name: undefined });
    },
  );

  it.each([
    '-- drop it',
    '-- see mig-lint-disable-line',
    '/* mig-lint rewrote this */',
    '-- mig-lint-rewrite 3 of 7',
    '',
  ])('leaves %j alone', (comment) => {
    expect(readDirective(comment)).toBeUndefined();
  });

  it('reads back what was written', () => {
    const rule = fc.stringMatching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    const reason = fc
      .stringMatching(/^[A-Za-z#][A-Za-z0-9#,. -]*[A-Za-z0-9]$/)
      .map((text) => text.replace(/\s+/g, ' '));
    fc.assert(
      fc.property(fc.constantFrom(...suppressions), fc.array(rule), reason, (name, rules, why) => {
        expect(readDirective(`-- mig-lint-${name} ${rules.join(', ')} -- ${why}`)).toMatchObject({
          name,
          rules,
          reason: why,
        });
      }),
    );
  });
});
