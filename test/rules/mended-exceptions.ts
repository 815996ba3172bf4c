/** Mended examples by their names, each with the reason why it is not what is expected of all others. */
type Exceptions = Readonly<Record<string, string>>;

/** The database refuses the unsafe example: what was asked for is what it does outside of the tool's transaction. */
export const refusedAsItWas: Exceptions = {
  'concurrent-outside-transaction: Two statements sent at once': 'an index is built CONCURRENTLY in a transaction',
  'concurrent-outside-transaction: A folder with up.sql': 'an index is built CONCURRENTLY in a transaction',
};

/** It ends in another schema than the unsafe one. */
export const endsElsewhere: Exceptions = {
  'detach-concurrently: An old partition':
    'DETACH PARTITION CONCURRENTLY leaves a CHECK on the former partition that says what its bounds said',
};

/**
 * What a rule's rewrites leave otherwise by design: the temporary-column sequence adds the column anew as EF Core's scaffolder
 * does, with a default that fills it until the values are copied, and that default stays.
 */
export const staysBehind: Readonly<Record<string, RegExp>> = {
  'safe-foreign-key-change': /, column \S+: (?<was>.+) became \k<was> DEFAULT \S+$/,
};

/** Recommended rules that find something in it, and not in the unsafe example, by their names. */
export const newFindings: Readonly<Record<string, Exceptions>> = {};

/** Databases on which nothing can be run here, though rules mend examples for them. */
export const notRun: Exceptions = {
  sqlserver: 'SQL Server has no engine that runs in a test',
};
