/** `20240131120000_Name.cs`: the file that a scaffolded migration's class stands in. */
const migrationFile = /(?:^|\/)\d{14}_[^/]+\.cs$/;
const designerFile = /\.designer\.cs$/i;
/** `.sql`, and what people call their own: `.psql`. */
const sqlFile = /\.\w*sql$/i;
const buildOutput = /(?:^|\/)(?:bin|obj)\//;

export function isMigrationFile(path: string): boolean {
  return migrationFile.test(path) && !designerFile.test(path) && !buildOutput.test(path);
}

export function isDesignerFile(path: string): boolean {
  return designerFile.test(path) && migrationFile.test(path) && !buildOutput.test(path);
}

export function isSnapshotFile(path: string): boolean {
  return path.endsWith('ModelSnapshot.cs') && !buildOutput.test(path);
}

export function isSqlFile(path: string): boolean {
  return sqlFile.test(path) && !buildOutput.test(path);
}

/** The companion that holds the migration's attributes and its model. */
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
