/** A class of a file that is, or may be, a migration. */
export interface MigrationClass {
  readonly className: string;
  /** What TypeORM calls it, and the ledger knows it by: its `name`, or the class's name. */
  readonly id: string;
}

const classHead = /\bclass\s+([A-Za-z_$][\w$]*)(?![\w$])[^{]*\{/g;
const ownName = /(?:^|[{;])[ \t]*(?:public\s+|readonly\s+|this\.)*name\s*(?::\s*string\s*)?=\s*(['"`])([^'"`]+)\1/m;
const hasUp = /\bup\s*[(=]/;

/** The migration classes of a file, in its order, without its being parsed: listing a chain looks at every file. */
export function migrationClasses(source: string): readonly MigrationClass[] {
  const text = source.replace(/\/\*[^]*?\*\/|^[ \t]*\/\/.*$/gm, '');
  const heads = [...text.matchAll(classHead)];
  return heads.flatMap(([, className = ''], at) => {
    const body = text.slice(heads[at]?.index, heads[at + 1]?.index);
    if (!hasUp.test(body) && !/\bextends\b/.test(body.slice(0, body.indexOf('{')))) return [];
    return [{ className, id: ownName.exec(body)?.[2] ?? className }];
  });
}

/** The number by which TypeORM orders its migrations: the last 13 characters of the name. */
export function timestampOf(id: string): number | undefined {
  const number = Number.parseInt(id.slice(-13), 10);
  return Number.isNaN(number) || number === 0 ? undefined : number;
}
