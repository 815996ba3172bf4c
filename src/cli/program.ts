import { Command, InvalidArgumentError, Option } from 'commander';
import { failLevels } from '../github/verdict.ts';
import { presetNames } from '../config/presets.ts';
import { dialectNames } from '../model/names.ts';
import { logText } from '../report/inert.ts';
import { formatNames } from '../report/index.ts';
import { baselineFormats, ignorables } from '../baseline/result.ts';
import type { BaselineFlags } from './commands/baseline.ts';
import type { ChainsFlags } from './commands/chains.ts';
import type { DiffFlags } from './commands/diff.ts';
import type { ExplainFlags } from './commands/explain.ts';
import type { GitHubFlags } from './commands/github.ts';
import type { InitFlags } from './commands/init.ts';
import type { LintFlags } from './commands/lint.ts';
import type { OperationsFlags } from './commands/operations.ts';
import type { PendingFlags } from './commands/pending.ts';
import type { RulesFlags } from './commands/rules.ts';
import type { SchemaFlags } from './commands/schema.ts';
import type { ShipFlags } from './commands/ship.ts';
import type { StatsFlags } from './commands/stats.ts';
import type { TraceFlags } from './commands/trace.ts';
import { baselineHelp } from './help/baseline.ts';
import { chainsHelp } from './help/chains.ts';
import { diffFormats, diffHelp } from './help/diff.ts';
import { explainFormats, explainHelp } from './help/explain.ts';
import { githubHelp } from './help/github.ts';
import { lintHelp } from './help/lint.ts';
import { pendingHelp } from './help/pending.ts';
import { statsHelp, statsServers } from './help/stats.ts';
import { traceFormats, traceHelp } from './help/trace.ts';
import { existingNames } from './init/choices.ts';
import { hookToolNames } from './init/hook-tools.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

/** The command line: each command's own file is loaded when it is called. */
export function createProgram(terminal: Terminal, exit: (code: number) => void): Command {
  const program = new Command('mig-lint')
    .description(
      'Checks database migrations before they run: your conventions, and what each step locks, rewrites, scans and loses.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help; `mig-lint <command> --help` for a command')
    .configureOutput({
      writeOut: terminal.out,
      writeErr: (text) => {
        terminal.err(logText(text));
      },
    })
    .showHelpAfterError('(mig-lint --help shows what there is)')
    .exitOverride()
    .enablePositionalOptions();

  const lint = program
    .command('lint', { isDefault: true })
    .description('check migrations (the default): the new ones of every chain found, or the files and folders named')
    .argument('[paths...]', 'migrations or folders; files are judged even when they have shipped')
    .option('--all', 'judge shipped migrations too')
    .option('--staged', 'judge the migrations with staged files, as they are staged; for hooks')
    .option('--fix', 'apply the fixes that are safe')
    .option(
      '--fix-rewrite',
      'put safe sequences in place of unsafe changes too, in new migrations where they need some',
    )
    .option('--fix-dry-run', 'show what --fix would write, and write nothing')
    .option('--format <name[=file]>', `${formatNames.join(', ')}; several, when all but one have a file`, appended, [])
    .option('-o, --output-file <file>', 'write the format without a file there, and not to standard output')
    .option('--no-ci', 'give GitHub Actions no annotations and no summary by themselves')
    .option('--max-warnings <n>', 'exit with 1 when there are more warnings', wholeNumber)
    .option('--quiet', 'report errors only')
    .option('--no-inline-config', 'let comments suppress nothing')
    .option('--stdin', 'read the text of one file from standard input, for editors')
    .option('--stdin-filename <file>', 'the file that standard input stands for')
    .option(
      '--report-unused-disable-directives',
      'report suppressions that suppress nothing, whatever the configuration says',
    )
    .option('--suppress-all', 'accept every error that is found now, in mig-lint-suppressions.json')
    .option('--suppress-rule <rule>', 'accept the errors of this rule; several times for several', appended)
    .option('--prune-suppressions', 'remove what no longer occurs from the suppressions file')
    .option('--suppressions-location <path>', 'the suppressions file, or the folder that it lies in')
    .option('--pass-on-unpruned-suppressions', 'let suppressions that no longer occur pass')
    .option('--no-cache', 'read everything anew, and leave nothing for the next run')
    .option('--cache-location <folder>', 'where runs leave what they have read; your own cache folder unless told')
    .option('--print-config', 'print the configuration in force and stop')
    .addHelpText('after', lintHelp)
    .action(async (paths: string[], flags: LintFlags) => {
      exit(await (await import('./commands/lint.ts')).lint(paths, flags, terminal));
    });

  program
    .command('init')
    .description('look at what is here, ask, and write the configuration, a hook, a workflow and the ESLint block')
    .option('-y, --yes', 'take what is proposed')
    .addOption(new Option('--preset <name>', 'the rules').choices([...presetNames]))
    .addOption(new Option('--hook <tool>', 'check what is committed, with this tool').choices([...hookToolNames]))
    .option('--workflow', 'check pull requests with a GitHub workflow')
    .option('--no-workflow', 'write no workflow')
    .option('--eslint', 'add the plugin to the configuration of ESLint')
    .option('--no-eslint', 'leave ESLint alone')
    .addOption(
      new Option(
        '--existing <how>',
        'errors that are there: accept them, judge what comes later only, or report them',
      ).choices([...existingNames]),
    )
    .addOption(new Option('--from <linter>', 'take over the configuration of another linter').choices(['squawk']))
    .addOption(noConfigCode())
    .action(async (flags: InitFlags) => {
      exit(await (await import('./commands/init.ts')).init(flags, terminal));
    });

  const operations = program
    .command('operations')
    .description('print what was understood: every statement with its operations')
    .argument('[paths...]', 'migrations or folders; all chains when there are none')
    .option('--json', 'print JSON')
    .action(async (paths: string[], flags: OperationsFlags) => {
      exit(await (await import('./commands/operations.ts')).operations(paths, flags, terminal));
    });

  const schema = program
    .command('schema')
    .description('print the schema that the migrations end in')
    .argument('[paths...]', 'folders of chains; all chains when there are none')
    .option('--at <id>', 'the schema after this migration')
    .option('--json', 'print JSON instead of SQL')
    .action(async (paths: string[], flags: SchemaFlags) => {
      exit(await (await import('./commands/schema.ts')).schema(paths, flags, terminal));
    });

  const diff = program
    .command('diff')
    .description('say what happened to tables and columns between two points')
    .argument('<from>', 'a migration, a git ref, `start`, or an SQL file')
    .argument('<to>', 'the same, or `end`')
    .addOption(new Option('--format <name>', 'how to say it').choices([...diffFormats]).default('text'))
    .addHelpText('after', diffHelp)
    .action(async (from: string, to: string, flags: DiffFlags) => {
      exit(await (await import('./commands/diff.ts')).diff(from, to, flags, terminal));
    });

  const explain = program
    .command('explain')
    .description('say what each statement locks, blocks, rewrites, scans and loses, and what transactions hold')
    .argument(
      '[paths...]',
      'migrations or folders, - for standard input; the new ones of every chain when there are none',
    )
    .option('--all', 'explain shipped migrations too')
    .option('--stdin-filename <file>', 'the file that standard input stands for')
    .addOption(new Option('--format <name>', 'for people or for programs').choices([...explainFormats]).default('text'))
    .addHelpText('after', explainHelp)
    .action(async (paths: string[], flags: ExplainFlags) => {
      exit(await (await import('./commands/explain.ts')).explain(paths, flags, terminal));
    });

  const trace = program
    .command('trace')
    .description('run PostgreSQL migrations on a scratch database: what each statement does, beside what is predicted')
    .argument('[paths...]', 'migrations or folders; the new ones of every chain when there are none')
    .option('--all', 'trace shipped migrations too')
    .option('--rows <n>', 'rows in each table that is there before; 0 for none', wholeNumber, 1000)
    .option('--engine <name>', 'pglite, postgres@13 to postgres@18; pglite when none is named')
    .option('--url <url>', 'a server, on which a scratch database is made and dropped')
    .option('--timeout <seconds>', 'how long a statement may take', wholeNumber, 30)
    .addOption(new Option('--format <name>', 'the report').choices([...traceFormats]).default('text'))
    .addHelpText('after', traceHelp)
    .action(async (paths: string[], flags: TraceFlags) => {
      exit(await (await import('./commands/trace.ts')).trace(paths, flags, terminal));
    });

  program
    .command('stats')
    .description('take the sizes of tables from a database, so that small ones pass; only the catalog is read')
    .option('--url <url>', 'the database, as a URL or env: and the name of a variable; a file of SQLite')
    .option('-o, --out <file>', 'write them there, and not to standard output')
    .addOption(
      new Option('--query <database>', 'print the query instead, for somebody else').choices([...statsServers]),
    )
    .addHelpText('after', statsHelp)
    .action(async (flags: StatsFlags) => {
      exit(await (await import('./commands/stats.ts')).stats(flags, terminal));
    });

  const chains = program
    .command('chains')
    .description('say which migrations were found, of which tool and database and why, and what was passed over')
    .argument('[paths...]', 'migrations or folders; all chains when there are none')
    .option('--json', 'print JSON')
    .addHelpText('after', chainsHelp)
    .action(async (paths: string[], flags: ChainsFlags) => {
      exit(await (await import('./commands/chains.ts')).chains(paths, flags, terminal));
    });

  const pending = program
    .command('pending')
    .description(
      'list the migrations and data scripts that have not run since a release, in the order in which to run them',
    )
    .argument('[paths...]', 'folders of chains; all chains when there are none')
    .option('--json', 'print JSON')
    .addHelpText('after', pendingHelp)
    .action(async (paths: string[], flags: PendingFlags) => {
      exit(await (await import('./commands/pending.ts')).pending(paths, flags, terminal));
    });

  const ship = program
    .command('ship')
    .description('record every migration as shipped in a manifest, for projects whose git history does not say it')
    .argument('[paths...]', 'folders of chains; all chains when there are none')
    .option('--manifest <file>', 'where to write it', 'mig-lint.lock.json')
    .action(async (paths: string[], flags: ShipFlags) => {
      exit(await (await import('./commands/ship.ts')).ship(paths, flags, terminal));
    });

  const baseline = program
    .command('baseline')
    .description('prove that a squashed chain leaves the same schema and rows as the chain that it replaces')
    .option('--from <ref or folder>', 'the old chain: a branch, tag or commit, or a folder')
    .option('--to <folder>', 'the squashed chain; the work tree unless told')
    .option('--engine <name>', 'run on pglite, postgres@13 to postgres@18, sqlite, or none: only read')
    .option('--url <url>', 'run on a scratch database of this PostgreSQL, MySQL or MariaDB server')
    .option('--timeout <seconds>', 'how long one statement may take', wholeNumber, 60)
    .addOption(new Option('--ignore <what...>', 'what the two may differ in').choices([...ignorables]).default([]))
    .option('--environments <ids...>', 'the newest migration that each environment has applied', [])
    .option('--proof <file>', 'record what was found there, and not in mig-lint.proof.json')
    .option('--no-proof', 'record nothing')
    .option('--write', 'write the base of the chain in the work tree, when it is proved, and remove what it replaces')
    .option('--ledger-sql <file>', 'write the statements that correct the ledger of databases that exist')
    .addOption(new Option('--format <name>', 'the report').choices([...baselineFormats]).default('text'))
    .option('-o, --output-file <file>', 'write the report there, and not to standard output')
    .addHelpText('after', baselineHelp)
    .action(async (flags: BaselineFlags) => {
      exit(await (await import('./commands/baseline.ts')).baseline(flags, terminal));
    });

  const github = program
    .command('github')
    .description('report to GitHub: a check run with annotations, one comment on the pull request, suggested changes')
    .argument('[paths...]', 'migrations or folders; the new ones of every chain when there are none')
    .option('--all', 'report on every migration, and not only on what the pull request changes')
    .option('--format <name[=file]>', `also print a report: ${formatNames.join(', ')}`, appended, [])
    .option('-o, --output-file <file>', 'write the format without a file there, and not to standard output')
    .addOption(new Option('--fail-on <level>', 'what fails the check').choices([...failLevels]).default('error'))
    .option('--name <name>', 'the name of the check; each name has its own comment', 'mig-lint')
    .option('--no-comment', 'write no comment')
    .option('--no-suggestions', 'suggest no changes')
    .option('--repo <owner/name>', 'the repository')
    .option('--sha <commit>', 'the commit that gets the check run')
    .option('--pr <number>', 'the pull request', wholeNumber)
    .option('--dry-run', 'print what would be sent, and send nothing')
    .addHelpText('after', githubHelp)
    .action(async (paths: string[], flags: GitHubFlags) => {
      exit(await (await import('./commands/github.ts')).github(paths, flags, terminal));
    });

  program
    .command('rules')
    .description('list every rule')
    .option('--json', 'print JSON')
    .action(async (flags: RulesFlags) => {
      exit((await import('./commands/rules.ts')).listRules(flags, terminal));
    });

  program
    .command('rule')
    .description("show a rule's page")
    .argument('<name>', 'the rule')
    .action(async (name: string) => {
      exit(await (await import('./commands/rules.ts')).showRule(name, terminal));
    });

  for (const command of [lint, operations, schema, diff, explain, trace, chains, pending, ship, github])
    addProjectOptions(command);
  for (const command of [lint, explain, github])
    command.option('--stats <file>', 'the sizes of tables, as `mig-lint stats` writes them');
  addReadingOptions(baseline);
  for (const command of program.commands) {
    command
      .helpOption('-h, --help', 'show this help')
      .option('--color', 'use colours')
      .option('--no-color', 'use no colours');
  }
  return program;
}

function addProjectOptions(command: Command): void {
  addReadingOptions(command);
  command.option('--since <ref>', 'what this git branch, tag or commit holds has shipped');
}

function addReadingOptions(command: Command): void {
  command
    .option('-c, --config <file>', 'use this configuration file')
    .addOption(noConfigCode())
    .addOption(new Option('--dialect <name>', 'read the SQL as this dialect').choices([...dialectNames]))
    .option('--framework <name>', 'look for this framework only')
    .option('--engine-version <version>', 'the version of the database, as 17 or 8.0')
    .option('--chain <name>', 'only this chain');
}

/** For changes that strangers send: their configuration may say what is checked, not what is run. */
function noConfigCode(): Option {
  return new Option('--no-config-code', 'read a configuration that is JSON only: one that is a program is not run');
}

/** Collects an option that can be given several times. */
function appended(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('expected a whole number');
  return number;
}
