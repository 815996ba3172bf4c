import type { NewMigration, Refused, Skeleton } from '../framework.ts';
import { nextVersion } from '../new-name.ts';
import { extensionOf, framedFile } from '../skeleton.ts';
import { inFolder, splitPath } from '../sql/names.ts';

/** A class that is called like its file: `Migration20240131120000`, with or without words behind it. */
export function skeleton({ last, like, files, hasDown, outside }: NewMigration): Skeleton | Refused {
  const [folder, file] = splitPath(last.file);
  const time = /^Migration(\d{14})/.exec(file)?.[1];
  const next = time === undefined ? undefined : nextVersion(time);
  if (next === undefined) return { refused: `${file} is not called Migration and a time` };
  if (!/\.[cm]?ts$/.test(like.file)) return { refused: 'migrations of MikroORM are written here in TypeScript only' };
  const path = inFolder(folder, `Migration${next}${extensionOf(like.file)}`);
  const source =
    /from\s+'(@mikro-orm\/migrations[^']*)'/.exec(files.read(like.file) ?? '')?.[1] ?? '@mikro-orm/migrations';
  const own = outside ? '  override isTransactional(): boolean {\n    return false;\n  }\n\n' : '';
  const open = `import { Migration } from '${source}';\n\nexport class Migration${next} extends Migration {\n${own}`;
  const method = (side: string): string => `  override async ${side}(): Promise<void> {\n`;
  return framedFile(path, {
    indentation: '    ',
    open: open + method('up'),
    ...(hasDown ? { between: `  }\n\n${method('down')}` } : {}),
    close: '  }\n}\n',
  });
}
