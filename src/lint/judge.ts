import type { RuleSetting } from '../config/config.ts';
import type { Severity } from '../model/diagnostic.ts';
import type { Migration } from '../model/migration.ts';
import type { QualifiedName } from '../model/names.ts';
import { displayName, nameKey } from '../model/names.ts';
import type { Operation, OperationKind } from '../model/operation.ts';
import { rememberLast } from '../model/remember-last.ts';
import type { Schema, Table } from '../model/schema.ts';
import { columnOf, findTable } from '../model/schema.ts';
import type { Span } from '../model/span.ts';
import { aboutRows } from '../model/table-size.ts';
import { heardSteps } from '../rules/heard-steps.ts';
import type {
  ChainView,
  Context,
  Listener,
  MigrationView,
  ProjectView,
  Report,
  Rule,
  StepContext,
} from '../rules/rule.ts';
import type { Deploy } from './deploy.ts';

/** A finding of a rule, before suppressions and before its proposals are written as text. */
export interface Finding extends Report {
  readonly rule: string;
  readonly severity: Severity;
  /** Absent: the finding is about the chain. */
  readonly migration: Migration | undefined;
}

/** What the rules find in a migration: by itself, and with the rest of its chain before them. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly later: readonly ((chain: ChainView) => readonly Finding[])[];
}

/** What the house has to answer for rules. */
export interface Surroundings {
  readonly dialect: Context['dialect'];
  readonly engineVersion: string;
  readonly framework: string;
  readonly keepsLedger: boolean;
  readonly optOut: string;
  readonly sizeOf: Context['sizeOf'];
  readonly releases: Context['releases'];
  readonly dataHandlers: Context['dataHandlers'];
  phaseFolders(migration: Migration): Context['phaseFolders'];
  /** Migrations that count as the same deploy as the given one. */
  deploy(migration: Migration): Deploy;
  write(migration: Migration, operations: readonly Operation[]): string | undefined;
}

export interface ActiveRule {
  readonly name: string;
  readonly severity: Severity;
  readonly listener: Listener;
}

/** The rules that are on and meant for this dialect and framework, if there is but one, with their options filled in. */
export function activate(
  rules: readonly Rule[],
  settings: ReadonlyMap<string, RuleSetting>,
  surroundings?: Pick<Surroundings, 'dialect' | 'framework'>,
): readonly ActiveRule[] {
  return rules.flatMap((rule) => {
    const setting = settings.get(rule.name);
    if (setting === undefined) return [];
    if (surroundings !== undefined && !isMeantFor(rule, surroundings)) return [];
    return [{ name: rule.name, severity: setting.severity, listener: rule.listen(setting.options) }];
  });
}

function isMeantFor(
  { dialects, frameworks }: Rule,
  { dialect, framework }: Pick<Surroundings, 'dialect' | 'framework'>,
): boolean {
  return dialects?.includes(dialect) !== false && frameworks?.includes(framework) !== false;
}

/** What the house answers alike, whatever a rule looks at. */
function givenBy({ dialect, engineVersion, keepsLedger, optOut, sizeOf, releases, dataHandlers }: Surroundings) {
  return { dialect, engineVersion, keepsLedger, optOut, sizeOf, releases, dataHandlers };
}

/** The rules that look at steps of a kind. */
const hearingRules = rememberLast((rules: readonly ActiveRule[]) => {
  const known = new Map<OperationKind, readonly ActiveRule[]>();
  return (kind: OperationKind): readonly ActiveRule[] => {
    const hearing = known.get(kind) ?? rules.filter(({ listener }) => listener.hears(kind));
    known.set(kind, hearing);
    return hearing;
  };
});

/** What the rules find in one migration. */
export function judgeMigration(
  rules: readonly ActiveRule[],
  view: MigrationView,
  surroundings: Surroundings,
): Judgement {
  const findings: Finding[] = [];
  const later: Judgement['later'][number][] = [];
  const deploy = surroundings.deploy(view.migration);
  const common: Omit<StepContext, 'report' | 'later'> = {
    view,
    ...givenBy(surroundings),
    phaseFolders: surroundings.phaseFolders(view.migration),
    isNew: (name, schema) => isNewTable(findTable(schema, name), deploy),
    isUnused: (name, schema) => isNewView(name, schema, deploy) || isOwnTable(findTable(schema, name), view, deploy),
    isNewColumn: (name, column, schema) => isNewColumn(findTable(schema, name), column, schema, deploy),
    write: (operations) => surroundings.write(view.migration, operations),
  };
  const steps = heardSteps(view);
  // Most rules have nothing to do with most steps.
  const hearing = hearingRules(rules);
  const kinds = new Set(steps.map(({ operation }) => operation.kind));
  const concerned = new Set([...kinds].flatMap(hearing));
  for (const rule of rules) {
    const hearsSteps = concerned.has(rule);
    const { name, severity, listener } = rule;
    if (!hearsSteps && !listener.hears('migration')) continue;
    const { migration } = view;
    const found = (report: Report): Finding => {
      const why = whyWithSizes(report, surroundings);
      return { ...report, why, rule: name, severity, migration };
    };
    const context: StepContext = {
      ...common,
      report: (report) => findings.push(found(report)),
      later: (look) => later.push((chain) => look(chain).map(found)),
    };
    listener.migration(view, context);
    if (hearsSteps) listener.steps(steps, context);
  }
  return { findings: distinct(findings), later };
}

/** A statement in a loop is one statement to its author, however often it runs: of one place, the same is said once. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const said = new Set<string>();
  return findings.filter(({ rule, at, message }) => {
    const count = said.size;
    return said.add([rule, at.file, at.start, at.end, message].join('\0')).size > count;
  });
}

/** What the rules find when they look at a chain as a whole. */
export function judgeChain(
  rules: readonly ActiveRule[],
  view: ChainView,
  surroundings: Surroundings,
): readonly Finding[] {
  const findings: Finding[] = [];
  const migrations = new Map(view.migrations.map(({ migration }) => [migration.file, migration]));
  for (const rule of rules) {
    rule.listener.chain(view, {
      ...givenBy(surroundings),
      phaseFolders: undefined,
      isNew: () => false,
      isUnused: () => false,
      isNewColumn: () => false,
      write: () => undefined,
      report: (report) =>
        findings.push({
          ...report,
          rule: rule.name,
          severity: rule.severity,
          migration: migrations.get(report.at.file),
        }),
    });
  }
  return findings;
}

/** What the rules find when they look at all chains of a project, by the chain that it is about. */
export function judgeProject(
  rules: readonly ActiveRule[],
  view: ProjectView,
): ReadonlyMap<ChainView, readonly Finding[]> {
  const findings = new Map<ChainView, Finding[]>(view.chains.map((chain) => [chain, []]));
  for (const { name, severity, listener } of rules) {
    listener.project(view, {
      report: (report, chain) => {
        const migration = chain.links.find((link) => link.migration.files.includes(report.at.file))?.migration;
        findings.get(chain)?.push({ ...report, rule: name, severity, migration });
      },
    });
  }
  return findings;
}

/**
 * Why, with the sizes of the tables whose rows decide how long it takes. They are no part of the message, by which findings
 * are known from one run to the next.
 */
function whyWithSizes({ why, facts }: Report, { sizeOf }: Pick<Surroundings, 'sizeOf'>): string {
  if (facts?.duration !== 'grows-with-rows') return why;
  const worked = new Map([...facts.rewrites, ...facts.scans].map((table) => [displayName(table), sizeOf(table)?.rows]));
  const sizes = [...worked].flatMap(([table, rows]) => (rows === undefined ? [] : [`${table} has ${aboutRows(rows)}`]));
  return [why, ...sizes].join('; ');
}

function isNewTable(table: Table | undefined, deploy: Deploy): boolean {
  return table !== undefined && !table.populated && deploy.has(table.origin.migration);
}

/** A table that the chain never created also counts as one of the migration which names it first: it is not of its own. */
function isOwnTable(table: Table | undefined, view: MigrationView, deploy: Deploy): boolean {
  if (table === undefined || !deploy.has(table.origin.migration)) return false;
  return table.complete || tablesMadeIn(view).has(table.origin.span);
}

/** Where a migration creates tables. */
const tablesMadeIn = rememberLast(
  ({ up }: MigrationView): ReadonlySet<Span> =>
    new Set(up.flatMap(({ operation: { kind, span } }) => (kind === 'CreateTable' ? [span] : []))),
);

function isNewView(name: QualifiedName, schema: Schema, deploy: Deploy): boolean {
  const view = schema.views.get(nameKey(schema.traits, name));
  return view !== undefined && deploy.has(view.origin.migration);
}

/** A column that was added in the deploy and given no values: neither by an update, nor with rows of a new table. */
function isNewColumn(table: Table | undefined, name: string, schema: Schema, deploy: Deploy): boolean {
  if (table === undefined || isNewTable(table, deploy)) return table !== undefined;
  const column = columnOf(schema, table, name);
  const isOldTable = !table.complete || !deploy.has(table.origin.migration);
  return column !== undefined && column.filled === undefined && isOldTable && deploy.has(column.origin.migration);
}
