import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Report } from '../../src/model/report.ts';
import { formatNames, formatSummaries, isFormatName, loadFormat, type FormatOptions } from '../../src/report/index.ts';
import { tableOf } from './markdown.ts';

const file = 'db/migrations/0042_rename.sql';
const text = 'ALTER TABLE users DROP COLUMN name;\n';
const span = { file, start: 0, end: text.length - 2 };

const finding: Diagnostic = {
  rule: 'no-drop-column',
  severity: 'error',
  message: 'users.name is dropped',
  why: 'its values are lost, and code that still runs reads it',
  remedy: 'drop it one release after the code has stopped reading it',
  span,
  migration: '0042_rename',
  chain: 'app',
  related: [],
  suggestions: [],
  docs: 'https://github.com/mig-lint/mig-lint/blob/main/docs/rules/no-drop-column.md',
  fingerprint: '9f2c41d07be35a18',
};

const example: Report = {
  coverage: { files: 42, migrations: 42, judged: 1, shipped: 41, statements: 1, operations: 1, opaque: 0 },
  chains: [
    {
      name: 'app',
      framework: 'sql',
      dialect: 'postgres',
      evidence: ['db/migrations holds .sql files'],
      migrations: 42,
      judged: 1,
      shipped: 41,
      shippedWhere: 'on origin/main',
    },
  ],
  diagnostics: [finding],
  suppressed: 0,
  notes: [],
  texts: new Map([[file, text]]),
  durationMs: 120,
};

const options: FormatOptions = {
  color: false,
  width: 100,
  toolVersion: '1.0.0',
  fromRepository: (path) => path,
  fromFolder: (path) => path,
};

const languages: Readonly<Record<string, string>> = {
  json: 'json',
  sarif: 'json',
  gitlab: 'json',
  rdjson: 'json',
  rdjsonl: 'json',
  junit: 'xml',
  checkstyle: 'xml',
  markdown: 'markdown',
};

/** How each format is used where it is read; the others need no more than a redirection. */
const uses: Readonly<Record<string, string>> = {
  pretty:
    'The default. Colours follow the terminal, `NO_COLOR` and `FORCE_COLOR`. What `--fix` and `--fix-rewrite` would write is\n' +
    'said of the first 100 findings, which is as many as a person looks through; `json` and the others that name fixes say it\n' +
    'of all.',
  compact:
    "One line a finding. Editors know the form as ESLint's (`$eslint-compact` in Visual Studio Code, with `fileLocation: relative`).",
  json: 'A contract: its schema is `mig-lint/report.schema.json`, and `version` grows when something that was there changes.',
  github:
    'In GitHub Actions it comes by itself beside the format that was chosen, and so does `markdown` as the summary of the step; `--no-ci` turns both off. GitHub shows ten errors and ten warnings of a step, so no more are printed, and the last line counts the rest.',
  sarif:
    'For `github/codeql-action/upload-sarif` and other viewers. Suppressed findings are in it as such. Code scanning takes 25,000 results of a run: errors come first, and a notification counts the rest.',
  gitlab: 'As `artifacts: reports: codequality`. Errors are `major`, warnings `minor`.',
  rdjson:
    '`mig-lint --format rdjson | reviewdog -f=rdjson -reporter=github-pr-review`. Fixes and suggestions of one file are suggested; columns count bytes, as reviewdog wants it.',
  rdjsonl: '`reviewdog -f=rdjsonl`.',
  junit: 'An error is a failed test. A warning is a test that passed and says something: the run passes as well.',
  checkstyle: 'For collectors of warnings, as the Warnings plugin of Jenkins.',
  markdown:
    'A table, each finding in folded detail, and for each judged migration what it locks from which step to which. Never larger than a step summary may be (1 MiB).',
  html: 'One file without scripts and without anything from elsewhere, so that it can be kept as an artifact: the findings with their code, a picture of what is locked in which step, and the schema before and after, line by line. It follows the light or dark setting of the reader.',
};

/** docs/formats.md: what `--format` knows, each with what it makes of one finding. */
export async function formatsPage(): Promise<string> {
  const sections: string[] = [];
  for (const name of formatNames) sections.push(...(await section(name)));
  return [
    '<!-- Generated from the registry of formats; to write it anew: npm run docs -->',
    '',
    '# Output formats',
    '',
    '```sh',
    'mig-lint --format sarif                                   # to standard output',
    'mig-lint --format sarif --output-file mig-lint.sarif      # to a file',
    'mig-lint --format pretty --format sarif=mig-lint.sarif --format html=mig-lint.html',
    '```',
    '',
    'Several formats can be written in one run: each `name=file` to its file, and at most one without a file to standard',
    'output. A file is written beside its place and then renamed, so that there is never half of one.',
    '',
    'Paths are from the root of the repository, which can lie above the project; `compact`, `rdjson` and `rdjsonl` give',
    'them from the folder of the run, `pretty` and `json` from the root of the project.',
    '',
    'Whatever a migration or a file name holds, it cannot forge an annotation, a terminal escape or markup in any format.',
    '',
    '<!-- prettier-ignore -->',
    tableOf(
      ['format', 'what it is for'],
      [...formatSummaries].map(([name, summary]) => [`[${name}](#${name})`, summary]),
    ),
    ...sections,
    '',
  ].join('\n');
}

async function section(name: string): Promise<readonly string[]> {
  if (!isFormatName(name)) throw new Error(`${name} is no format`);
  const head = ['', `## ${name}`, '', uses[name] ?? ''];
  if (name === 'html') return head;
  const written = [...(await loadFormat(name))(example, options)].join('').trimEnd();
  return [...head, '', '<!-- prettier-ignore -->', `\`\`\`\`${languages[name] ?? 'text'}`, written, '````'];
}
