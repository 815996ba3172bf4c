/** A command that GitHub's runner takes from a line of output. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** The commands that the runner knows of those that could be forged. */
const names: ReadonlySet<string> = new Set([
  ...['error', 'warning', 'notice', 'debug', 'group', 'endgroup', 'add-mask', 'set-output', 'save-state'],
  ...['add-path', 'set-env', 'stop-commands', 'add-matcher', 'remove-matcher', 'echo', 'internal-set-repo-path'],
]);

/** Every command in an output, by the grammar of the runner: `::name key=value,…::data`, and the older `##[name key=value;…]data`. */
export function workflowCommands(output: string): readonly WorkflowCommand[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => currentForm(line) ?? olderForm(line) ?? []);
}

function currentForm(line: string): WorkflowCommand | undefined {
  const text = line.trimStart();
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end === -1) return undefined;
  return command(text.slice(2, end), text.slice(end + 2), ',', [
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%3A', ':'],
    ['%2C', ','],
    ['%25', '%'],
  ]);
}

function olderForm(line: string): WorkflowCommand | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start === -1 || end === -1) return undefined;
  return command(line.slice(start + 3, end), line.slice(end + 1), ';', [
    ['%3B', ';'],
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%5D', ']'],
    ['%25', '%'],
  ]);
}

function command(
  head: string,
  data: string,
  separator: string,
  escapes: readonly (readonly [string, string])[],
): WorkflowCommand | undefined {
  const space = head.indexOf(' ');
  const name = space === -1 ? head : head.slice(0, space);
  if (!names.has(name)) return undefined;
  const unescape = (text: string): string =>
    escapes.reduce((done, [escaped, character]) => done.replaceAll(escaped, character), text);
  const pairs = space === -1 ? [] : head.slice(space + 1).split(separator);
  const properties = Object.fromEntries(
    pairs.flatMap((pair) => {
      const equals = pair.indexOf('=');
      return equals === -1 ? [] : [[pair.slice(0, equals).trim(), unescape(pair.slice(equals + 1))]];
    }),
  );
  return { name, properties, data: unescape(data) };
}
