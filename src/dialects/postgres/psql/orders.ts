import { slice } from '../../../model/source-text.ts';
import type { SourceText } from '../../../model/source-text.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { SqlStatement } from '../../dialect.ts';
import { asOne, concatenated } from '../nested-source.ts';
import type { ReadOperations, Script } from '../script.ts';
import { guarded, placedAt } from '../script.ts';
import { changeBranch } from './branches.ts';
import { executedBy } from './executed.ts';
import { keepVariable } from './variables.ts';

/** An order to psql with what it needs to be understood. */
interface Order {
  readonly source: SourceText;
  readonly span: Span;
  /** The statement that it ends or follows. */
  readonly before: SqlStatement | undefined;
}

/** Orders that run another file. */
const includes: ReadonlySet<string> = new Set(['i', 'include', 'ir', 'include_relative']);

/** What an order to psql does: most change nothing, or only what psql sends next. */
export function orderOperations(order: Order, script: Script, read: ReadOperations): readonly Operation[] {
  const { source, span } = order;
  const [written = '', word = ''] = /^\\(\w*)/u.exec(source.text) ?? [];
  const rest = source.text.slice(written.length);
  keepVariable(word, rest, script.variables);
  changeBranch(word, rest, script.branches);

  const nothing: Operation = { kind: 'NoChange', span, statement: source.text };
  if (includes.has(word)) {
    const detail = `what ${source.text} runs stands in another file, which is not read here`;
    return [{ kind: 'Opaque', span, reason: 'not-recognised', detail, text: source.text }];
  }
  if (word === 'copy') return copied(source, written.length, read) ?? [nothing];
  if (word !== 'gexec' || order.before === undefined) return [nothing];

  const executed = executedBy(order.before.sql);
  if (executed === undefined) {
    const detail = '\\gexec runs the texts that the query before it yields, which are only known when it runs';
    return [{ kind: 'Opaque', span, reason: 'built-at-run-time', detail, text: order.before.sql }];
  }
  const operations = executed.texts.flatMap((text) => read(asOne(source, text)));
  if (operations.length === 0) return [nothing];
  return placedAt(guarded(operations, executed.guards, executed.repeated), span);
}

/** `\copy` takes what COPY takes, from the client's own files; `undefined` when it is not valid. */
function copied(source: SourceText, after: number, read: ReadOperations): readonly Operation[] | undefined {
  const { text } = source;
  const own = concatenated(source.file, [asOne(slice(source, 0, after), 'COPY'), slice(source, after, text.length)]);
  const operations = read(own);
  return operations.some(({ kind }) => kind === 'Opaque') ? undefined : operations;
}
