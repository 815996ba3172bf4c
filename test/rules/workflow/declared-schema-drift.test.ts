import { describe, expect, it } from 'vitest';
import { lintProject } from '../../../src/lint/lint.ts';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { openInMemory } from '../example-project.ts';

async function found(script: string, declared: Readonly<Record<string, string>>): Promise<readonly Diagnostic[]> {
  const project = await openInMemory({
    config: {
      extends: [],
      chains: [
        { name: 'mssql', framework: 'sql', dialect: 'sqlserver', include: ['scripts/**'], declared: ['dbo/**'] },
      ],
      rules: { 'declared-schema-drift': 'error' },
    },
    workTree: new Map([['scripts/1_a.sql', script], ...Object.entries(declared)]),
  });
  return lintProject(project, { today: '2026-01-31', startedAt: 0 }).diagnostics;
}

describe('drift', () => {
  it('is one finding for each object, where it is declared', async () => {
    const findings = await found('CREATE TABLE dbo.T (Id int NOT NULL, A int NULL, B int NULL);', {
      'dbo/T.sql': 'CREATE TABLE dbo.T (Id int NOT NULL, A bigint NULL, C int NULL);',
    });
    expect(findings).toMatchObject([{ span: { file: 'dbo/T.sql' } }]);
    expect(findings[0]?.remedy.split('\n')).toEqual([
      'write a migration that brings the database in line, or mend the definition:',
      '    column A, type is int, declared bigint',
      '    column B is not declared',
      '    column C is declared only',
    ]);
  });

  it('shows where two bodies part', async () => {
    const body = (condition: string): string =>
      `CREATE PROCEDURE dbo.P AS BEGIN SELECT Id, Name, Email, Created, Revised FROM dbo.T WHERE ${condition} END`;
    const [finding] = await found(body('Id > 1'), { 'dbo/P.sql': body('Id > 2') });
    expect(finding?.message).toContain(
      'its definition is another: … o.T WHERE Id > 1 END …, declared … o.T WHERE Id > 2 END …',
    );
  });

  it('is not in definitions that stand in another order than they are needed', async () => {
    const table = 'CREATE TABLE dbo.T (Id int NOT NULL);';
    const view = 'CREATE VIEW dbo.A AS SELECT Id FROM dbo.T';
    expect(await found(`${table}\nGO\n${view}`, { 'dbo/A.sql': view, 'dbo/T.sql': table })).toEqual([]);
  });

  it('is not in keys that were never checked against old rows', async () => {
    const tables = 'CREATE TABLE dbo.S (Id int NOT NULL PRIMARY KEY);\nCREATE TABLE dbo.T (SId int NOT NULL';
    const script = `${tables});\nALTER TABLE dbo.T WITH NOCHECK ADD CONSTRAINT FK_T FOREIGN KEY (SId) REFERENCES dbo.S (Id);`;
    const declared = `${tables}, CONSTRAINT FK_T FOREIGN KEY (SId) REFERENCES dbo.S (Id));`;
    const messages = (await found(script, { 'dbo/all.sql': declared })).map(({ message }) => message);
    expect(messages.filter((message) => message.includes('FK_T'))).toEqual([]);
  });

  it('cannot be told where nothing is declared, which is said', async () => {
    const findings = await found('CREATE TABLE dbo.T (Id int NOT NULL);', {});
    expect(findings.map(({ message }) => message)).toEqual(['declared of chain mssql names no file: dbo/**']);
  });
});
