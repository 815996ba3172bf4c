/** What an engine's message usually means, and what then helps. `$1` is the name in the message. */
const hints: readonly (readonly [message: RegExp, hint: string])[] = [
  [
    /role "([^"]+)" does not exist/u,
    'the role $1 is missing: no migration makes it. Make it on the server of --url (CREATE ROLE "$1"), or run without --url, where roles are made',
  ],
  [
    /extension "([^"]+)" is not available/u,
    'the extension $1 is missing: this engine does not have it. Give a server that has it with --url postgres://…',
  ],
  [
    /(?:time.?out|max_execution_time|max_statement_time)/iu,
    'it takes too long: allow it more with --timeout <seconds>, or see whether it ends at all',
  ],
  [
    /(?:schema|relation|type|table) "?([^"\s]+)"? does(?:n't| not) exist/iu,
    '$1 is missing: no migration makes it. When the platform or a template database brings it, give a server that has it in template1 with --url',
  ],
  [
    /would leave the scratch database/u,
    'it reaches beyond the database of the chain, and is not run: leave it out of both chains',
  ],
];

/** A template language that the migration tool would have filled in. */
const placeholder = /\$\{[^}]+\}|\{\{[^}]+\}\}|<%[^%]+%>/u;

/** What is likely missing, given the engine's message and the statement. */
export function hintFor(message: string, sql: string | undefined): string | undefined {
  const found = placeholder.exec(sql ?? '')?.[0];
  if (found !== undefined) {
    return `the template is not filled in: the tool puts a value in the place of ${found}, which is not known here`;
  }
  for (const [pattern, hint] of hints) {
    const name = pattern.exec(message);
    if (name !== null) return hint.replaceAll('$1', name[1] ?? '');
  }
  return undefined;
}
