import type { Report } from '../../src/model/report.ts';
import { diagnostic, mysqlChain, report } from './reports.ts';

/** What a file name, a table or a statement of somebody else can hold. */
export const hostile = [
  'a',
  '::error file=x.sql,line=1::forged',
  '   ::set-output name=x::forged',
  '##[error]forged ##vso[task.setvariable variable=x]forged ##teamcity[message text=x]',
  '</pre></code></summary></title></style><script>alert(1)</script><img src=x onerror=alert(1)>',
  '" onload="alert(1) \' ]]> --> <!-- &lt; &#60;',
  '| a | b | `x` ``y`` ```z``` [link](https://evil.test) ![image](https://evil.test/x.png) www.evil.test',
  '# heading',
  '\u001b[31mred\u009b31m\u0007\u0008\u202ereversed\u2028\u0000\ud800\uffff',
  '{0} {{x}} $' + '{x} %0A %25',
].join('\n');

/** A report in which everything that comes from the outside is this text. */
export function reportOf(text: string): Report {
  const file = `db/${text.replaceAll('/', '')}.sql`;
  const span = { file, start: 0, end: text.length };
  const table = { name: text };
  const finding = diagnostic({
    rule: 'no-drop-column',
    message: text,
    why: text,
    remedy: `do this:\n    ${text}`,
    span,
    migration: text,
    chain: text,
    related: [{ span, message: text }],
    suggestions: [{ title: text, edits: [{ span, text }] }],
  });
  const facts = {
    locks: [{ table, mode: 'AccessExclusive', blocks: ['reads', 'writes', 'ddl'] }],
    rewrites: [table],
    scans: [table],
    loses: text,
    because: text,
    transactional: true,
    duration: 'grows-with-rows',
  } as const;
  return report({
    chains: [{ ...mysqlChain, name: text, evidence: [text], shippedWhere: text }],
    diagnostics: [finding, { ...finding, severity: 'warning', fingerprint: '4d5e6f' }],
    notes: [text],
    texts: new Map([[file, text]]),
    suppressedDiagnostics: [{ ...finding, fingerprint: '7a8b9c', reason: text }],
    timelines: [
      {
        chain: text,
        migration: text,
        file,
        dialect: 'postgres',
        engineVersion: '17',
        steps: [{ span, text, facts, applied: true, transaction: 1 }],
        created: [],
      },
    ],
    schemaChanges: [
      {
        chain: text,
        first: text,
        last: text,
        changed: [{ name: text, before: [text], after: [text, text] }],
        unchanged: 0,
      },
    ],
  });
}
