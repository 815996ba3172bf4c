import { describe, expect, it } from 'vitest';
import { squawkCases, squawkRuleNames } from '../../../scripts/compare/squawk-cases.ts';
import type { Case } from '../../../scripts/compare/verdicts.ts';

const names = new Map([
  ['NoSparrows', 'no-sparrows'],
  ['NoCrows', 'no-crows'],
]);

const cases = (tests: string): readonly Case[] =>
  squawkCases('birds', `fn birds() {}\n#[cfg(test)]\nmod test {\n${tests}\n}\n`, names).cases;

const test = (body: string): string => `#[test]\nfn one() {\n${body}\n}`;

describe('the names of rules', () => {
  it('are those of the arms that write them', () => {
    const source = `match self {
      Rule::NoSparrows => "no-sparrows",
      Rule::NoCrows => {
        "no-crows"
      }
    }`;
    expect([...squawkRuleNames(source)]).toEqual([...names]);
  });
});

describe('a test', () => {
  it('that finds nothing is a silent case', () => {
    expect(cases(test('let sql = r#"\nselect "a";\n"#;\nlint_ok(sql, Rule::NoSparrows);'))).toEqual([
      {
        name: 'birds::one',
        rule: 'no-sparrows',
        file: '001_case.sql',
        text: '\nselect "a";\n',
        fires: false,
        engineVersion: '15',
        inTransaction: false,
      },
    ]);
  });

  it('that snapshots errors is one that fires', () => {
    const [one] = cases(test('assert_snapshot!(lint_errors("select\\n1;", Rule::NoCrows), @"a caret");'));
    expect(one).toMatchObject({ rule: 'no-crows', text: 'select\n1;', fires: true });
  });

  it('that mends is two cases: before and after', () => {
    const mended = cases(
      test('assert_snapshot!(fix_sql("drop table t;", Rule::NoCrows), @r"\n    keep t;\n      in\n    ");'),
    );
    expect(mended.map(({ name, text, fires }) => ({ name, text, fires }))).toEqual([
      { name: 'birds::one#1', text: 'drop table t;', fires: true },
      { name: 'birds::one#2', text: 'keep t;\n  in', fires: false },
    ]);
  });

  it('that prints what it mends in another form is one case', () => {
    expect(cases(test('assert_snapshot!(format!("{:?}", fix_sql("a;", Rule::NoCrows)), @r#""b;""#);'))).toHaveLength(1);
  });

  it('has its rule from the function of its module that it calls', () => {
    const helper = 'fn lint_ok(sql: &str) { crate::test_utils::lint_ok(sql, Rule::NoSparrows) }';
    expect(cases(`${helper}\n${test('lint_ok("a;");')}`)).toMatchObject([{ rule: 'no-sparrows', fires: false }]);
  });

  it.each([
    [
      'in the call',
      'lint_ok_with("a;", LinterSettings { pg_version: "11".parse(), ..Default::default() }, Rule::NoCrows);',
    ],
    [
      'in a variable',
      'let settings = LinterSettings { pg_version: "11".parse() };\nlint_ok_with("a;", settings, Rule::NoCrows);',
    ],
  ])('has its version from settings %s', (_, body) => {
    expect(cases(test(body))).toMatchObject([{ engineVersion: '11' }]);
  });

  it('has its version from a function that makes settings', () => {
    const helper = 'fn pg19() -> LinterSettings { LinterSettings { pg_version: "19".parse() } }';
    expect(cases(`${helper}\n${test('lint_ok_with("a;", pg19(), Rule::NoCrows);')}`)).toMatchObject([
      { engineVersion: '19' },
    ]);
  });

  it('is in a transaction when its settings say so, and its SQL does not take it back', () => {
    const settings = 'LinterSettings { assume_in_transaction: true, ..Default::default() }';
    const body = `lint_ok_with("a;", ${settings}, Rule::NoCrows);
      lint_ok_with("-- squawk-disable-assume-in-transaction\\na;", ${settings}, Rule::NoCrows);`;
    expect(cases(test(body)).map(({ inTransaction }) => inTransaction)).toEqual([true, false]);
  });

  it('that holds no verdict is named', () => {
    const source = `mod test {\n${test('assert_eq!(1, 1);')}\n}`;
    expect(squawkCases('birds', source, names)).toEqual({ cases: [], skipped: ['birds::one'] });
  });
});
