import { firstOf } from '../../model/first-of.ts';
import type { Migration } from '../../model/migration.ts';
import { mentions } from '../../model/table.ts';
import type { Side } from '../open-sides.ts';
import type { Squash } from '../squash.ts';
import type { Break } from './break.ts';

/** Later migrations that name one that is gone. */
export function references({ squashed, kept }: Squash, { files }: Side): readonly Break[] {
  const names = squashed.flatMap(({ id, ledgerKey }) => [id, ledgerKey ?? id]).filter(isTelling);
  return kept.flatMap((migration): readonly Break[] => {
    const text = migration.files.map((file) => withoutComments(files.read(file) ?? '', file, migration)).join('\n');
    const named = [...new Set(names)].filter((name) => mentions(text, name));
    if (named.length === 0) return [];
    return [
      {
        level: 'error',
        what: `${migration.id} refers to ${firstOf(named)}, which the squash removes`,
        why: 'on a new database there is no such migration, file or row of the ledger any more',
        remedy: `let ${migration.file} refer to the base, or to nothing`,
      },
    ];
  });
}

/** A bare number means too many things. */
function isTelling(name: string): boolean {
  return name.length >= 8 || (name.length >= 4 && /[a-z]/iu.test(name));
}

function withoutComments(text: string, file: string, { comments }: Migration): string {
  return comments
    .filter(({ span }) => span.file === file)
    .toSorted((one, other) => other.span.start - one.span.start)
    .reduce((left, { span }) => left.slice(0, span.start) + left.slice(span.end), text);
}
