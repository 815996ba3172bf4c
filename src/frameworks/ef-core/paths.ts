import { isBuildOutput, scaffoldedFiles } from '../csharp/migrations/paths.ts';

export const { isMigration: isMigrationFile, isDesigner: isDesignerFile } = scaffoldedFiles(14);

export function isSnapshotFile(path: string): boolean {
  return path.endsWith('ModelSnapshot.cs') && !isBuildOutput(path);
}
