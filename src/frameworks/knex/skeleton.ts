import type { NewFile } from '../../model/diagnostic.ts';
import type { MigrationEntry, NewMigration, ProjectFiles, Refused, Skeleton } from '../framework.ts';
import { exportedFunctions, formOf, scriptSkeleton } from '../javascript/migrations/skeleton.ts';

const optOut = '{ transaction: false }';

const imports = "import type { Knex } from 'knex';\n\n";

/** A script with the setting behind it; one that has settings already is left alone. */
export function takeOut({ file }: MigrationEntry, files: ProjectFiles): readonly NewFile[] | undefined {
  const text = files.read(file);
  if (text === undefined || /\bconfig\b/.test(text)) return undefined;
  const isCommon = /\bexports\b/.test(text);
  return [
    { path: file, text: `${text.trimEnd()}\n\n${isCommon ? 'exports.config' : 'export const config'} = ${optOut};\n` },
  ];
}

/** A script that says itself when it is to run outside of the transaction. */
export function skeleton(request: NewMigration): Skeleton | Refused {
  if (request.chain.scope !== undefined) return { refused: 'migrations of knex-migrator lie in folders of versions' };
  const form = formOf(request);
  const config = form === 'commonjs' ? 'exports.config = ' : 'export const config = ';
  const header = (form === 'typescript' ? imports : '') + (request.outside ? `${config}${optOut};\n\n` : '');
  return scriptSkeleton(request, () => exportedFunctions(form, { parameter: 'knex', type: 'Knex', header }));
}
