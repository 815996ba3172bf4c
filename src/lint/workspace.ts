import { performance } from 'node:perf_hooks';
import path from 'node:path';
import type { ResolvedConfig, RuleSetting } from '../config/config.ts';
import type { ProjectFiles } from '../frameworks/framework.ts';
import { liveFiles } from '../frameworks/live-files.ts';
import { overlay } from '../frameworks/overlay.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Comment, ReadProblem, Statement } from '../model/migration.ts';
import { allStatements } from '../model/migration.ts';
import type { DialectName } from '../model/names.ts';
import type { Report } from '../model/report.ts';
import type { Span } from '../model/span.ts';
import type { LintOptions } from './lint.ts';
import { lintProject } from './lint.ts';
import type { Project, ProjectOptions } from './project.ts';
import { openProject } from './project.ts';
import { lookBeside } from './look-beside.ts';
import { projectMemory } from './project-memory.ts';
import { rememberedShipped } from './shipped.ts';
import { SuppressionsError, suppressionsIn, withoutAccepted } from './suppressions-file.ts';

/** A file as its editor holds it. */
export interface OpenFile {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
  /** Read an SQL file even when it belongs to no chain, in this dialect or the one that it looks like. */
  readonly alone?: { readonly dialect?: DialectName };
}

/** What a file says, for those who look at statements and operations themselves. */
export interface FileReading {
  /** The chain that the file belongs to; absent: it is not part of a migration. */
  readonly chain: { readonly name: string; readonly framework: string; readonly dialect: DialectName } | undefined;
  readonly statements: readonly Statement[];
  readonly comments: readonly Comment[];
  readonly problems: readonly ReadProblem[];
}

export interface FileFindings {
  /** Those in the file, sorted by place. Spans of other files are only in `related` and in edits. */
  readonly diagnostics: readonly Diagnostic[];
  /** Sentences about what could not be known. */
  readonly notes: readonly string[];
}

/** A project that stays open while its files are edited: each change costs what it changes. */
export interface Workspace {
  /** What the given rules find in a file, with all other files as they are on the disk. */
  lint(open: OpenFile, rules: ReadonlyMap<string, RuleSetting>): Promise<FileFindings>;
  read(open: OpenFile): Promise<FileReading>;
}

export interface WorkspaceOptions {
  /** For how long what was seen of the disk counts as current, in milliseconds. */
  readonly freshFor?: number;
}

/** Opens the project of a configuration. Nothing is read before something is asked. */
export function openWorkspace(config: ResolvedConfig, { freshFor = 200 }: WorkspaceOptions = {}): Workspace {
  const live = liveFiles(config.root, config.links);
  const memory = projectMemory();
  const ships = rememberedShipped(config);
  const reports = new WeakMap<Project, Map<ReadonlyMap<string, RuleSetting>, Report>>();
  let disk: { readonly files: ProjectFiles; readonly lookedAt: number } | undefined;
  let last: (Text & { readonly files: ProjectFiles; readonly project: Project }) | undefined;

  const lookAtDisk = (): ProjectFiles => {
    const now = performance.now();
    if (disk === undefined || now - disk.lookedAt > freshFor) disk = { files: live.now(), lookedAt: now };
    return disk.files;
  };

  const openWith = async (files: ProjectFiles, { name, edited }: Text): Promise<Project> => {
    if (last?.files === files && last.edited === edited && (edited === undefined || last.name === name)) {
      return last.project;
    }
    const project = await openProject({ ...around(files, { name, edited }), memory });
    last = { files, name, edited, project };
    return project;
  };

  const around = (
    files: ProjectFiles,
    { name, edited }: Text,
  ): Pick<ProjectOptions, 'config' | 'files' | 'shipped'> => ({
    config,
    files: edited === undefined ? files : overlay(files, new Map([[name, edited]])),
    shipped: (folders, ledgers) => ships(files, { folders, ledgers, edited: edited === undefined ? [] : [name] }),
  });

  const open = async ({ file, text, alone }: OpenFile): Promise<Opened> => {
    const name = path.relative(config.root, file).split(path.sep).join('/');
    const files = lookAtDisk();
    const isAsOnDisk = live.holds(name, text.replace(/^\uFEFF/, ''));
    const edit = { name, edited: isAsOnDisk ? undefined : text };
    const project = await openWith(files, edit);
    if (alone === undefined || project.chains.some(({ source }) => source.paths.includes(name))) {
      return { project, name, asked: [] };
    }
    return { project: await openProject({ ...around(files, edit), ...alone, asked: [name] }), name, asked: [name] };
  };

  return {
    async lint(file, rules) {
      const { project, name, asked } = await open(file);
      const known = reports.get(project) ?? new Map<ReadonlyMap<string, RuleSetting>, Report>();
      const options = { asked, today: today(), startedAt: performance.now() };
      const report = known.get(rules) ?? lintAccepting(await withRules(project, rules), options);
      reports.set(project, known.set(rules, report));
      return { diagnostics: report.diagnostics.filter(({ span }) => span.file === name), notes: report.notes };
    },
    async read(file) {
      const { project, name } = await open(file);
      const isHere = ({ span }: { readonly span: Span }): boolean => span.file === name;
      for (const { source, framework, dialect, migrations } of project.chains) {
        const own = migrations.filter((migration) => migration.files.includes(name));
        if (own.length === 0) continue;
        return {
          chain: { name: source.name, framework: framework.name, dialect: dialect.traits.name },
          statements: own.flatMap(allStatements).filter(isHere),
          comments: own.flatMap(({ comments }) => comments).filter(isHere),
          problems: own.flatMap(({ problems }) => problems).filter(isHere),
        };
      }
      return { chain: undefined, statements: [], comments: [], problems: [] };
    },
  };
}

/** The project with other rules, which may want to know other things beside the migrations. */
async function withRules(project: Project, rules: ReadonlyMap<string, RuleSetting>): Promise<Project> {
  return { ...project, config: { ...project.config, rules }, beside: await lookBeside(project, rules) };
}

/** A file's path from the root, and its text where that is not what is on the disk. */
interface Text {
  readonly name: string;
  readonly edited: string | undefined;
}

interface Opened {
  readonly project: Project;
  readonly name: string;
  /** The file, when it is judged by itself. */
  readonly asked: readonly string[];
}

/** The findings that the project's suppressions file does not accept; a file that cannot be read accepts nothing. */
function lintAccepting(project: Project, options: LintOptions): Report {
  const report = lintProject(project, options);
  try {
    return withoutAccepted(report, suppressionsIn(project.files), {
      today: options.today,
      judged: new Set(),
      activeRules: new Set(),
      exists: () => true,
      keepSuppressed: false,
    });
  } catch (error) {
    if (!(error instanceof SuppressionsError)) throw error;
    return { ...report, notes: [...report.notes, error.message] };
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
