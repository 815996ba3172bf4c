import { describe, expect, it } from 'vitest';
import { serverOf } from '../../../src/dialects/sqlserver/facts/server.ts';
import { sqlserver } from '../../../src/dialects/sqlserver/index.ts';
import { displayName } from '../../../src/model/names.ts';
import { plainText } from '../../../src/model/source-text.ts';
import { emptySchema } from '../../../src/schema/empty.ts';

describe('a server', () => {
  it.each([
    ['2019', { year: 2019, isOnline: false }],
    ['16.0', { year: 2022, isOnline: false }],
    ['2019-standard', { year: 2019, isOnline: false }],
    ['2016-enterprise', { year: 2016, isOnline: true }],
    ['13.0 Developer', { year: 2016, isOnline: true }],
    ['azure', { year: 2025, isOnline: true }],
  ])('of version %s', (version, server) => {
    expect(serverOf(version)).toEqual(server);
  });
});

describe('ALTER TABLE … SWITCH', () => {
  it.each([
    ['archive', 'archive'],
    ['dbo.archive', 'dbo.archive'],
    ['[dbo].[old rows]', 'dbo.old rows'],
  ])('locks %s too', (written, target) => {
    const source = plainText('migration.sql', `ALTER TABLE orders SWITCH TO ${written}`);
    const [operation] = sqlserver.read(source).statements.flatMap(({ operations }) => operations);
    const facts = operation && sqlserver.facts(operation, emptySchema(sqlserver.traits), '2022');
    expect(facts?.locks.map(({ table }) => displayName(table))).toEqual(['orders', target]);
  });
});
