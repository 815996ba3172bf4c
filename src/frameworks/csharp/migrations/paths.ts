/** `.sql`, and what people call their own: `.psql`. */
const sqlFile = /\.\w*sql$/i;
const buildOutput = /(?:^|\/)(?:bin|obj)\//;
const designerFile = /\.designer\.cs$/i;

/** Which files a scaffolder made, by the number of digits in front of their names. */
export interface ScaffoldedFiles {
  /** `20240131120000_Name.cs`: the file that a migration's class stands in. */
  readonly isMigration: (path: string) => boolean;
  /** `20240131120000_Name.Designer.cs` */
  readonly isDesigner: (path: string) => boolean;
}

export function scaffoldedFiles(digits: number): ScaffoldedFiles {
  const scaffolded = new RegExp(String.raw`(?:^|/)\d{${digits}}_[^/]+\.cs$`);
  const isSource = (path: string): boolean => scaffolded.test(path) && !buildOutput.test(path);
  return {
    isMigration: (path) => isSource(path) && !designerFile.test(path),
    isDesigner: (path) => isSource(path) && designerFile.test(path),
  };
}

export function isSqlFile(path: string): boolean {
  return sqlFile.test(path) && !buildOutput.test(path);
}

export function isBuildOutput(path: string): boolean {
  return buildOutput.test(path);
}

/** The companion that holds what the tool knows of the migration: its id and its model. */
export function designerOf(migration: string, paths: ReadonlySet<string>): string | undefined {
  const stem = migration.replace(/\.cs$/, '');
  return [`${stem}.Designer.cs`, `${stem}.designer.cs`].find((path) => paths.has(path));
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether a file or folder is the folder, or lies below it. */
export function isInside(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
