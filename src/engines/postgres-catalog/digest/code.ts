import { notOfExtension } from '../names.ts';
import type { DigestedCatalog } from './catalog.ts';
import { identity, inDefinition, inGrants, inSubject, isOfUser, owner, reference, routine } from './catalog.ts';

/** What comes with a type and is no one's own: the constructors of a range, the row type of a table, the type of arrays. */
export function isInternal(catalog: string, oid: string): string {
  return `EXISTS (SELECT FROM pg_depend n WHERE n.classid = '${catalog}'::regclass AND n.objid = ${oid} AND n.deptype = 'i')`;
}

const routines: DigestedCatalog = {
  catalog: 'pg_proc',
  where: `NOT ${isInternal('pg_proc', 'x.oid')}`,
  // The functions of aggregates are no SQL: what they are made of are facts of their own.
  definition: `CASE WHEN x.prokind = 'a' THEN pg_get_function_result(x.oid) ELSE pg_get_functiondef(x.oid) END`,
  columns: {
    oid: inSubject,
    proname: inSubject,
    pronamespace: inSubject,
    proowner: owner('proowner'),
    prolang: inDefinition,
    procost: inDefinition,
    prorows: inDefinition,
    provariadic: inDefinition,
    prosupport: inDefinition,
    prokind: inDefinition,
    prosecdef: inDefinition,
    proleakproof: inDefinition,
    proisstrict: inDefinition,
    proretset: inDefinition,
    provolatile: inDefinition,
    proparallel: { fact: 'parallel', as: `CASE WHEN x.prokind = 'a' THEN nullif(x.proparallel, 'u') END` },
    pronargs: inDefinition,
    pronargdefaults: inDefinition,
    prorettype: inDefinition,
    proargtypes: inSubject,
    proallargtypes: inDefinition,
    proargmodes: inDefinition,
    proargnames: { fact: 'arguments', as: `CASE WHEN x.prokind = 'a' THEN pg_get_function_arguments(x.oid) END` },
    proargdefaults: inDefinition,
    protrftypes: inDefinition,
    prosrc: inDefinition,
    probin: inDefinition,
    prosqlbody: inDefinition,
    proconfig: inDefinition,
    proacl: inGrants,
  },
};

const aggregates: DigestedCatalog = {
  catalog: 'pg_aggregate',
  hasOid: false,
  subject: identity('pg_proc', 'x.aggfnoid'),
  definition: null,
  where: isOfUser('pg_proc', 'x.aggfnoid'),
  columns: {
    aggfnoid: inSubject,
    aggkind: { fact: 'kind' },
    aggnumdirectargs: { fact: 'direct arguments' },
    aggtransfn: routine('state function', 'aggtransfn'),
    aggfinalfn: routine('final function', 'aggfinalfn'),
    aggcombinefn: routine('combine function', 'aggcombinefn'),
    aggserialfn: routine('serialize function', 'aggserialfn'),
    aggdeserialfn: routine('deserialize function', 'aggdeserialfn'),
    aggmtransfn: routine('moving state function', 'aggmtransfn'),
    aggminvtransfn: routine('moving inverse function', 'aggminvtransfn'),
    aggmfinalfn: routine('moving final function', 'aggmfinalfn'),
    aggfinalextra: { fact: 'final function takes the arguments' },
    aggmfinalextra: { fact: 'moving final function takes the arguments' },
    aggfinalmodify: { fact: 'final function modifies' },
    aggmfinalmodify: { fact: 'moving final function modifies' },
    aggsortop: reference('sort operator', 'aggsortop', 'regoperator'),
    aggtranstype: { fact: 'state type', as: 'format_type(x.aggtranstype, NULL)' },
    aggtransspace: { fact: 'state size' },
    aggmtranstype: { fact: 'moving state type', as: 'format_type(nullif(x.aggmtranstype, 0), NULL)' },
    aggmtransspace: { fact: 'moving state size' },
    agginitval: { fact: 'initial value', as: 'quote_literal(x.agginitval)' },
    aggminitval: { fact: 'moving initial value', as: 'quote_literal(x.aggminitval)' },
  },
};

const casts: DigestedCatalog = {
  catalog: 'pg_cast',
  where: `NOT ${isInternal('pg_cast', 'x.oid')}`,
  columns: {
    oid: inSubject,
    castsource: inSubject,
    casttarget: inSubject,
    castfunc: routine('function', 'castfunc'),
    castcontext: { fact: 'context' },
    castmethod: { fact: 'method' },
  },
};

const operators: DigestedCatalog = {
  catalog: 'pg_operator',
  columns: {
    oid: inSubject,
    oprname: inSubject,
    oprnamespace: inSubject,
    oprowner: owner('oprowner'),
    oprkind: inSubject,
    oprcanmerge: { fact: 'merges' },
    oprcanhash: { fact: 'hashes' },
    oprleft: inSubject,
    oprright: inSubject,
    oprresult: { fact: 'result', as: 'format_type(x.oprresult, NULL)' },
    oprcom: reference('commutator', 'oprcom', 'regoperator'),
    oprnegate: reference('negator', 'oprnegate', 'regoperator'),
    oprcode: routine('function', 'oprcode'),
    oprrest: routine('restriction estimator', 'oprrest'),
    oprjoin: routine('join estimator', 'oprjoin'),
  },
};

const operatorFamilies: DigestedCatalog = {
  catalog: 'pg_opfamily',
  columns: {
    oid: inSubject,
    opfmethod: inSubject,
    opfname: inSubject,
    opfnamespace: inSubject,
    opfowner: owner('opfowner'),
  },
};

const operatorClasses: DigestedCatalog = {
  catalog: 'pg_opclass',
  columns: {
    oid: inSubject,
    opcmethod: inSubject,
    opcname: inSubject,
    opcnamespace: inSubject,
    opcowner: owner('opcowner'),
    opcfamily: { fact: 'family', as: identity('pg_opfamily', 'x.opcfamily') },
    opcintype: { fact: 'type', as: 'format_type(x.opcintype, NULL)' },
    opcdefault: { fact: 'default' },
    opckeytype: { fact: 'stored type', as: 'format_type(nullif(x.opckeytype, 0), NULL)' },
  },
};

const familyOperators: DigestedCatalog = {
  catalog: 'pg_amop',
  // What an extension puts into its families does not depend on the extension itself.
  where: `${notOfExtension('pg_opfamily', 'x.amopfamily')} OR ${isOfUser('pg_operator', 'x.amopopr')}`,
  columns: {
    oid: inSubject,
    amopfamily: inSubject,
    amoplefttype: inSubject,
    amoprighttype: inSubject,
    amopstrategy: inSubject,
    amoppurpose: { fact: 'purpose' },
    amopopr: reference('operator', 'amopopr', 'regoperator'),
    amopmethod: inSubject,
    amopsortfamily: { fact: 'sorts by', as: identity('pg_opfamily', 'nullif(x.amopsortfamily, 0)') },
  },
};

const familyRoutines: DigestedCatalog = {
  catalog: 'pg_amproc',
  where: `${notOfExtension('pg_opfamily', 'x.amprocfamily')} OR ${isOfUser('pg_proc', 'x.amproc')}`,
  columns: {
    oid: inSubject,
    amprocfamily: inSubject,
    amproclefttype: inSubject,
    amprocrighttype: inSubject,
    amprocnum: inSubject,
    amproc: routine('function', 'amproc'),
  },
};

const accessMethods: DigestedCatalog = {
  catalog: 'pg_am',
  columns: { oid: inSubject, amname: inSubject, amhandler: routine('handler', 'amhandler'), amtype: { fact: 'type' } },
};

const languages: DigestedCatalog = {
  catalog: 'pg_language',
  columns: {
    oid: inSubject,
    lanname: inSubject,
    lanowner: owner('lanowner'),
    lanispl: { fact: 'procedural' },
    lanpltrusted: { fact: 'trusted' },
    lanplcallfoid: routine('handler', 'lanplcallfoid'),
    laninline: routine('inline handler', 'laninline'),
    lanvalidator: routine('validator', 'lanvalidator'),
    lanacl: inGrants,
  },
};

const transforms: DigestedCatalog = {
  catalog: 'pg_transform',
  columns: {
    oid: inSubject,
    trftype: inSubject,
    trflang: inSubject,
    trffromsql: routine('from SQL', 'trffromsql'),
    trftosql: routine('to SQL', 'trftosql'),
  },
};

const eventTriggers: DigestedCatalog = {
  catalog: 'pg_event_trigger',
  columns: {
    oid: inSubject,
    evtname: inSubject,
    evtevent: { fact: 'event' },
    evtowner: owner('evtowner'),
    evtfoid: routine('function', 'evtfoid'),
    evtenabled: { fact: 'enabled', as: `nullif(x.evtenabled, 'O')` },
    evttags: { fact: 'tags' },
  },
};

export const codeCatalogs: readonly DigestedCatalog[] = [
  routines,
  aggregates,
  casts,
  operators,
  operatorFamilies,
  operatorClasses,
  familyOperators,
  familyRoutines,
  accessMethods,
  languages,
  transforms,
  eventTriggers,
];
