import type { Framework } from '../../src/frameworks/framework.ts';
import { tableOf } from './markdown.ts';

/** docs/frameworks/README.md: every framework, with what a migration of it is recorded as. */
export function frameworksPage(frameworks: readonly Framework[]): string {
  const rows = frameworks.map(({ name, title, ledger, keepsChecksum, optOut }) => [
    `[${title}](${name}.md)`,
    `\`${name}\``,
    ledger === undefined ? '' : `\`${ledger.table}\``,
    keepsChecksum ? 'yes' : '',
    optOut.replaceAll('<', '&lt;'),
  ]);
  return [
    '<!-- Generated from the registry; to write it anew: npm run docs -->',
    '',
    '# Frameworks',
    '',
    'The first that recognises a folder takes it. `mig-lint chains` says which one did, and why.',
    '',
    tableOf(['framework', 'name', 'ledger', 'checksum', 'to run a statement outside of a transaction'], rows),
    '',
  ].join('\n');
}
