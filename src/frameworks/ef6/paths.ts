import { scaffoldedFiles } from '../csharp/migrations/paths.ts';

/** `yyyyMMddHHmmssf`: the id is a tenth of a second longer than that of EF Core. */
export const { isMigration: isMigrationFile, isDesigner: isDesignerFile } = scaffoldedFiles(15);
