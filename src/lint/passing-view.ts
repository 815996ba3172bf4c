import type { Migration } from '../model/migration.ts';
import type { MigrationView, ShippedEdit } from '../rules/rule.ts';

/**
 * A view whose steps are made when somebody looks at them. The steps of thousands of migrations, each with its schemas and
 * facts, are never in memory together.
 */
export function passingView(
  migration: Migration,
  edit: ShippedEdit | undefined,
  made: () => MigrationView,
): MigrationView {
  return {
    migration,
    edit,
    get up() {
      return made().up;
    },
    get down() {
      return made().down;
    },
    get rebuilds() {
      return made().rebuilds;
    },
    get before() {
      return made().before;
    },
    get after() {
      return made().after;
    },
  };
}
