import pc from 'picocolors';
import type { PassedOver } from '../../frameworks/framework.ts';
import { ledgerTableOf } from '../../frameworks/ledger.ts';
import { passedOver } from '../../lint/chains.ts';
import { shippedPhrase } from '../../lint/chain-view.ts';
import type { LoadedChain, Project } from '../../lint/project.ts';
import type { Migration, TransactionMode } from '../../model/migration.ts';
import { logText } from '../../report/inert.ts';
import { jsonText } from '../../report/json-text.ts';
import type { ProjectFlags } from '../open.ts';
import { openFor } from '../open.ts';
import type { Terminal } from '../terminal.ts';

export interface ChainsFlags extends ProjectFlags {
  readonly json?: boolean;
}

/** What the command says of one chain. */
interface ChainDescription {
  readonly name: string;
  readonly framework: string;
  readonly dialect: string;
  readonly engineVersion: string;
  readonly evidence: readonly string[];
  readonly migrations: number;
  readonly first?: string;
  readonly last?: string;
  readonly transaction: TransactionMode | undefined;
  /** Migrations that the tool runs in other transactions than most. */
  readonly exceptions: readonly { readonly id: string; readonly transaction: string }[];
  readonly ledger?: { readonly table: string; readonly identity: string; readonly rows: 'each' | 'newest' };
  readonly keepsChecksum: boolean;
  readonly shipped: { readonly count: number; readonly last?: string; readonly where?: string };
  readonly fresh: readonly string[];
  readonly problems: number;
}

/** Prints which chains of migrations were found and why, and what was passed over. */
export async function chains(paths: readonly string[], flags: ChainsFlags, terminal: Terminal): Promise<number> {
  const { project } = await openFor({ paths }, flags, terminal.cwd);
  const described = project.chains.map((chain) => describeChain(chain, project));
  const sources = project.chains.map(({ source }) => source);
  const others = passedOver(project.files, project.config, sources);
  if (flags.json === true) {
    const plain = { chains: described, passedOver: others, notes: project.notes };
    terminal.out(`${jsonText(plain, 2)}\n`);
    return 0;
  }
  terminal.out(printReport(described, others, project, terminal.color));
  return 0;
}

function describeChain(chain: LoadedChain, { shipped }: Project): ChainDescription {
  const { source, framework, migrations, shipping } = chain;
  const first = migrations[0]?.id;
  const last = migrations.at(-1)?.id;
  const transaction = usualTransaction(migrations);
  const isShipped = ({ id }: Migration): boolean => shipping.shipped.has(id);
  const lastShipped = migrations.findLast(isShipped)?.id;
  const { ledger } = framework;
  return {
    name: source.name,
    framework: framework.name,
    dialect: chain.dialect.traits.name,
    engineVersion: chain.engineVersion,
    evidence: source.evidence,
    migrations: migrations.length,
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
    transaction,
    exceptions: migrations.flatMap((migration) => exceptionOf(migration, transaction)),
    ...(ledger === undefined
      ? {}
      : { ledger: { table: ledgerTableOf(ledger, source), identity: ledger.identity, rows: ledger.rows } }),
    keepsChecksum: framework.keepsChecksum,
    shipped: {
      count: migrations.filter(isShipped).length,
      ...(lastShipped === undefined ? {} : { last: lastShipped }),
      ...(shipped.kind === 'unknown' ? {} : { where: shippedPhrase(shipped) }),
    },
    fresh: migrations.filter((migration) => !isShipped(migration)).map(({ id }) => id),
    problems: migrations.reduce((sum, { problems }) => sum + problems.length, 0),
  };
}

function usualTransaction(migrations: readonly Migration[]): TransactionMode | undefined {
  const counts = new Map<TransactionMode, number>();
  for (const { transaction } of migrations) counts.set(transaction, (counts.get(transaction) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}

function exceptionOf(migration: Migration, usual: TransactionMode | undefined): ChainDescription['exceptions'] {
  const { id, transaction, up } = migration;
  if (transaction !== usual) return [{ id, transaction }];
  const outside = up.filter(({ outsideTransaction }) => outsideTransaction === true).length;
  if (outside === 0 || usual === 'none') return [];
  return [{ id, transaction: `${outside} of ${up.length} statements outside of it` }];
}

const bounds: Readonly<Record<TransactionMode, string>> = {
  'whole-batch': 'all pending migrations run in one transaction',
  'per-migration': 'each migration runs in a transaction of its own',
  'per-file-implicit': 'each file is sent as one command: with several statements, one implicit transaction',
  none: 'the tool opens no transaction: each statement by itself',
};

/** How many migrations are named before the rest is only counted. */
const namedAtMost = 5;

function printReport(
  described: readonly ChainDescription[],
  others: readonly PassedOver[],
  { notes }: Project,
  color: boolean,
): string {
  const { bold, dim } = pc.createColors(color);
  const blocks = described.map((chain) => {
    const head = `${bold(logText(chain.name))}  ${logText(`${chain.framework}, ${chain.dialect} ${chain.engineVersion}`)}`;
    const rows = rowsOf(chain).flatMap(([label, lines]) =>
      lines.map((line, at) => `  ${dim((at === 0 ? label : '').padEnd(13))}${logText(line)}`),
    );
    return [head, ...rows].join('\n');
  });
  if (described.length === 0) blocks.push('No chains of migrations found.');
  if (others.length > 0) {
    const lines = others.map(
      ({ folder, files, framework, reason }) =>
        `  ${logText(folder || '.')}  ${dim(`${files} ${files === 1 ? 'file' : 'files'}, as ${framework} names them`)}\n      ${logText(reason)}`,
    );
    blocks.push([bold('Passed over'), ...lines].join('\n'));
  }
  if (notes.length > 0) blocks.push(notes.map((note) => logText(`note: ${note}`)).join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

function rowsOf(chain: ChainDescription): readonly (readonly [label: string, lines: readonly string[]])[] {
  const { first, last, transaction, ledger, shipped, fresh, problems } = chain;
  const order =
    first === undefined
      ? 'no migrations'
      : chain.migrations === 1
        ? `one migration, ${first}`
        : `${chain.migrations} migrations, from ${first} to ${last ?? first}`;
  return [
    ['because', chain.evidence],
    ['order', [order]],
    ['transactions', [...(transaction === undefined ? [] : [bounds[transaction]]), ...exceptionLines(chain)]],
    ['ledger', [ledger === undefined ? 'none that is known' : ledgerLine(ledger, chain.keepsChecksum)]],
    ['shipped', [shippedLine(shipped)]],
    ...(shipped.where === undefined ? [] : [['new', [fresh.length === 0 ? 'none' : named(fresh)]] as const]),
    ...(problems === 0 ? [] : [['problems', [`${problems}, which \`mig-lint --all\` names`]] as const]),
  ];
}

function exceptionLines({ exceptions }: ChainDescription): readonly string[] {
  const named = exceptions.slice(0, namedAtMost).map(({ id, transaction }) => `but ${id}: ${transaction}`);
  const rest = exceptions.length - named.length;
  return rest === 0 ? named : [...named, `and ${rest} more`];
}

function ledgerLine(
  { table, identity, rows }: NonNullable<ChainDescription['ledger']>,
  keepsChecksum: boolean,
): string {
  const row = rows === 'newest' ? 'one row, of the newest migration' : 'a row for each migration';
  return `${table}: ${row}, told apart by ${identity}${keepsChecksum ? '; the file must not change, a checksum is kept' : ''}`;
}

function shippedLine({ count, last, where }: ChainDescription['shipped']): string {
  if (where === undefined) return 'nothing is known of what has shipped: all count as new';
  return last === undefined ? `none ${where}` : `${count} ${where}, the last one ${last}`;
}

function named(ids: readonly string[]): string {
  const rest = ids.length - namedAtMost;
  return ids.slice(0, namedAtMost).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
