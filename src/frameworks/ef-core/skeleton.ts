import { baseNameOf } from '../csharp/migrations/paths.ts';
import type { NewMigration, Refused, Skeleton } from '../framework.ts';
import { inPascalCase } from '../new-name.ts';
import { framedFile, pathAfter } from '../skeleton.ts';
import { readHead } from './head.ts';

const infrastructure = 'Microsoft.EntityFrameworkCore.Infrastructure';
const migrations = 'Microsoft.EntityFrameworkCore.Migrations';

/**
 * A class with the attributes by which EF Core finds it. It changes nothing of the model, and so it has no Designer file:
 * the model snapshot stays the one of the migration before.
 */
export function skeleton(request: NewMigration): Skeleton | Refused {
  const { like, files, name } = request;
  const path = pathAfter(request);
  if (typeof path !== 'string') return path;
  const heads = like.files.map((file) => readHead(file, files));
  const head = heads.find(({ context }) => context !== undefined);
  if (head === undefined) {
    return { refused: `${like.id} has no [DbContext] attribute, which tells the context of a new migration` };
  }
  const usings = [...head.text.matchAll(/^[ \t]*using\s+([\w.]+);/gm)].map(([, one = '']) => one);
  const needed = usings.filter((one) => !/^(?:System|Microsoft)\b/.test(one));
  const id = baseNameOf(`${path}.cs`).replace(/\.cs$/, '');
  const [, namespace, end] = /^[ \t]*namespace\s+([\w.]+)\s*(;?)/m.exec(files.read(like.file) ?? '') ?? [];
  const isBlock = namespace !== undefined && end === '';
  const depth = isBlock ? '    ' : '';
  const own = (...lines: readonly string[]): string => lines.map((line) => `${line && depth}${line}\n`).join('');
  const written = framedFile(`${path}.cs`, {
    indentation: `${depth}        `,
    open:
      [...new Set([infrastructure, migrations, ...needed])]
        .sort()
        .map((one) => `using ${one};\n`)
        .join('') +
      (namespace === undefined ? '\n' : isBlock ? `\nnamespace ${namespace}\n{\n` : `\nnamespace ${namespace};\n\n`) +
      own(
        `[DbContext(typeof(${head.context ?? ''}))]`,
        `[Migration("${id}")]`,
        `public partial class ${inPascalCase(name)} : Migration`,
        '{',
        '    protected override void Up(MigrationBuilder migrationBuilder)',
        '    {',
      ),
    between: own('    }', '', '    protected override void Down(MigrationBuilder migrationBuilder)', '    {'),
    close: own('    }', '}') + (isBlock ? '}\n' : ''),
  });
  return {
    ...written,
    note: 'the new classes change nothing of the model: their attributes stand in for Designer files',
  };
}
