import type { Statement } from '../../model/migration.ts';
import { prepareJavaScript } from '../javascript/index.ts';
import { extentOf as extentOfCall } from '../javascript/migrations/extent.ts';
import type { Sources } from '../loaded-later.ts';
import { extentOf as extentOfSql } from '../sql/write.ts';
import { readMigration } from './read.ts';
import { isSql } from './sql-files.ts';
import { writeOperations } from './write.ts';

export async function load(): Promise<Sources> {
  await prepareJavaScript();
  return {
    read: readMigration,
    write: writeOperations,
    extent: (statement: Statement, text: string) =>
      isSql(statement.span.file) ? extentOfSql(statement, text) : extentOfCall(statement, text),
  };
}
