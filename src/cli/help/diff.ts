/** How `mig-lint diff` can say what it found. */
export const diffFormats = ['text', 'json', 'sql'] as const;

export type DiffFormat = (typeof diffFormats)[number];

export const diffHelp = `
Each line is an event, called as upgrade handlers know it: EntityAdded, EntityDeleted, EntityRenamed, PropertyAdded,
PropertyDeleted, PropertyRenamed, TypeChanged, NullabilityChanged. A rename is told from a drop and an addition when both
points belong to one history of migrations; in two SQL files it cannot be. Indexes and constraints of tables that stay are
not compared, and code (views, routines, triggers) is not.

Examples:
  mig-lint diff 20240301101500_Country end  what came after this migration
  mig-lint diff v1.2.0 HEAD                 what the next release brings
  mig-lint diff main end --format sql       the same as statements of the chain's own dialect
  mig-lint diff start end --chain mysql     everything that one chain makes
  mig-lint diff old.sql new.sql --dialect postgres
                                            two scripts that each make a schema out of nothing`;
