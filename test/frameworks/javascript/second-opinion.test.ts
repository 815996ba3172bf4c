import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Node, Project, SyntaxKind } from 'ts-morph';
import type {
  ArrowFunction,
  CallExpression,
  FunctionDeclaration,
  FunctionExpression,
  MethodDeclaration,
  SourceFile,
} from 'ts-morph';
import { expect, it } from 'vitest';
import { workTreeFiles } from '../../../src/frameworks/project-files.ts';
import { resolveConfig } from '../../../src/config/resolve.ts';
import { openProject } from '../../../src/lint/project.ts';
import type { Migration } from '../../../src/model/migration.ts';
import { allStatements } from '../../../src/model/migration.ts';
import { rules } from '../../../src/rules/index.ts';

// The TypeScript compiler reads the same scripts. What it sees a migration tell its tool must be in what we have read: as a
// statement that is understood, or as one that says that it is not.

const projects = path.join(import.meta.dirname, '../../../fixtures/projects');

const script = /\.[cm]?[jt]s$/;

async function migrationsIn(root: string): Promise<readonly Migration[]> {
  const { chains } = await openProject({
    config: resolveConfig({}, { root, rules }),
    files: workTreeFiles(root),
    shipped: () => Promise.resolve({ kind: 'unknown', description: 'nothing has shipped', limits: [] }),
  });
  return chains.flatMap(({ migrations }) => migrations).filter(({ files }) => files.some((file) => script.test(file)));
}

const compiler = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } });

type Side = ArrowFunction | FunctionDeclaration | FunctionExpression | MethodDeclaration;

/** The functions that go forwards and back, however they are written. */
function sidesIn(source: SourceFile): readonly Side[] {
  const functions: readonly Side[] = [
    ...source.getDescendantsOfKind(SyntaxKind.ArrowFunction),
    ...source.getDescendantsOfKind(SyntaxKind.FunctionDeclaration),
    ...source.getDescendantsOfKind(SyntaxKind.FunctionExpression),
    ...source.getDescendantsOfKind(SyntaxKind.MethodDeclaration),
  ];
  return functions.filter((side) => /\b(?:up|down)\b/.test(nameOf(side)));
}

function nameOf(side: Side): string {
  const parent = side.getParent();
  if (Node.isBinaryExpression(parent)) return parent.getLeft().getText();
  if (Node.isPropertyAssignment(parent) || Node.isVariableDeclaration(parent)) return parent.getName();
  return 'getName' in side ? (side.getName() ?? '') : '';
}

/** The whole calls that are statements of a side, of what it is given by its tool, or of `this`. */
function toldIn(side: Side): readonly CallExpression[] {
  const given = side.getParameters()[0];
  const names = given?.getDescendantsOfKind(SyntaxKind.Identifier).map((name) => name.getText()) ?? ['this'];
  return side.getDescendantsOfKind(SyntaxKind.CallExpression).filter((call) => {
    const parent = call.getParent();
    const isWhole =
      Node.isExpressionStatement(parent) || Node.isAwaitExpression(parent) || Node.isReturnStatement(parent);
    return isWhole && names.includes(rootOf(call.getText()));
  });
}

function rootOf(call: string): string {
  return /^[\w$]+/.exec(call)?.[0] ?? '';
}

/** What a migration tells its tool, and whether what we have read has it. */
function toldBy(migration: Migration, root: string): readonly { readonly call: string; readonly isRead: boolean }[] {
  const file = migration.files[0] ?? '';
  const source = compiler.createSourceFile(path.join(root, file), readFileSync(path.join(root, file), 'utf8'));
  const spans = allStatements(migration).flatMap(({ span }) => (span.file === file ? [span] : []));
  return sidesIn(source)
    .flatMap(toldIn)
    .map((call) => ({
      call: `${file}: ${call.getText()}`,
      isRead: spans.some(({ start, end }) => start < call.getEnd() && call.getStart() < end),
    }));
}

it.each([
  'knex-shop',
  'kysely-bakery',
  'mikro-orm-garden',
  'node-pg-migrate-library',
  'sequelize-library',
  'typeorm-shop',
  'umzug-clinic',
])('the scripts of %s tell their tool nothing that is passed over', async (name) => {
  const root = path.join(projects, name);
  const told = (await migrationsIn(root)).flatMap((migration) => toldBy(migration, root));
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter(({ isRead }) => !isRead)).toEqual([]);
});
