import { describe, expect, it } from 'vitest';
import { markdown } from '../../src/report/markdown/index.ts';
import { code, codeBlock, htmlText, inline } from '../../src/report/markdown/text.ts';
import { diagnostic, foreignKeyChange, options, report } from './reports.ts';
import { timeline } from './timelines.ts';

describe('markdown', () => {
  it('begins with the outcome, and has a row and folded details for each finding', () => {
    const text = markdown(report({ diagnostics: [foreignKeyChange, diagnostic({ severity: 'warning' })] }), options);
    expect(text).toMatch(/^## mig-lint: 1 error and 1 warning in 1 of 3 new migrations; /);
    expect(text.match(/^\| :(x|warning): /gm)).toHaveLength(2);
    expect(text.match(/^<details><summary>/gm)).toHaveLength(2);
    expect(text).toContain('**Why:** MySQL commits each step by itself');
    expect(text).toContain('onDelete: ReferentialAction.Restrict');
  });

  it('says what each migration locks, and until when', () => {
    const text = markdown(report({ timelines: [timeline] }), options);
    expect(text).toContain('<summary>What 002&#95;age locks (postgres 17)</summary>');
    expect(text).toContain(
      '| 1 | <code>ALTER TABLE users ADD COLUMN age int</code> | 1 | users: AccessExclusive, blocks reads and writes, until step 2 | instant |',
    );
    expect(text).toContain(
      '| 3 | <code>CREATE INDEX a ON notes (b)</code> |  | notes: Share, nobody uses the table yet |',
    );
  });

  it('is one line when there is nothing', () => {
    expect(markdown(report({}), options)).toMatch(/^## mig-lint: no problems .*\n$/);
  });
});

describe('text in Markdown', () => {
  it('is no markup, no table cell, no link', () => {
    expect(inline('a_b *c* `d` <e> [f](g) | h\ni')).toBe(String.raw`a\_b \*c\* \`d\` \<e\> \[f\]\(g\) \| h i`);
    expect(inline('https://a.test www.b.test')).toBe(String.raw`https\://a.test www\.b.test`);
  });

  it('is code without backticks, which nothing could escape', () => {
    expect(code('a | `b` <c>')).toBe('<code>a &#124; &#96;b&#96; &#60;c&#62;</code>');
    expect(code(' \n ')).toBe('');
  });

  it('is a block that ends only at its end', () => {
    expect(codeBlock('a\n````\nb')).toBe('`````\na\n````\nb\n`````');
  });

  it('is the content of an element', () => {
    expect(htmlText('</summary>_x_')).toBe('&#60;/summary&#62;&#95;x&#95;');
  });
});
