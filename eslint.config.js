import comments from '@eslint-community/eslint-plugin-eslint-comments';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import boundaries from 'eslint-plugin-boundaries';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

// The rooms of src/, and who may import whom. A file belongs to the first room whose pattern it matches; a file of
// src/ in no room is an error, and so is every import that no arrow allows. Type imports count like any others.
//
// In `dialects` and `frameworks` each folder is a part that knows nothing of its neighbours. What parts share is in
// the shared folders, or in a file directly in the room (dialects/dialect.ts); only the room's index sees all parts.
const rooms = [
  { category: 'model', pattern: 'src/model/**' },
  { category: 'schema', pattern: 'src/schema/**' },
  { category: 'dialects/index', pattern: 'src/dialects/index.ts' },
  { category: 'dialects/shared', pattern: ['src/dialects/*.ts', 'src/dialects/{facts,lexer}/**'] },
  { category: 'dialects/part', pattern: 'src/dialects/*/**', capture: ['part'] },
  { category: 'frameworks/index', pattern: 'src/frameworks/index.ts' },
  { category: 'frameworks/shared', pattern: ['src/frameworks/*.ts', 'src/frameworks/{csharp,javascript,sql}/**'] },
  { category: 'frameworks/part', pattern: 'src/frameworks/*/**', capture: ['part'] },
  { category: 'connections', pattern: 'src/connections/**' },
  { category: 'history', pattern: 'src/history/**' },
  { category: 'rules/registry', pattern: 'src/rules/*.ts' },
  { category: 'rules/category', pattern: 'src/rules/*/**' },
  { category: 'config', pattern: 'src/config/**' },
  { category: 'lint', pattern: 'src/lint/**' },
  { category: 'engines', pattern: 'src/engines/**' },
  { category: 'stats', pattern: 'src/stats/**' },
  { category: 'baseline', pattern: 'src/baseline/**' },
  { category: 'trace', pattern: 'src/trace/**' },
  { category: 'report', pattern: 'src/report/**' },
  { category: 'github', pattern: 'src/github/**' },
  { category: 'cli', pattern: 'src/cli/**' },
  { category: 'index', pattern: 'src/index.ts' },
  { category: 'bin', pattern: 'src/{bin,reader}.ts' },
  { category: 'eslint-plugin', pattern: 'eslint-plugin/src/**' },
  { category: 'manifest', pattern: ['package.json', 'eslint-plugin/package.json'] }, // for the version
];

const dialects = ['dialects/index', 'dialects/shared', 'dialects/part'];
const frameworks = ['frameworks/index', 'frameworks/shared', 'frameworks/part'];
const rules = ['rules/registry', 'rules/category'];
const belowCli = [
  ...['model', 'schema', ...dialects, ...frameworks, 'connections', 'history', ...rules],
  ...['config', 'lint', 'stats', 'engines', 'baseline', 'trace', 'report'],
];

/** @type {Record<string, string[]>} */
const arrows = {
  model: ['model'],
  schema: ['schema', 'model'],
  'dialects/index': [...dialects, 'model', 'schema'],
  'dialects/shared': ['dialects/shared', 'model', 'schema'],
  'dialects/part': ['dialects/shared', 'model', 'schema'], // and its own folder, below
  'frameworks/index': [...frameworks, 'model', ...dialects],
  'frameworks/shared': ['frameworks/shared', 'model', ...dialects],
  'frameworks/part': ['frameworks/shared', 'model', ...dialects], // and its own folder, below
  connections: ['connections', 'model'],
  history: ['history', 'connections', 'model'],
  'rules/registry': [...rules, 'model', 'schema'],
  'rules/category': [...rules, 'model', 'schema'],
  config: ['config', 'model', 'rules/registry'],
  lint: ['lint', 'model', 'schema', ...dialects, ...frameworks, 'history', 'stats', ...rules, 'config', 'manifest'],
  stats: ['stats', 'connections', 'model'],
  engines: ['engines', 'model', ...dialects],
  baseline: [
    'baseline',
    'lint',
    'engines',
    ...dialects,
    ...frameworks,
    'history',
    'config',
    'report',
    'model',
    'schema',
  ],
  trace: ['trace', 'baseline', 'lint', 'engines', 'rules/registry', 'report', 'model', 'schema', ...dialects],
  report: ['report', 'model'],
  github: ['github', 'model', 'report'],
  cli: ['cli', 'index', ...belowCli, 'github', 'manifest'],
  index: ['index', ...belowCli, 'manifest'],
  bin: ['cli'],
  'eslint-plugin': ['eslint-plugin', 'manifest'], // it reaches the core by its published name, `mig-lint`, and so only its index
};

const ownFolder = ['dialects/part', 'frameworks/part'].map((category) => ({
  from: { file: { categories: category } },
  allow: { to: { file: { categories: category, captured: { part: '{{ from.file.captured.part }}' } } } },
}));

// The rule looks at each of its policies for each import, so every room is given its own alone. Of the rooms the first
// counts that a file matches, of configurations the last one.
const arrowsOfRooms = rooms
  .filter(({ category }) => category in arrows)
  .toReversed()
  .map(({ category, pattern }) => ({
    files: [pattern].flat(),
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkUnknownLocals: true,
          message: '{{ from.file.categories }} may not import {{ dependency.source }} (arrows: eslint.config.js)',
          policies: [
            { from: { file: { categories: category } }, allow: { to: { file: { categories: arrows[category] } } } },
            ...ownFolder.filter(({ from }) => from.file.categories === category),
          ],
        },
      ],
    },
  }));

export default defineConfig(
  globalIgnores(['**/dist/', '**/coverage/', 'fixtures/']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
    // Not `projectService`, which makes the program of the whole house a second time.
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    rules: {
      // The compiler is told, never overruled.
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: true }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        // A `default` says that the rest was meant; without one, every case is there.
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }], // taking a key out of an object
      'no-undef': 'off', // tsc knows better, in JavaScript too
    },
  },
  { files: ['test/servers/**'], languageOptions: { parserOptions: { project: './test/servers/tsconfig.json' } } },
  {
    // Scripts read JSON, which JSDoc can describe but not check.
    files: ['**/*.mjs'],
    rules: { '@typescript-eslint/no-unsafe-return': 'off', '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    plugins: { '@eslint-community/eslint-comments': comments },
    rules: {
      '@eslint-community/eslint-comments/require-description': 'error',
      '@eslint-community/eslint-comments/no-unlimited-disable': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: String.raw`:matches(ImportDeclaration, ExportNamedDeclaration, ExportAllDeclaration, ImportExpression) > Literal.source[value=/^\.(?!.*\.(ts|json)$)/]`,
          message: 'A relative import names the file that exists, with its extension (see tsconfig.json).',
        },
      ],
    },
  },
  {
    files: ['src/**', 'eslint-plugin/src/**'],
    rules: { 'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: false }] },
  },
  {
    files: ['src/**'],
    ignores: ['src/cli/**', 'src/bin.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/{model,schema,rules,report}/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(node:)?(fs|child_process|net|http|https|worker_threads)(/|$)',
              message: 'This room is pure: it is given what it works on.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**', 'eslint-plugin/src/**'],
    // @ts-expect-error -- its declarations put the plugin under `default`, where it is not
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': import.meta.dirname,
      'boundaries/files': rooms,
      'boundaries/files-single-match': true,
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
      'boundaries/legacy-templates': false,
      'import/resolver': { node: { extensions: ['.ts'] } },
    },
    rules: { 'boundaries/no-unknown-files': 'error' },
  },
  ...arrowsOfRooms,
  prettier,
);
