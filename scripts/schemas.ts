// Writes schemas/, the JSON Schemas that are shipped; with --check only says which of them are out of date.
import { rules } from '../src/rules/index.ts';
import { writeOrCheck } from './generated-files.ts';
import { jsonSchemaFiles } from './json-schemas.ts';

await writeOrCheck(jsonSchemaFiles(rules), 'schemas', 'npm run schemas');
