// Writes docs/rules, docs/facts, docs/formats.md and the table of rules in README.md; with --check only says which of them are out of date.
import { rules } from '../src/rules/index.ts';
import { factsFiles, factsFolder } from './facts/facts-files.ts';
import { writeOrCheck } from './generated-files.ts';
import { docsFiles } from './pages/docs-files.ts';

await writeOrCheck(await docsFiles(rules), 'docs/rules', 'npm run docs');
await writeOrCheck(await factsFiles(), factsFolder, 'npm run docs');
