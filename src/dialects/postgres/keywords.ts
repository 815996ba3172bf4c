/**
 * The words that stand in capitals in normal form: the reserved ones of PostgreSQL 18 (RESERVED_KEYWORD and
 * TYPE_FUNC_NAME_KEYWORD in src/include/parser/kwlist.h), which cannot name a column without quotes, and those that
 * hardly ever do.
 */
export const capitalWords: ReadonlySet<string> = new Set(
  (
    'all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation ' +
    'column concurrently constraint create cross current_catalog current_date current_role current_schema ' +
    'current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for ' +
    'foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral ' +
    'leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer ' +
    'overlaps placing primary references returning right select session_user similar some symmetric system_user ' +
    'table tablesample then to trailing true union unique user using variadic verbose when where window with ' +
    'alter between by cascade delete drop exists insert maxvalue minvalue nulls over partition recursive restrict ' +
    'returns set update values'
  ).split(' '),
);
