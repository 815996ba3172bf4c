import { samePart } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { counted } from '../words.ts';

export default defineRule({
  name: 'no-drop-schema',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  // In MySQL a schema is a database, which no-drop-database speaks of.
  dialects: ['postgres', 'sqlserver'],
  summary: 'A dropped schema takes all that is in it with it',
  like: { atlas: ['DS101'], pgfence: ['drop-schema', 'drop-schema-cascade'] },
  options: noOptions,
  on: {
    DropSchema({ name, span, cascade }, { before }, { report, view, dialect }) {
      const known = before.schemas.find((one) => samePart(before.traits, one.name, name));
      const held = contentsOf(name, before);
      if (known?.origin.migration === view.migration.id || (known !== undefined && held === 0)) return;
      const isCascade = cascade && dialect === 'postgres';
      report({
        at: span,
        message: `the schema ${name} is dropped${held === 0 ? '' : ` with ${counted(held, 'table')} and all their rows`}`,
        why: isCascade
          ? 'every table, view and function in it goes without being named, and so do foreign keys and views elsewhere that need them'
          : 'running code that still names something in it fails; while anything is left in it the database refuses the drop',
        remedy: `drop what is in ${name} one by one, each with the rules for it; then drop the empty schema with a reason: mig-lint-disable-next-line no-drop-schema -- <why>`,
      });
    },
  },
});

/** The tables that a schema holds. */
function contentsOf(name: string, { tables, traits }: Schema): number {
  const own = (schema: string | undefined): string => schema ?? traits.defaultSchema ?? '';
  return tables.count((table) => samePart(traits, own(table.name.schema), name));
}
