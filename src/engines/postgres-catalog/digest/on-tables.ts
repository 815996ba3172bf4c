import type { DigestedCatalog } from './catalog.ts';
import { identity, inDefinition, inSubject, isRelationOfUser, owner } from './catalog.ts';

const triggers: DigestedCatalog = {
  catalog: 'pg_trigger',
  where: `NOT x.tgisinternal AND ${isRelationOfUser('x.tgrelid')}`,
  definition: 'pg_get_triggerdef(x.oid)',
  columns: {
    oid: inSubject,
    tgrelid: inSubject,
    tgparentid: { fact: 'parent', as: identity('pg_trigger', 'nullif(x.tgparentid, 0)') },
    tgname: inSubject,
    tgfoid: inDefinition,
    tgtype: inDefinition,
    tgenabled: { fact: 'enabled', as: `nullif(x.tgenabled, 'O')` },
    tgisinternal: inSubject,
    tgconstrrelid: inDefinition,
    tgconstrindid: inDefinition,
    tgconstraint: inDefinition,
    tgdeferrable: inDefinition,
    tginitdeferred: inDefinition,
    tgnargs: inDefinition,
    tgattr: inDefinition,
    tgargs: inDefinition,
    tgqual: inDefinition,
    tgoldtable: inDefinition,
    tgnewtable: inDefinition,
  },
};

const rules: DigestedCatalog = {
  catalog: 'pg_rewrite',
  where: `x.rulename <> '_RETURN' AND ${isRelationOfUser('x.ev_class')}`,
  definition: 'pg_get_ruledef(x.oid)',
  columns: {
    oid: inSubject,
    rulename: inSubject,
    ev_class: inSubject,
    ev_type: inDefinition,
    ev_enabled: { fact: 'enabled', as: `nullif(x.ev_enabled, 'O')` },
    is_instead: inDefinition,
    ev_qual: inDefinition,
    ev_action: inDefinition,
  },
};

const policies: DigestedCatalog = {
  catalog: 'pg_policy',
  columns: {
    oid: inSubject,
    polname: inSubject,
    polrelid: inSubject,
    polcmd: { fact: 'command' },
    polpermissive: { fact: 'permissive' },
    polroles: {
      fact: 'roles',
      as: `(SELECT string_agg(coalesce(r.rolname::text, 'public'), ', ' ORDER BY r.rolname COLLATE "C")
        FROM unnest(x.polroles) AS o (oid) LEFT JOIN pg_roles r ON r.oid = o.oid)`,
    },
    polqual: { fact: 'using', as: 'pg_get_expr(x.polqual, x.polrelid)' },
    polwithcheck: { fact: 'with check', as: 'pg_get_expr(x.polwithcheck, x.polrelid)' },
  },
};

const extendedStatistics: DigestedCatalog = {
  catalog: 'pg_statistic_ext',
  definition: 'pg_get_statisticsobjdef(x.oid)',
  columns: {
    oid: inSubject,
    stxrelid: inDefinition,
    stxname: inSubject,
    stxnamespace: inSubject,
    stxowner: owner('stxowner'),
    stxstattarget: { fact: 'statistics target', as: 'nullif(x.stxstattarget, -1)' },
    stxkeys: inDefinition,
    stxkind: inDefinition,
    stxexprs: inDefinition,
  },
};

/** What is made on tables and views, and has a name of its own there. */
export const onTableCatalogs: readonly DigestedCatalog[] = [triggers, rules, policies, extendedStatistics];
