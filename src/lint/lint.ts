import { performance } from 'node:perf_hooks';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Migration } from '../model/migration.ts';
import { allStatements } from '../model/migration.ts';
import type {
  ChainSummary,
  Coverage,
  Report,
  ReportDetail,
  ReportDetails,
  SchemaChange,
  Timeline,
} from '../model/report.ts';
import type { ChainView, MigrationView, Rule } from '../rules/rule.ts';
import { rules as registry } from '../rules/index.ts';
import { shippedPhrase, viewOfChain } from './chain-view.ts';
import { deploysOf } from './deploy.ts';
import { diagnosticOf } from './diagnostic-of.ts';
import { withFingerprints } from './fingerprint.ts';
import { foreignNotes } from './foreign-note.ts';
import type { Finding, Surroundings } from './judge.ts';
import { activate, judgeChain, judgeMigration, judgeProject } from './judge.ts';
import { offeredOf } from './offered.ts';
import { inOrder } from './order.ts';
import type { LoadedChain, Project } from './project.ts';
import { isWithin } from './paths.ts';
import { phaseFoldersOf } from './phase-folders.ts';
import { replayChain } from './project.ts';
import { dependsOn } from './rewrite-of.ts';
import { ruleSummaries } from './rule-summaries.ts';
import { schemaChangeOf } from './schema-change.ts';
import type { SuppressedFinding } from './suppress.ts';
import { suppress } from './suppress.ts';
import { sizeNotes } from './table-sizes.ts';
import { timelineOf } from './timeline.ts';

/** Which migrations a run judges; the others are replayed only. */
export interface LintOptions {
  /** Judge shipped migrations too. */
  readonly all?: boolean;
  /** Files to judge whether they have shipped or not; the others are left alone. */
  readonly asked?: readonly string[];
  /** Folders whose new migrations are judged. */
  readonly within?: readonly string[];
  /** Nothing is judged but new migrations with one of these files, and what became of shipped ones. */
  readonly touched?: readonly string[];
  /** False: comments suppress nothing. */
  readonly inlineConfig?: boolean;
  /** The day against which expiry dates are held, as YYYY-MM-DD. */
  readonly today: string;
  /** When the run began, on the clock of `performance.now()`. */
  readonly startedAt: number;
  /** The rules to run; the registry unless a test says otherwise. */
  readonly rules?: readonly Rule[];
  /** What the report is to hold beyond its findings; absent: the changes that they offer. */
  readonly details?: ReadonlySet<ReportDetail>;
}

/** A chain that was replayed, with what the rules find in its migrations one by one and in it alone. */
interface JudgedChain {
  readonly chain: LoadedChain;
  readonly view: ChainView;
  readonly judged: readonly MigrationView[];
  readonly findings: readonly Finding[];
}

/** A judged chain whose findings are told apart: those to report, and those that something suppresses. */
type ClearedChain = Omit<JudgedChain, 'findings'> & ReturnType<typeof suppress>;

interface ChainOutcome {
  readonly chain: LoadedChain;
  readonly summary: ChainSummary;
  readonly judged: readonly Migration[];
  readonly diagnostics: readonly Omit<Diagnostic, 'fingerprint'>[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Empty when nobody asked. */
  readonly timelines: readonly Timeline[];
  readonly schemaChange: SchemaChange | undefined;
}

/** Judges a project: all that a reporter needs, as plain data. */
export function lintProject(project: Project, options: LintOptions): Report {
  const judged = project.chains.map((chain) => judgeAlone(project, chain, options));
  const { automatic, upgrades } = project.beside;
  const wide = judgeProject(activate(options.rules ?? registry, project.config.rules), {
    chains: judged.map(({ view }) => view),
    automatic,
    upgrades,
  });
  const cleared = judged.map((chain) => clear(project, chain, wide.get(chain.view) ?? [], options));
  const offered = offeredOf(
    cleared.flatMap(({ kept }) => kept),
    detailsIn(options),
    (file) => project.files.read(file)?.length ?? 0,
  );
  const outcomes = cleared.map((chain) => outcomeOf(project, chain, offered.isOffered, options));
  const kept = outcomes.flatMap((outcome) => outcome.diagnostics).sort(inOrder);
  const suppressed = detailsIn(options).has('suppressedDiagnostics') ? suppressedOf(project, outcomes) : [];
  // The numbers of equal findings go on in the suppressed ones, so that these change nobody's fingerprint.
  const named = withFingerprints([...kept, ...suppressed.map(({ diagnostic }) => diagnostic)]);
  const diagnostics = named.slice(0, kept.length);
  return {
    coverage: coverageOf(project, outcomes),
    chains: outcomes.map((outcome) => outcome.summary),
    diagnostics,
    suppressed: outcomes.reduce((sum, outcome) => sum + outcome.suppressed.length, 0),
    notes: [
      ...[...project.notes, ...project.beside.notes, ...sizeNotes(project.chains, project.config, options.today)],
      ...foreignNotes(outcomes.flatMap((outcome) => outcome.suppressed)),
      ...offered.notes,
    ],
    texts: textsOf(project, named),
    ...detailsOf(project, outcomes, options),
    ...(suppressed.length === 0
      ? {}
      : {
          suppressedDiagnostics: named.slice(kept.length).map((diagnostic, index) => {
            const reason = suppressed[index]?.reason;
            return reason === undefined ? diagnostic : { ...diagnostic, reason };
          }),
        }),
    durationMs: Math.round(performance.now() - options.startedAt),
  };
}

function detailsIn({ details = new Set(['offers']) }: LintOptions): ReadonlySet<ReportDetail> {
  return details;
}

/** What was asked for beyond the findings. */
function detailsOf(project: Project, outcomes: readonly ChainOutcome[], options: LintOptions): ReportDetails {
  const details = detailsIn(options);
  const { rules = registry } = options;
  return {
    ...(details.has('rules') ? { rules: ruleSummaries(rules, project.config.rules) } : {}),
    ...(details.has('timelines') ? { timelines: outcomes.flatMap(({ timelines }) => timelines) } : {}),
    ...(details.has('schemaChanges')
      ? { schemaChanges: outcomes.flatMap(({ schemaChange }) => schemaChange ?? []) }
      : {}),
  };
}

/** Nobody mends what was accepted. */
function suppressedOf(
  project: Project,
  outcomes: readonly ChainOutcome[],
): readonly { readonly diagnostic: Omit<Diagnostic, 'fingerprint'>; readonly reason: string | undefined }[] {
  return outcomes
    .flatMap(({ chain, suppressed }) =>
      suppressed.map(({ finding, reason }) => ({
        diagnostic: diagnosticOf(project, chain, finding, false),
        reason,
      })),
    )
    .sort((one, other) => inOrder(one.diagnostic, other.diagnostic));
}

function judgeAlone(project: Project, chain: LoadedChain, options: LintOptions): JudgedChain {
  const { shipping } = chain;
  const isSelected = selection(options);
  const isJudged = judgement(project, chain, options);
  const isEdited = ({ id, files }: Migration): boolean => shipping.edits.has(id) && files.some(isSelected);
  const { memory } = project;
  const replayed = replayChain(chain, (migration) => isJudged(migration) || isEdited(migration), memory);
  const judged = replayed.views.filter((view) => isJudged(view.migration));
  const view = viewOfChain(project, chain, replayed, { isJudged, isSelected });

  const rules = options.rules ?? registry;
  const surroundings = surroundingsOf(project, chain, options);
  const { config } = project;
  const active = memory.active(chain.source, [config.rules, rules], () => activate(rules, config.rules, surroundings));
  const judgements = judged.map((one) => {
    const deploy = surroundings.deploy(one.migration);
    const inputs = [active, deploy.key, project.beside, chain.sizes?.statistics];
    return memory.judgements(one, inputs, () => judgeMigration(active, one, surroundings));
  });
  const findings = [
    ...judgements.flatMap((judgement) => judgement.findings),
    ...judgements.flatMap(({ later }) => later.flatMap((look) => look(view))),
    ...judgeChain(active, view, surroundings),
  ];
  return { chain, view, judged, findings };
}

/** @param wide what the rules find in the chain that look at all chains of the project */
function clear(
  project: Project,
  { findings, ...chain }: JudgedChain,
  wide: readonly Finding[],
  options: LintOptions,
): ClearedChain {
  const judged = chain.judged.map(({ migration }) => migration);
  return { ...chain, ...suppress(project, judged, [...findings, ...wide], options, options.rules ?? registry) };
}

function outcomeOf(
  project: Project,
  { chain, judged: judgedViews, kept, suppressed }: ClearedChain,
  isOffered: (finding: Finding) => boolean,
  options: LintOptions,
): ChainOutcome {
  const { memory } = project;
  const wanted = detailsIn(options);
  const judged = judgedViews.map(({ migration }) => migration);
  return {
    chain,
    summary: {
      name: chain.source.name,
      framework: chain.framework.name,
      dialect: chain.dialect.traits.name,
      evidence: chain.source.evidence,
      migrations: chain.migrations.length,
      judged: judged.length,
      shipped: chain.shipping.shipped.size,
      shippedWhere: project.shipped.kind === 'unknown' ? undefined : shippedPhrase(project.shipped),
    },
    judged,
    diagnostics: kept.map((finding) =>
      memory.diagnostics(finding, dependsOn(finding, chain), () =>
        diagnosticOf(project, chain, finding, isOffered(finding)),
      ),
    ),
    suppressed,
    timelines: wanted.has('timelines') ? judgedViews.map((view) => timelineOf(chain, view)) : [],
    schemaChange: wanted.has('schemaChanges') ? schemaChangeOf(chain, judgedViews) : undefined,
  };
}

/** Whether a file is among those that the run is about: all of them when none was named. */
function selection({ asked = [], within = [], touched }: LintOptions): (file: string) => boolean {
  const askedFor = new Set(asked);
  const touchedFiles = touched === undefined ? undefined : new Set(touched);
  const isOpen = asked.length === 0 && within.length === 0;
  return (file) =>
    (isOpen || askedFor.has(file) || within.some((folder) => isWithin(file, folder))) &&
    (touchedFiles?.has(file) ?? true);
}

/** The files of the migrations that a run judges. */
export function judgedFiles(project: Project, options: LintOptions): ReadonlySet<string> {
  return new Set(
    project.chains.flatMap((chain) =>
      chain.migrations.filter(judgement(project, chain, options)).flatMap(({ files }) => files),
    ),
  );
}

function judgement(project: Project, chain: LoadedChain, options: LintOptions): (migration: Migration) => boolean {
  const { since } = project.config;
  const { all = false, asked = [] } = options;
  const isSelected = selection(options);
  const askedFor = new Set(asked);
  return ({ id, files, repeatable }) => {
    if (files.some((file) => askedFor.has(file))) return true;
    if (!files.some(isSelected)) return false;
    if (since !== undefined && id < since) return false;
    // What the tool runs again when it changes is new each time.
    const runsAgain = repeatable === true && chain.shipping.edits.has(id);
    return all || runsAgain || !chain.shipping.shipped.has(id);
  };
}

function surroundingsOf(project: Project, chain: LoadedChain, options: LintOptions): Surroundings {
  const shipped =
    options.all === true ? new Set<string>(chain.migrations.map((one) => one.id)) : chain.shipping.shipped;
  return {
    dialect: chain.dialect.traits.name,
    engineVersion: chain.engineVersion,
    framework: chain.framework.name,
    keepsLedger: chain.framework.ledger !== undefined,
    optOut: chain.framework.optOut,
    sizeOf: chain.sizes?.sizeOf ?? (() => undefined),
    releases: project.beside.releases.get(chain.source.name),
    dataHandlers: project.beside.dataHandlers,
    phaseFolders: phaseFoldersOf(project.config.phases) ?? (() => undefined),
    deploy: deploysOf(chain.migrations, shipped),
    write: (migration, operations) => {
      const text = project.files.read(migration.file) ?? '';
      const first = migration.up[0]?.span.start ?? 0;
      const offset = text.lastIndexOf('\n', first - 1) + 1;
      return chain.framework.write({ migration, operations, text, offset, dialect: chain.dialect });
    },
  };
}

function coverageOf(project: Project, outcomes: readonly ChainOutcome[]): Coverage {
  const migrations = project.chains.flatMap((chain) => chain.migrations);
  const statements = outcomes.flatMap((outcome) => outcome.judged).flatMap(allStatements);
  const operations = statements.flatMap((statement) => statement.operations);
  return {
    files: new Set(migrations.flatMap((migration) => migration.files)).size,
    migrations: migrations.length,
    judged: outcomes.reduce((sum, outcome) => sum + outcome.judged.length, 0),
    shipped: outcomes.reduce((sum, outcome) => sum + outcome.summary.shipped, 0),
    statements: statements.length,
    operations: operations.length,
    opaque: operations.filter((operation) => operation.kind === 'Opaque').length,
  };
}

function textsOf(project: Project, diagnostics: readonly Diagnostic[]): ReadonlyMap<string, string> {
  const files = new Set(
    diagnostics.flatMap(({ span, related }) => [span.file, ...related.map((one) => one.span.file)]),
  );
  return new Map(
    [...files].flatMap((file) => {
      const text = project.files.read(file);
      return text === undefined ? [] : [[file, text] as const];
    }),
  );
}
