/** What an engine's message usually means, and what then helps; `$1`, `$2` are the names in the message. */
const hints: readonly (readonly [message: RegExp, hint: string])[] = [
  [
    /would leave the scratch database/u,
    'it reaches beyond the database that migrations are tried in, and is never run: leave it to the one who runs the server',
  ],
  [
    /not known to stay in the scratch database/u,
    'what cannot be read is not run on a server that others use: give a server of your own with --url, on which nothing else is',
  ],
  [
    /role "([^"]+)" does not exist/u,
    'the role $1 is missing, and no migration makes it. Make it on the server of --url (CREATE ROLE "$1"), or run without --url, where roles are made first',
  ],
  [
    /extension "([^"]+)" is not available|could not open extension control file ".*\/([^/"]+)\.control"/u,
    'the extension $1$2 is missing: this engine does not have it. Give a server that has it with --url postgres://user:password@host:5432/postgres; those of the contrib folder are also in --engine postgres@16',
  ],
  [
    /library "?(?:\$libdir\/)?([\w-]+)"?.*(?:No such file|not found)|could not access file "(?:\$libdir\/)?([^"]+)"/u,
    'the library $1$2 of an extension is missing: give a server that has it with --url',
  ],
  [
    /function (?:public\.)?((?:uuid_generate|uuid_nil|uuid_ns)\w*)\(/u,
    '$1() comes from the extension uuid-ossp: a migration has to make it (CREATE EXTENSION "uuid-ossp"), in a schema of the search_path',
  ],
  [
    /function (?:public\.)?(gen_salt|crypt|digest|hmac|gen_random_bytes|pgp_\w+|armor)\(/u,
    '$1() comes from the extension pgcrypto: a migration has to make it (CREATE EXTENSION pgcrypto), in a schema of the search_path',
  ],
  [
    /function (?:public\.)?(unaccent|similarity|word_similarity)\(|operator class "(g\w+_trgm_ops)"/u,
    '$1$2 comes from an extension (unaccent, pg_trgm): a migration has to make it with CREATE EXTENSION',
  ],
  [
    /type "(?:public\.)?(citext|hstore|ltree|vector|geometry|geography|cube)(?:\([^)]*\))?" does not exist/u,
    'the type $1 comes from an extension (vector, postgis or of the same name): a migration has to make it with CREATE EXTENSION, or the server of --url has to have it in template1',
  ],
  [
    /unrecognized configuration parameter "([^"]+)"/u,
    'the parameter $1 is one of an extension, or of the platform that the migrations are written for: set it on the server of --url',
  ],
  [
    /(?:schema|SCHEMA) "([^"]+)" does not exist/u,
    'the schema $1 is missing, and no migration makes it. When the platform brings it (auth and storage of Supabase), give a server that has it in template1 with --url',
  ],
  [
    /(?:relation|table|view|sequence) ["']?([^"'\s]+)["']? does(?:n't| not) exist|no such table: (\S+)/iu,
    '$1$2 is missing: no migration before this one makes it. When the tool or a template database brings it, give a server that has it with --url',
  ],
  [
    /Unknown database '([^']+)'/u,
    'the migration names the database $1: leave the name out, so that it runs in any database',
  ],
  [
    /permission denied|must be (?:owner|superuser|member)|access denied|command denied/iu,
    'the user of --url may not do this: give one that may make databases and everything in them, or run without --url',
  ],
  [
    /time.?out|max_(?:execution|statement)_time/iu,
    'it takes too long: allow it more time, or see whether it ends at all',
  ],
];

/** A template language that the migration tool would have filled in. */
const placeholder =
  /\$\{[^{}]+\}|\{\{[^{}]+\}\}|<%[^%]+%>|%[A-Z][A-Z0-9_]+%|(?<![:\w]):'?"?[a-z]\w*'?"?(?=\s*[;,)]|\s*$)|@@[A-Z_]+@@/u;

/** Messages of a syntax that a parser does not know, which is what a placeholder ends in. */
const isSyntax = /syntax error|unrecognized token|You have an error in your SQL syntax|near "/iu;

/** What is likely missing, given the engine's message and the statement that it is about; `undefined`: nothing is known. */
export function hintFor(message: string, sql = ''): string | undefined {
  const found = isSyntax.test(message) ? placeholder.exec(sql)?.[0] : undefined;
  if (found !== undefined) {
    return `the template is not filled in: the tool puts a value in the place of ${found}, which is not known here`;
  }
  for (const [pattern, hint] of hints) {
    const names = pattern.exec(message);
    if (names !== null) return hint.replaceAll(/\$(\d)/gu, (_, at: string) => names[Number(at)] ?? '');
  }
  return undefined;
}
