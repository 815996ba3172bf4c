import { describe, expect, it } from 'vitest';
import { otherLintersPage } from '../../../scripts/pages/other-linters-page.ts';
import { rules } from '../../../src/rules/index.ts';

describe('otherLintersPage', () => {
  const page = otherLintersPage(rules);

  it('links the rules that answer one of another linter', () => {
    expect(page).toContain('| `ban-drop-column` | [no-drop-column](rules/no-drop-column.md) |');
    expect(page).toContain('| `DS103` | [no-drop-column](rules/no-drop-column.md) |');
  });

  it('gives the reason where none does', () => {
    expect(page).toMatch(/\| `W13` \| not taken over: whether .* \|/);
  });

  it('leaves no cell empty', () => {
    expect(page).not.toMatch(/\| *\|$/m);
  });
});
