import type { NewMigration, Refused, Skeleton } from '../framework.ts';
import { formOf, scriptSkeleton } from '../javascript/migrations/skeleton.ts';
import type { ScriptForm } from '../javascript/migrations/skeleton.ts';
import type { Frame } from '../skeleton.ts';
import { inPascalCase } from '../new-name.ts';
import { splitPath } from '../sql/names.ts';
import { settingsFor } from './settings.ts';

/** A class whose name ends in the time that its file begins with. */
export function skeleton(request: NewMigration): Skeleton | Refused {
  const { chain, files, outside, name } = request;
  const mode = chain.transaction ?? settingsFor(chain.folder, files)?.transaction ?? 'whole-batch';
  if (outside && mode === 'whole-batch') {
    return {
      refused: "TypeORM can leave the transaction only when migrations run with migrationsTransactionMode: 'each'",
    };
  }
  const form = formOf(request);
  return scriptSkeleton(request, (path) => {
    const time = /^\d+/.exec(splitPath(path)[1])?.[0] ?? '';
    return classOf(`${inPascalCase(name)}${time}`, form, outside && mode !== 'none');
  });
}

function classOf(name: string, form: ScriptForm, isOut: boolean): Required<Frame> {
  const isTyped = form === 'typescript';
  const head = {
    typescript: `import type { MigrationInterface, QueryRunner } from 'typeorm';\n\nexport class ${name} implements MigrationInterface {\n`,
    module: `export class ${name} {\n`,
    commonjs: `module.exports = class ${name} {\n`,
  }[form];
  const method = (side: string): string =>
    isTyped ? `  async ${side}(queryRunner: QueryRunner): Promise<void> {\n` : `  async ${side}(queryRunner) {\n`;
  const own = `  name = '${name}';\n${isOut ? '  transaction = false;\n' : ''}\n`;
  return {
    indentation: '    ',
    open: head + own + method('up'),
    between: `  }\n\n${method('down')}`,
    close: `  }\n${form === 'commonjs' ? '};' : '}'}\n`,
  };
}
