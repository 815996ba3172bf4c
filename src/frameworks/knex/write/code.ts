/** A text as a string of JavaScript, as Prettier writes it. */
export function literal(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return escaped.includes("'") && !escaped.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

export function array(texts: readonly string[]): string {
  return `[${texts.map(literal).join(', ')}]`;
}

/** SQL that is sent as it is. Without bindings, knex leaves question marks alone. */
export function rawCall(knex: string, sql: string): string {
  if (!sql.includes('\n')) return `${knex}.raw(${literal(sql)})`;
  const escaped = sql.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  return `${knex}.raw(\`${escaped}\`)`;
}
