import type { AlterTableStmt } from 'libpg-query';
import type { OtherObjectType } from '../../model/operations/objects.ts';

export type ObjectType = NonNullable<AlterTableStmt['objtype']>;

/** The kinds of objects that need no vocabulary of their own. */
export const otherObjectTypes: Partial<Record<ObjectType, OtherObjectType>> = {
  OBJECT_ACCESS_METHOD: 'access-method',
  OBJECT_CAST: 'cast',
  OBJECT_COLLATION: 'collation',
  OBJECT_CONVERSION: 'conversion',
  OBJECT_DATABASE: 'database',
  OBJECT_EVENT_TRIGGER: 'event-trigger',
  OBJECT_EXTENSION: 'extension',
  OBJECT_FDW: 'foreign-data-wrapper',
  OBJECT_FOREIGN_SERVER: 'server',
  OBJECT_LANGUAGE: 'language',
  OBJECT_OPCLASS: 'operator-class',
  OBJECT_OPERATOR: 'operator',
  OBJECT_OPFAMILY: 'operator-family',
  OBJECT_POLICY: 'policy',
  OBJECT_PUBLICATION: 'publication',
  OBJECT_ROLE: 'role',
  OBJECT_RULE: 'rule',
  OBJECT_STATISTIC_EXT: 'extended-statistics',
  OBJECT_SUBSCRIPTION: 'subscription',
  OBJECT_TABLESPACE: 'tablespace',
  OBJECT_TRANSFORM: 'transform',
  OBJECT_TSCONFIGURATION: 'text-search',
  OBJECT_TSDICTIONARY: 'text-search',
  OBJECT_TSPARSER: 'text-search',
  OBJECT_TSTEMPLATE: 'text-search',
  OBJECT_USER_MAPPING: 'user-mapping',
};

/** What people, and COMMENT ON, call a kind of object: `OBJECT_FOREIGN_TABLE` is a `foreign table`. */
export function objectWords(type: ObjectType): string {
  return (
    specialWords[type] ??
    type
      .replace(/^OBJECT_/u, '')
      .replaceAll('_', ' ')
      .toLowerCase()
  );
}

const specialWords: Partial<Record<ObjectType, string>> = {
  OBJECT_FDW: 'foreign data wrapper',
  OBJECT_FOREIGN_SERVER: 'server',
  OBJECT_MATVIEW: 'materialized view',
  OBJECT_OPCLASS: 'operator class',
  OBJECT_OPFAMILY: 'operator family',
  OBJECT_STATISTIC_EXT: 'statistics',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_DOMCONSTRAINT: 'constraint',
  OBJECT_TSCONFIGURATION: 'text search configuration',
  OBJECT_TSDICTIONARY: 'text search dictionary',
  OBJECT_TSPARSER: 'text search parser',
  OBJECT_TSTEMPLATE: 'text search template',
};
