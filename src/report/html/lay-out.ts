/**
 * A statement in several lines, so that a difference is one of a column: the list of a CREATE TABLE gets a line for each
 * entry. Statements of other kinds keep their lines.
 */
export function laidOut(sql: string): readonly string[] {
  const open = /^CREATE TABLE\b[^(']*/i.exec(sql)?.[0].length;
  if (open === undefined || sql[open] !== '(') return sql.split('\n');
  const entries: string[] = [];
  let depth = 0;
  let start = open + 1;
  let quote = '';
  for (let at = open; at < sql.length; at += 1) {
    const character = sql.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === "'" || character === '"' || character === '`') {
      quote = character;
    } else if (character === '(') {
      depth += 1;
    } else if (character === ',' && depth === 1) {
      entries.push(sql.slice(start, at + 1));
      start = at + 1;
    } else if (character === ')') {
      depth -= 1;
      if (depth === 0) {
        entries.push(sql.slice(start, at));
        return [sql.slice(0, open + 1), ...entries.map((entry) => `  ${entry.trim()}`), sql.slice(at)];
      }
    }
  }
  return sql.split('\n');
}
