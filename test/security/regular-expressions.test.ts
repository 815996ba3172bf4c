import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyse } from 'scslre';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { patternProblem } from '../../src/model/safe-pattern.ts';

const root = path.join(import.meta.dirname, '../..');

/** A regular expression of the sources, as it is written there. */
interface Written {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

function regularExpressions(): readonly Written[] {
  return ['src', 'eslint-plugin/src'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => literalsIn(path.posix.join(folder, name.split(path.sep).join('/')))),
  );
}

/** Literals, and the patterns of `new RegExp('…')` that are one string. */
function literalsIn(file: string): readonly Written[] {
  const parsed = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const found: Written[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ place: file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp') {
      const [pattern, flags] = node.arguments ?? [];
      if (pattern !== undefined && ts.isStringLiteralLike(pattern)) {
        found.push({
          place: file,
          source: pattern.text,
          flags: flags !== undefined && ts.isStringLiteralLike(flags) ? flags.text : '',
        });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

/**
 * Regular expressions that the tool reports, and that are linear in what they are held against, or are held against what
 * is short: file names, which no system lets grow beyond some thousand characters.
 */
type Reason =
  /** It is held against the name of a file, an object or a migration. */
  | 'a name'
  /** White space is one space by then, so that runs of it cannot be cut in many ways. */
  | 'one space'
  /** What an alternative has tried in vain, the next one takes whole. */
  | 'consumes what it tried'
  /** It is held against the message of a database, which no stranger writes. */
  | 'a message'
  /** It is held against one line of the settings of a tool. */
  | 'a line';

const linearAllTheSame: Readonly<Record<string, readonly Reason[]>> = {
  'src/baseline/write/layouts.ts': ['a name'],
  'src/dialects/sqlserver/facts/tables.ts': ['consumes what it tried'],
  'src/engines/hints.ts': ['a message'],
  'src/frameworks/automatic-changes.ts': ['one space'],
  'src/frameworks/dbup/index.ts': ['a name', 'a name'],
  'src/frameworks/flyway/settings.ts': ['a line', 'a line'],
  'src/frameworks/javascript/query-interface/write.ts': ['a line'],
  'src/frameworks/kysely/write.ts': ['a line'],
  'src/frameworks/new-name.ts': ['a name', 'a name', 'a name', 'a name'],
  'src/lint/automatic.ts': ['a name'],
  'src/lint/directives.ts': ['one space'],
  'src/lint/foreign-directives.ts': ['one space'],
  'src/model/safe-pattern.ts': ['a line'],
  'src/rules/workflow/same-code.ts': ['consumes what it tried'],
  'src/schema/replay/renamed-sql.ts': ['consumes what it tried'],
  'src/schema/select-list.ts': ['consumes what it tried', 'consumes what it tried'],
};

describe('the regular expressions of the sources', () => {
  const written = regularExpressions();

  it('are found', () => {
    expect(written.length).toBeGreaterThan(500);
  });

  it('take time in proportion to the text, none a time that doubles with each character', () => {
    const found: Record<string, string[]> = {};
    const exponential: string[] = [];
    for (const { place, source, flags } of written) {
      const { reports } = analyse({ source, flags });
      if (reports.length === 0) continue;
      (found[place] ??= []).push(source);
      if (reports.some((report) => report.exponential)) exponential.push(`${place}: ${source}`);
    }
    expect(exponential).toEqual([]);
    const tooMany = Object.entries(found).filter(
      ([place, sources]) => sources.length > (linearAllTheSame[place]?.length ?? 0),
    );
    expect(tooMany).toEqual([]);
  });

  it('has no exception that is not needed', () => {
    const places = new Set(written.map(({ place }) => place));
    expect(Object.keys(linearAllTheSame).filter((place) => !places.has(place))).toEqual([]);
  });
});

describe('a regular expression of a configuration', () => {
  it.each(['(a+)+', '(?:[a-z]+_?)*$', '(a|a)*', '(.*a){12}', '(', '(?:a?){30}b'])('is refused: %s', (pattern) => {
    expect(patternProblem(pattern)).toBeDefined();
  });
});
