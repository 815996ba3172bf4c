import { readFileSync } from 'node:fs';
import path from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { describe, expect, it } from 'vitest';
import { checkstyle } from '../../src/report/checkstyle.ts';
import { junit } from '../../src/report/junit.ts';
import { hostile, reportOf } from './hostile.ts';
import { diagnostic, foreignKeyChange, options, report } from './reports.ts';

const formats = { checkstyle, junit };

/** What libxml2 has against a document, by the format's schema. */
async function mistakes(name: keyof typeof formats, contents: string): Promise<readonly string[]> {
  const schema = readFileSync(path.join(import.meta.dirname, `schemas/${name}.xsd`), 'utf8');
  const { errors } = await validateXML({ xml: [{ fileName: `${name}.xml`, contents }], schema: [schema] });
  return errors.map(({ rawMessage }) => rawMessage);
}

const warning = diagnostic({ severity: 'warning', message: 'a "b" & <c>', rule: 'no-drop-table' });

describe.each(['checkstyle', 'junit'] as const)('%s', (name) => {
  it.each([
    ['findings', report({ diagnostics: [foreignKeyChange, warning] })],
    ['nothing', report({})],
    ['a migration full of traps', reportOf(hostile)],
  ])('is valid with %s', async (_, given) => {
    expect(await mistakes(name, formats[name](given, options))).toEqual([]);
  });
});

describe('the schemas', () => {
  it('find a mistake', async () => {
    const broken = junit(report({}), options).replace('tests="1"', 'tests="many"');
    expect(await mistakes('junit', broken)).not.toEqual([]);
  });
});

describe('checkstyle', () => {
  it('has the findings below their files', () => {
    expect(checkstyle(report({ diagnostics: [warning] }), options)).toContain(
      `<file name="services/shop/src/Migrations/20240201_RestrictProduct.cs">
    <error line="9" column="13" severity="warning" message="a &quot;b&quot; &amp; &lt;c&gt;" source="mig-lint.no-drop-table"/>`,
    );
  });
});

describe('junit', () => {
  const text = junit(report({ diagnostics: [foreignKeyChange, warning] }), options);

  it('fails a test for an error and none for a warning, as the run itself does', () => {
    expect(text).toContain('tests="2" failures="1" errors="0"');
    expect(text).toContain('<failure type="safe-foreign-key-change" message="FK_subscription_plan_product_ProductID');
    expect(text).toContain('<system-out>warning: services/shop/src/Migrations/20240201_RestrictProduct.cs:9:13');
  });

  it('has a test that passed when there is nothing', () => {
    expect(junit(report({}), options)).toContain('<testcase name="no problems in 3 migrations" classname="mig-lint"/>');
  });
});
