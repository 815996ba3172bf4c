import type { Migration, Side } from '../../model/migration.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { ChainView, Report, ShippedEdit } from '../rule.ts';
import { listed } from '../words.ts';

const sideNames: Readonly<Record<Side, string>> = { up: 'Up', down: 'Down' };

export default defineRule({
  name: 'no-shipped-edits',
  category: 'workflow',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A migration that has shipped was changed, renamed or deleted',
  options: noOptions,
  on: {
    chain(chain, { report }) {
      for (const { migration, edit } of chain.migrations) {
        // What the tool runs again when it changes is meant to be changed.
        if (edit === undefined || (migration.repeatable === true && edit.kind !== 'renamed')) continue;
        const finding = describeEdit(chain, migration, edit);
        if (finding !== undefined) report(finding);
      }
      for (const { id, file, proof } of chain.deleted) {
        if (proof?.holds === true) continue;
        const bringBack = `bring back ${file}, and undo it with a new migration if its changes are no longer wanted`;
        report({
          at: chain.place,
          message: `${id} was deleted after it shipped ${chain.shipped}`,
          why: 'databases that ran it still have its changes, new databases will not: the two drift apart for good',
          remedy:
            proof === undefined
              ? `${bringBack}; of a squash, prove that nothing is lost: \`mig-lint baseline --from <ref>\``
              : `${proof.why}: prove the squash again with \`mig-lint baseline --from <ref>\`, or ${bringBack}`,
        });
      }
    },
  },
});

function describeEdit(chain: ChainView, migration: Migration, edit: ShippedEdit): Report | undefined {
  switch (edit.kind) {
    case 'meaning': {
      const sides =
        edit.sides.length === 0
          ? ''
          : `: its ${listed(edit.sides.map((side) => sideNames[side]))} ${edit.sides.length === 1 ? 'means' : 'mean'} something else now`;
      return {
        at: edit.where ?? migration.head,
        message: `${migration.id} was changed after it shipped ${chain.shipped}${sides}`,
        why:
          edit.sides.every((side) => side === 'down') && edit.sides.length > 0
            ? 'a rollback would now undo something else than what was applied'
            : 'databases that ran it will not run it again: they keep the old change, new databases get the new one',
        remedy: `restore the shipped version of ${migration.file} and put the change into a new migration`,
      };
    }
    case 'transaction':
      return {
        at: migration.head,
        message: `${migration.id} runs in other transactions than when it shipped ${chain.shipped}`,
        why: 'a failure now leaves another state behind than the one that was tested and released',
        remedy: `restore the shipped version of ${migration.file}`,
      };
    case 'renamed':
      return {
        at: migration.head,
        message: `${edit.was} was renamed to ${migration.id} after it shipped ${chain.shipped}`,
        why: 'the ledger of every database knows it by its old name: under the new one it would run a second time',
        remedy: `give it back its name ${edit.was}`,
      };
    case 'form':
      if (!chain.keepsChecksum) return undefined;
      return {
        at: migration.head,
        message: `${migration.id} was touched after it shipped ${chain.shipped}, if only in comments or white space`,
        why: 'the tool keeps a checksum of the file and stops, or warns, when it does not match',
        remedy: `restore the shipped version of ${migration.file}, byte for byte`,
      };
  }
}
