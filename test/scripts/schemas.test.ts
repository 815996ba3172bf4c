import { describe, expect, it } from 'vitest';
import { eslintTypeFiles, eslintTypesFolder } from '../../scripts/eslint-types.ts';
import { driftedFiles } from '../../scripts/generated-files.ts';
import { jsonSchemaFiles } from '../../scripts/json-schemas.ts';
import { rules } from '../../src/rules/index.ts';

describe('the shipped JSON Schemas', () => {
  it('are up to date (if not: npm run schemas)', async () => {
    expect(await driftedFiles(jsonSchemaFiles(rules), 'schemas')).toEqual([]);
  });
});

describe("the types of the plugin's rules", () => {
  it('are up to date (if not: npm run schemas)', async () => {
    expect(await driftedFiles(await eslintTypeFiles(rules), eslintTypesFolder)).toEqual([]);
  });
});
