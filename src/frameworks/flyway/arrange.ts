import type { MigrationEntry, ProjectFiles } from '../framework.ts';
import { withCompanion } from '../sql/list.ts';
import { compareVersions } from '../sql/names.ts';
import { versionOf } from './names.ts';

/**
 * Undo scripts join their migrations, repeatable ones are marked, and the newest baseline hides all versions up to its
 * own: a new database begins with it.
 */
export function arrangeByKind(entries: readonly MigrationEntry[], files: ProjectFiles): readonly MigrationEntry[] {
  const undos = new Map(entries.filter(({ id }) => id.startsWith('U')).map((entry) => [keyOf(entry).slice(1), entry]));
  const baseline = entries.findLast(({ id }) => id.startsWith('B'));
  const versions = new Set(entries.filter(({ id }) => id.startsWith('V')).map(keyOf));

  return entries.flatMap((entry) => {
    const key = keyOf(entry);
    const own = withCompanion(entry, `${entry.file}.conf`, files);
    switch (entry.id.slice(0, 1)) {
      case 'U':
        return versions.has(key.slice(1)) ? [] : [own];
      case 'R':
        return [{ ...own, ledgerKey: key.slice(1).replaceAll('_', ' '), repeatable: true }];
      case 'B':
        return [{ ...own, ledgerKey: key.slice(1), ...(entry === baseline ? {} : { neverRun: true }) }];
      default: {
        const undo = undos.get(key);
        const isHidden = baseline !== undefined && compareVersions(versionOf(key), versionOf(keyOf(baseline))) <= 0;
        return [
          {
            ...own,
            files: undo === undefined ? own.files : [...own.files, undo.file],
            ...(isHidden ? { neverRun: true } : {}),
          },
        ];
      }
    }
  });
}

function keyOf({ id, ledgerKey }: MigrationEntry): string {
  return ledgerKey ?? id;
}
