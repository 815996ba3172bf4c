import type { AutomaticChange } from '../model/automatic-change.ts';

/** A way in which a program or a script changes the schema by itself. */
interface Habit {
  readonly tool: string;
  readonly how: AutomaticChange['how'];
  /** What is looked for in the code, comments and strings left out; the whole match is shown. */
  readonly pattern: RegExp;
  /** What else the file has to say, where the pattern alone could mean something else. */
  readonly beside?: RegExp;
}

/** A kind of file: which it is, what in it is no code, and what is looked for. */
interface Kind {
  readonly isMeant: (path: string) => boolean;
  /** Comments and strings; absent: the text counts as it is. */
  readonly silent?: RegExp;
  readonly habits: readonly Habit[];
}

const csharp: Kind = {
  isMeant: (path) => path.endsWith('.cs'),
  silent: /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"""[\s\S]*?"""|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/g,
  habits: [
    { tool: 'EF Core', how: 'migrates', pattern: /\bDatabase\s*\.\s*Migrate(?:Async)?\s*\(/g },
    { tool: 'EF Core', how: 'compares', pattern: /\bDatabase\s*\.\s*EnsureCreated(?:Async)?\s*\(/g },
    { tool: 'Entity Framework 6', how: 'compares', pattern: /\bAutomaticMigrationsEnabled\s*=\s*true\b/g },
    { tool: 'Entity Framework 6', how: 'migrates', pattern: /\bnew\s+MigrateDatabaseToLatestVersion\s*</g },
  ],
};

const javascript: Kind = {
  isMeant: (path) => /\.[cm]?[jt]sx?$/.test(path) && !path.endsWith('.d.ts'),
  silent: /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g,
  habits: [
    { tool: 'TypeORM', how: 'compares', pattern: /\bsynchronize\s*:\s*true\b/g, beside: /typeorm/i },
    { tool: 'TypeORM', how: 'migrates', pattern: /\bmigrationsRun\s*:\s*true\b/g, beside: /typeorm/i },
    {
      tool: 'Sequelize',
      how: 'compares',
      pattern: /\.sync\s*\(\s*\{[^{}]*\b(?:alter|force)\s*:\s*true\b/g,
      beside: /sequelize/i,
    },
    {
      tool: 'MikroORM',
      how: 'compares',
      pattern: /\b(?:schema|generator|schemaGenerator|getSchemaGenerator\(\))\s*\.\s*(?:update|updateSchema)\s*\(/g,
      beside: /mikro-orm/i,
    },
  ],
};

const settings: Kind = {
  isMeant: (path) => /(?:^|\/)ormconfig\.json$/.test(path),
  habits: [
    { tool: 'TypeORM', how: 'compares', pattern: /"synchronize"\s*:\s*true\b/g },
    { tool: 'TypeORM', how: 'migrates', pattern: /"migrationsRun"\s*:\s*true\b/g },
  ],
};

const pushes: readonly Habit[] = [
  { tool: 'Prisma', how: 'compares', pattern: /\bprisma\s+db\s+push\b/g },
  { tool: 'Drizzle', how: 'compares', pattern: /\bdrizzle-kit\s+push\b/g },
];

/** Files that bring a program to where it runs; those for tests and for development are not meant. */
const deployment: Kind = {
  isMeant: (path) =>
    !/(?:^|[/._-])(?:dev|devel|development|local|test|tests|e2e|ci)(?:[/._-]|$)/i.test(path) &&
    (/(?:^|\/)(?:[\w.-]*Dockerfile[\w.-]*|Procfile|docker-compose[\w.-]*\.ya?ml|compose\.ya?ml|fly\.toml|render\.yaml|vercel\.json|railway\.json|nixpacks\.toml)$/i.test(
      path,
    ) ||
      /(?:deploy|release|entrypoint|start|run|prod)[\w.-]*\.(?:sh|ya?ml)$/i.test(path)),
  silent: /(?:^|[ \t])#[^\n]*/g,
  habits: pushes,
};

/** The scripts of a package that run where it is deployed. */
const packageScripts: Kind = {
  isMeant: (path) => /(?:^|\/)package\.json$/.test(path),
  habits: pushes.map((habit) => ({
    ...habit,
    pattern: new RegExp(
      String.raw`"(?:pre|post)?(?:start|deploy|release|install|build|prod|production|vercel-build|heroku-postbuild)(?::prod(?:uction)?)?"\s*:\s*"[^"\n]*${habit.pattern.source}`,
      'g',
    ),
  })),
};

const kinds: readonly Kind[] = [csharp, javascript, settings, deployment, packageScripts];

/** Whether a file of this name can change a schema by itself. */
export function mayChangeSchema(path: string): boolean {
  return kinds.some(({ isMeant }) => isMeant(path));
}

/** The places in a file that change the schema by themselves; those that only run in development are left out. */
export function automaticChangesIn(file: string, text: string): readonly AutomaticChange[] {
  return kinds
    .filter(({ isMeant }) => isMeant(file))
    .flatMap(({ silent, habits }) => {
      const isTold = habits.some(({ pattern }) => text.search(pattern) !== -1);
      if (!isTold) return [];
      const code = silent === undefined ? text : text.replaceAll(silent, blanks);
      return habits.flatMap(({ tool, how, pattern, beside }) =>
        beside?.test(text) === false
          ? []
          : [...code.matchAll(pattern)].flatMap(({ 0: found, index }): readonly AutomaticChange[] => {
              if (isInDevelopmentOnly(text, code, index)) return [];
              return [{ tool, how, call: shown(found), span: { file, start: index, end: index + found.length } }];
            }),
      );
    });
}

/** White space of the same length and lines. */
function blanks(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ');
}

function shown(found: string): string {
  const call = found.replaceAll(/\s+/g, ' ').trim();
  if (call.startsWith('"')) return call.replace(/^.*?([\w-]+ (?:db )?push)$/, '$1');
  const joined = call
    .replaceAll(/(?<!\s)\s*\.\s*/g, '.')
    .replace(/<$/, '<…>')
    .replace(/\($/, '()');
  return joined.includes('{') ? `${joined} })` : joined;
}

/** What asks for the development environment in a condition. */
const asksForDevelopment = /IsDevelopment\s*\(|==\s*['"](?:development|dev|local|test)['"]|#if\s+DEBUG\b/;

/** Whether a condition right before a place, or one that opens a block around it, asks for the development environment. */
function isInDevelopmentOnly(text: string, code: string, place: number): boolean {
  let depth = 0;
  // The text between `end` and the next bound before it stands before the place, or opens a block around it.
  let end: number | undefined = place;
  for (let at = place - 1; at >= 0; at -= 1) {
    const character = code[at];
    if (character === '}') depth += 1;
    const isBound = depth === 0 ? /[{};]/.test(character ?? '') : false;
    if (isBound && end !== undefined && asksForDevelopment.test(text.slice(at + 1, end))) return true;
    if (isBound) end = character === '{' ? at : undefined;
    if (character === '}') end = undefined;
    if (character === '{' && depth > 0) depth -= 1;
  }
  return end !== undefined && asksForDevelopment.test(text.slice(0, end));
}
