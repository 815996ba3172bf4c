import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { frameworks } from '../../src/frameworks/index.ts';
import { run } from '../cli/running.ts';

const projects = fileURLToPath(new URL('../../fixtures/projects/', import.meta.url));

/** A project's own account of what has to be found in it. */
const expectedSchema = v.strictObject({
  chains: v.array(v.looseObject({ framework: v.string() })),
  passedOver: v.array(v.unknown()),
  migrations: v.array(v.unknown()),
});

type Expected = v.InferOutput<typeof expectedSchema>;

/** The example projects that say in a `chains.json` which chains they hold, and how those are read. */
const described: readonly (readonly [name: string, expected: Expected])[] = readdirSync(projects)
  .filter((name) => existsSync(path.join(projects, name, 'chains.json')))
  .map((name) => {
    const text = readFileSync(path.join(projects, name, 'chains.json'), 'utf8');
    return [name, v.parse(expectedSchema, JSON.parse(text))];
  });

const migrationsSchema = v.array(
  v.looseObject({
    up: v.array(v.looseObject({ operations: v.array(v.looseObject({ kind: v.string() })) })),
    down: v.optional(v.array(v.looseObject({ operations: v.array(v.looseObject({ kind: v.string() })) }))),
    problems: v.array(v.looseObject({ message: v.string() })),
  }),
);

function kindsOf(statements: v.InferOutput<typeof migrationsSchema>[number]['up']): readonly string[] {
  return statements.flatMap(({ operations }) => operations.map(({ kind }) => kind));
}

describe.each(described)('the example project %s', (name, expected) => {
  it('holds the chains that it says, for the reasons that it says', async () => {
    const { code, out } = await run(path.join(projects, name), 'chains', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ chains: expected.chains, passedOver: expected.passedOver });
  });

  it('is read as it says', async () => {
    const { out } = await run(path.join(projects, name), 'operations', '--json');
    const read = v.parse(migrationsSchema, JSON.parse(out)).map(({ up, down, problems, ...migration }) => ({
      ...migration,
      up: kindsOf(up),
      ...(down === undefined ? {} : { down: kindsOf(down) }),
      problems: problems.map(({ message }) => message),
    }));
    expect(read).toMatchObject(expected.migrations);
  });
});

it.each([
  ...['prisma', 'drizzle', 'flyway', 'dbmate', 'goose', 'golang-migrate'],
  ...['supabase', 'postgres-migrations', 'diesel', 'dbup'],
])('%s has an example project', (name) => {
  expect(frameworks.map((framework) => framework.name)).toContain(name);
  expect(described.flatMap(([, { chains }]) => chains.map(({ framework }) => framework))).toContain(name);
});
