/**
 * Puts an item at the head of a list that is written as a block under a top-level key; what was there stays as it is,
 * comments included. `undefined`: there is no such list.
 *
 * @param item the item's lines
 */
export function insertListItem(text: string, key: string, item: readonly string[]): string | undefined {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => blockKey(line)?.name === key && blockKey(line)?.indent === 0);
  const first = head === -1 ? undefined : lines.slice(head + 1).find(isContent);
  const dash = first === undefined ? undefined : /^(\s*)-(\s+)/.exec(first);
  if (dash === null || dash === undefined) return undefined;
  const [, indent = '', gap = ' '] = dash;
  const rest = `${indent} ${gap}`;
  const added = item.map((line, at) => (at === 0 ? `${indent}-${gap}${line}` : rest + line));
  return [...lines.slice(0, head + 1), ...added, ...lines.slice(head + 1)].join('\n');
}

export interface Command {
  readonly name: string;
  readonly run: string;
  /** The hook with nothing but this command. */
  readonly block: string;
}

/** Puts a command into a configuration of lefthook; `undefined`: its `pre-commit` is in a form that is not known. */
export function insertCommand(text: string, { name, run, block }: Command): string | undefined {
  const lines = text.split('\n');
  const hook = lines.findIndex((line) => /^pre-commit\s*:/.test(line));
  if (hook === -1) return `${text.trimEnd()}\n\n${block}`.trimStart();
  if (blockKey(lines[hook] ?? '') === undefined) return undefined;
  const end = lines.findIndex((line, at) => at > hook && /^[^\s#]/.test(line));
  const within = lines.slice(hook + 1, end === -1 ? undefined : end);
  const at = within.findIndex((line) => blockKey(line)?.name === 'commands');
  const commands = blockKey(within[at] ?? '');
  const child = blockKey(within.slice(at + 1).find(isContent) ?? '');
  if (commands === undefined || child === undefined || child.indent <= commands.indent) return undefined;
  const indent = ' '.repeat(child.indent);
  const added = [`${indent}${name}:`, `${indent}${' '.repeat(child.indent - commands.indent)}${run}`];
  const place = hook + 1 + at + 1;
  return [...lines.slice(0, place), ...added, ...lines.slice(place)].join('\n');
}

/** A key with a block below it: `  commands:`. */
function blockKey(line: string): { readonly name: string; readonly indent: number } | undefined {
  const match = /^( *)([\w./-]+)\s*:\s*(?:#.*)?$/.exec(line);
  return match === null ? undefined : { name: match[2] ?? '', indent: match[1]?.length ?? 0 };
}

function isContent(line: string): boolean {
  return !/^\s*(?:#|$)/.test(line);
}
