import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { pretty } from '../../src/report/pretty.ts';
import { diagnostic, foreignKeyChange, mysqlChain, options, report, spanIn } from './reports.ts';

const print = (given: Report, width = 140): string => [...pretty(given, { ...options, width })].join('');

/** The text of one finding, without the closing lines. */
function finding(given: Parameters<typeof diagnostic>[0], texts: ReadonlyMap<string, string>, width = 100): string {
  const whole = print(report({ diagnostics: [diagnostic(given)], texts }), width);
  return whole.slice(0, whole.lastIndexOf('\n\n') + 1);
}

describe('pretty', () => {
  it('prints what, where, why and what to do', () => {
    expect(print(report({ diagnostics: [foreignKeyChange] }))).toBe(
      `src/Migrations/20240201_RestrictProduct.cs
  9:13  error  FK_subscription_plan_product_ProductID changes ON DELETE from Cascade to Restrict in place   safe-foreign-key-change

      7 | protected override void Up(MigrationBuilder migrationBuilder)
      8 | {
      9 |     migrationBuilder.DropForeignKey("FK_subscription_plan_product_ProductID", "subscription_plan");
        |     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ the key goes here
     11 |     migrationBuilder.AddForeignKey(
        |     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
     ...
     15 |         onDelete: ReferentialAction.Restrict);
        |         ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ and comes back as Restrict

     why   MySQL commits each step by itself: if the key cannot come back, subscription_plan is left without it, and meanwhile rows that
           point nowhere can be written
     do    rename ProductID to tempProductId, add ProductID, copy, add the key and index, drop tempProductId
     fix   Write these 7 steps, in Up and in Down (mig-lint --fix-rewrite)

1 error in 1 of 3 new migrations; 24 statements, all understood; 161 shipped on origin/main; 0.2 s
`,
    );
  });

  it('names a file once for all that was found in it', () => {
    const text = 'drop table a;\ndrop table b;\n';
    const found = ['drop table a', 'drop table b'].map((part) =>
      diagnostic({
        rule: 'no-drop-table',
        message: part,
        span: spanIn('1.sql', text, part),
        why: '',
        severity: 'warning',
      }),
    );
    expect(print(report({ diagnostics: found, texts: new Map([['1.sql', text]]) }))).toBe(
      `1.sql
  1:1  warning  drop table a   no-drop-table

     1 | drop table a;
       | ~~~~~~~~~~~~

  2:1  warning  drop table b   no-drop-table

     1 | drop table a;
     2 | drop table b;
       | ~~~~~~~~~~~~

2 warnings in 1 of 3 new migrations; 24 statements, all understood; 161 shipped on origin/main; 0.2 s
`,
    );
  });

  it('wraps prose under itself and leaves the code of a remedy as it is', () => {
    const text = 'alter table plan alter column price set not null;';
    const given = {
      rule: 'no-blocking-not-null',
      message: 'price of plan becomes NOT NULL, which reads every row of plan while nobody can write to it',
      span: spanIn('2.sql', text, text.slice(0, -1)),
      why: 'PostgreSQL holds AccessExclusive on plan until it has read all of it',
      remedy: `prove it first, without the lock, in a migration of its own:
  alter table plan add constraint price_set check (price is not null) not valid;
  alter table plan validate constraint price_set;
then set NOT NULL, which finds the constraint and reads nothing`,
    };
    expect(finding(given, new Map([['2.sql', text]]), 60)).toBe(
      `2.sql
  1:1  error  price of plan becomes NOT NULL, which reads
              every row of plan while nobody can write to it
              no-blocking-not-null

     1 | alter table plan alter column price set not null;
       | ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

     why   PostgreSQL holds AccessExclusive on plan until it
           has read all of it
     do    prove it first, without the lock, in a migration
           of its own:
             alter table plan add constraint price_set check (price is not null) not valid;
             alter table plan validate constraint price_set;
           then set NOT NULL, which finds the constraint and
           reads nothing
`,
    );
  });

  it('shows places in other files after the own one', () => {
    const text = 'drop table plan;';
    const model = 'model Plan {\n  id Int @id\n}\n';
    const related = [{ span: spanIn('schema.prisma', model, 'model Plan'), message: 'the model is still there' }];
    const given = { message: 'plan goes', span: spanIn('3.sql', text, 'drop table plan'), why: '', related };
    expect(
      finding(
        given,
        new Map([
          ['3.sql', text],
          ['schema.prisma', model],
        ]),
      ),
    ).toBe(
      `3.sql
  1:1  error  plan goes   no-drop-column

     1 | drop table plan;
       | ~~~~~~~~~~~~~~~

     schema.prisma:1:1

     1 | model Plan {
       | ~~~~~~~~~~ the model is still there
`,
    );
  });

  it('prints no frame for a text that is not there', () => {
    const span = { file: 'gone.sql', start: 0, end: 0 };
    expect(finding({ message: 'gone.sql was deleted', span, why: 'it has shipped' }, new Map())).toBe(
      `gone.sql
  1:1  error  gone.sql was deleted   no-drop-column

     why   it has shipped
`,
    );
  });

  it('lists several chains and what could not be known', () => {
    const postgres = { ...mysqlChain, name: 'postgres', dialect: 'postgres', migrations: 1 } as const;
    const notes = ['this is a shallow clone: fetch origin/main to know what has shipped'];
    expect(print(report({ chains: [mysqlChain, postgres], notes }))).toBe(
      `2 chains: mysql (ef-core, mysql, 164 migrations), postgres (ef-core, postgres, 1 migration)
note: this is a shallow clone: fetch origin/main to know what has shipped
no problems in 3 new migrations; 24 statements, all understood; 161 shipped on origin/main; 0.2 s
`,
    );
  });

  it('obeys no command that a file name or a migration holds', () => {
    const text = "select '\u001b]0;owned\u0007';";
    const span = { file: 'a\u001b[2J\n.sql', start: 0, end: 6 };
    const given = { span, message: 'odd \u009b31m', why: 'a\u202eb', remedy: 'x\u001b[0m\n  y\rz' };
    const printed = print(
      report({ diagnostics: [diagnostic(given)], texts: new Map([[span.file, text]]), notes: ['\u001bc'] }),
    );
    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it('says the same in colour', () => {
    const colored = [
      ...pretty(report({ diagnostics: [foreignKeyChange] }), { ...options, color: true, width: 140 }),
    ].join('');
    expect(colored).toContain('\u001b[31merror\u001b[39m');
    // eslint-disable-next-line no-control-regex -- colours are control characters
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(print(report({ diagnostics: [foreignKeyChange] })));
  });
});
