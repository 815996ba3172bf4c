// Writes what follows from the rules' options: schemas/, the JSON Schemas that are shipped, and the plugin's types of the
// rules; with --check only says which of them are out of date.
import { rules } from '../src/rules/index.ts';
import { eslintTypeFiles, eslintTypesFolder } from './eslint-types.ts';
import { writeOrCheck } from './generated-files.ts';
import { jsonSchemaFiles } from './json-schemas.ts';

await writeOrCheck(jsonSchemaFiles(rules), 'schemas', 'npm run schemas');
await writeOrCheck(await eslintTypeFiles(rules), eslintTypesFolder, 'npm run schemas');
