import { prepareJavaScript } from '../javascript/index.ts';
import { extentOf } from '../javascript/migrations/extent.ts';
import { writeScript } from '../javascript/query-interface/write.ts';
import type { Sources } from '../loaded-later.ts';
import { readMigration } from './read.ts';

export async function load(): Promise<Sources> {
  await prepareJavaScript();
  return {
    read: readMigration,
    write: (request) =>
      writeScript(
        request,
        readMigration,
        (queryInterface, code) => `module.exports = { async up(${queryInterface}, Sequelize) { ${code} } };`,
      ),
    extent: extentOf,
  };
}
