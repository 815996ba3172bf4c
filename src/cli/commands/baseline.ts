import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BaselineError } from '../../baseline/baseline-error.ts';
import { chooseEngine } from '../../baseline/execution/choose-engine.ts';
import type { EngineChoice } from '../../baseline/execution/choose-engine.ts';
import { ledgerScript } from '../../baseline/ledger/index.ts';
import { draftBase } from '../../baseline/draft.ts';
import type { Side, Sides } from '../../baseline/open-sides.ts';
import { openSide, openSides } from '../../baseline/open-sides.ts';
import { chainProof } from '../../baseline/proof.ts';
import { proveBaseline } from '../../baseline/prove.ts';
import { printResult } from '../../baseline/report/index.ts';
import type { BaselineFormat, BaselineResult, Ignorable } from '../../baseline/result.ts';
import { exitCodeOf } from '../../baseline/result.ts';
import { squashOf } from '../../baseline/squash.ts';
import type { WrittenBase } from '../../baseline/write/index.ts';
import { workTreeFiles } from '../../frameworks/project-files.ts';
import type { ResolvedConfig } from '../../config/config.ts';
import { loadConfig } from '../../config/index.ts';
import { EngineMissingError } from '../../engines/engine.ts';
import type { Proofs } from '../../history/proof.ts';
import { parseProofs, printProofs, proofFile } from '../../history/proof.ts';
import { logText } from '../../report/inert.ts';
import type { ProjectFlags } from '../open.ts';
import { placeBase } from '../place-base.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { version } from '../version.ts';
import { writeWhole } from '../write-whole.ts';

export interface BaselineFlags extends Omit<ProjectFlags, 'since' | 'reportUnusedDisableDirectives'> {
  readonly from?: string;
  readonly to?: string;
  readonly engine?: string;
  readonly url?: string;
  readonly timeout: number;
  readonly ignore: readonly Ignorable[];
  readonly environments: readonly string[];
  /** `false`: no proof is written. */
  readonly proof?: string | false;
  readonly ledgerSql?: string;
  /** Squash the chain of the work tree. */
  readonly write?: boolean;
  readonly format: BaselineFormat;
  readonly outputFile?: string;
}

/** Proves that a squashed chain equals the one that it replaces, and records the proof. */
export async function baseline(flags: BaselineFlags, terminal: Terminal): Promise<number> {
  const { cwd } = terminal;
  const config = await loadConfig({
    cwd,
    runsCode: flags.configCode !== false,
    ...(flags.config === undefined ? {} : { file: path.resolve(cwd, flags.config) }),
  });
  try {
    const { sides, written } =
      flags.write === true ? await drafted(config, flags, cwd) : await found(config, flags, cwd);
    const result = await proveBaseline({
      sides,
      engine: engineFor(sides.new, flags),
      ignored: flags.ignore,
      environments: flags.environments,
    });
    await deliver(result, flags, terminal);
    const record = (): Promise<readonly string[]> => leave(result, sides, flags, config, cwd);
    for (const sentence of await leaveBase(result, written, config, record)) terminal.err(logText(`${sentence}\n`));
    return exitCodeOf(result);
  } catch (error) {
    if (error instanceof BaselineError || error instanceof EngineMissingError) throw new UsageError(error.message);
    throw error;
  }
}

/** Two chains, and the base where it was drafted just now. */
interface Compared {
  readonly sides: Sides;
  readonly written?: WrittenBase;
}

async function found(config: ResolvedConfig, flags: BaselineFlags, cwd: string): Promise<Compared> {
  const { from, to } = flags;
  return {
    sides: await openSides({
      config,
      cwd,
      from: from ?? missingFrom(),
      ...(to === undefined ? {} : { to }),
      ...selectionOf(flags),
    }),
  };
}

/** The chain of the work tree, and the base that would take its place. */
async function drafted(config: ResolvedConfig, flags: BaselineFlags, cwd: string): Promise<Compared> {
  if (flags.from !== undefined || flags.to !== undefined) {
    throw new UsageError('--write squashes the chain of the work tree: leave out --from and --to');
  }
  const request = { config, cwd, ...selectionOf(flags) };
  const old = await openSide(request, 'the work tree', workTreeFiles(config.root, { links: config.links }));
  return draftBase(request, old, engineFor(old, flags));
}

/** Writes what there is besides the report, and says so; a base gets to the disk only when it is proved. */
async function leaveBase(
  result: BaselineResult,
  written: WrittenBase | undefined,
  { root }: ResolvedConfig,
  record: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  if (written === undefined) return record();
  if (exitCodeOf(result) !== 0) return ['The base was not written, since it is not proved.', ...(await record())];
  const said = await placeBase(root, written, record);
  const { files, removed } = written;
  return [`Written: ${files.map((file) => file.path).join(', ')}; ${removed.length} old files are gone.`, ...said];
}

function missingFrom(): never {
  throw new UsageError(
    'say where the old chain is: --from main, a tag, a commit, or a folder (mig-lint baseline --help has examples)',
  );
}

function selectionOf({ dialect, framework, engineVersion, chain }: BaselineFlags): Omit<ProjectFlags, 'config'> {
  return {
    ...(dialect === undefined ? {} : { dialect }),
    ...(framework === undefined ? {} : { framework }),
    ...(engineVersion === undefined ? {} : { engineVersion }),
    ...(chain === undefined ? {} : { chain }),
  };
}

function engineFor({ chain }: Side, { engine, url, timeout }: BaselineFlags): EngineChoice {
  return chooseEngine(chain.dialect.traits.name, {
    ...(engine === undefined ? {} : { engine }),
    ...(url === undefined ? {} : { url }),
    statementTimeout: timeout * 1000,
    inThread: true,
  });
}

async function deliver(
  result: BaselineResult,
  { format, outputFile }: BaselineFlags,
  terminal: Terminal,
): Promise<void> {
  const color = terminal.color && outputFile === undefined;
  const printed = printResult(result, format, { color, toolVersion: version });
  if (outputFile === undefined) terminal.out(printed);
  else await writeWhole(path.resolve(terminal.cwd, outputFile), printed);
}

/** Writes what was asked for besides the report, and says so. */
async function leave(
  result: BaselineResult,
  sides: Sides,
  flags: BaselineFlags,
  config: ResolvedConfig,
  cwd: string,
): Promise<readonly string[]> {
  return [...(await leaveProof(result, sides, flags, config, cwd)), ...(await leaveLedgerScript(sides, flags, cwd))];
}

/** By itself only a proof of something is written; whoever names a file gets one of whatever was found. */
async function leaveProof(
  result: BaselineResult,
  sides: Sides,
  { proof }: BaselineFlags,
  { root }: ResolvedConfig,
  cwd: string,
): Promise<readonly string[]> {
  const isProved = exitCodeOf(result) === 0 && result.old.squashed.length > 0;
  if (proof === false || (proof === undefined && !isProved)) return [];
  const file = proof === undefined ? path.join(root, proofFile) : path.resolve(cwd, proof);
  const proofs = new Map(await readProofs(file));
  proofs.set(result.chain.name, chainProof(result, sides, version));
  await writeWhole(file, printProofs(proofs));
  const name = path.relative(cwd, file);
  if (!isProved) return [`What was found is recorded in ${name}; it proves nothing.`];
  return path.resolve(file) === path.join(path.resolve(root), proofFile)
    ? [
        `The proof is in ${name}: commit it with the base, and no-shipped-edits accepts that the old migrations are gone.`,
      ]
    : [`The proof is in ${name}; linting looks for it in ${proofFile} beside the configuration.`];
}

async function readProofs(file: string): Promise<Proofs> {
  try {
    return parseProofs(await readFile(file, 'utf8')) ?? new Map();
  } catch {
    return new Map();
  }
}

async function leaveLedgerScript(sides: Sides, { ledgerSql }: BaselineFlags, cwd: string): Promise<readonly string[]> {
  if (ledgerSql === undefined) return [];
  const { chain, files } = sides.new;
  const { squashed, base, kept } = squashOf(sides);
  const [first, ...others] = base.flatMap(({ id }) => chain.entries.get(id) ?? []);
  if (first === undefined || others.length > 0) {
    return [
      first === undefined
        ? 'No ledger script: the squashed chain has no new migration that would stand for the old ones.'
        : 'No ledger script: it is written for one base migration, and the squashed chain has several new ones.',
    ];
  }
  const script = ledgerScript({
    framework: chain.framework,
    chain: chain.source,
    dialect: chain.dialect,
    files,
    squashed: squashed.flatMap(({ id }) => sides.old.chain.entries.get(id) ?? []),
    base: first,
    known: kept.flatMap(({ id }) => chain.entries.get(id) ?? []),
  });
  if (script.sql === undefined) return script.notes;
  await writeWhole(path.resolve(cwd, ledgerSql), script.sql);
  return [
    `The ledger script is in ${ledgerSql}: read it, and run it on every database before the squashed chain is deployed.`,
  ];
}
