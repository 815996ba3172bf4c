import { readdirSync, readFileSync } from 'node:fs';
import { loadPostgres } from '../../src/dialects/postgres/index.ts';
import type { Facts } from '../../src/model/facts.ts';
import { displayName } from '../../src/model/names.ts';
import type { Operation } from '../../src/model/operation.ts';
import { plainText } from '../../src/model/source-text.ts';
import { emptySchema } from '../../src/schema/empty.ts';
import { replay, replayAll } from '../../src/schema/replay.ts';
import type { Prediction } from '../../src/trace/compare.ts';
import { predictionOf } from '../../src/trace/prediction.ts';
import type { FactCase, StatedFacts } from '../../scripts/facts/fact-page.ts';
import { readFactPage } from '../../scripts/facts/fact-page.ts';

const postgres = await loadPostgres();
const folder = new URL('../../fixtures/facts/postgres/', import.meta.url);

/** Every page of facts about PostgreSQL. */
export const factPages = pagesIn(folder);

/** The pages of a folder, by name. */
export function pagesIn(
  place: URL,
): readonly { readonly file: string; readonly cases: ReturnType<typeof readFactPage> }[] {
  return readdirSync(place).map((file) => ({ file, cases: readFactPage(readFileSync(new URL(file, place), 'utf8')) }));
}

export function statementsIn(
  sql: string,
): readonly { readonly sql: string; readonly operations: readonly Operation[] }[] {
  return postgres.read(plainText('page.sql', sql)).statements;
}

/** What the code says that a version does for the case's statement, after its setup; `undefined`: nothing is known. */
export function factsInCode(
  { setup, sql }: Pick<FactCase, 'setup' | 'sql'>,
  version: string,
): (Facts & Prediction) | undefined {
  const before = statementsIn(setup).flatMap(({ operations }) => operations);
  let schema = replayAll(emptySchema(postgres.traits), before, 'setup');
  const steps = statementsIn(sql)
    .flatMap(({ operations }) => operations)
    .map((operation) => {
      const facts = postgres.facts(operation, schema, version);
      const before = schema;
      const { schema: after, applied } = replay(schema, operation, 'page');
      schema = after;
      return { operation, facts, applied, before };
    });
  return predictionOf(steps);
}

/** Facts in the words of a page. */
export function stated(facts: Facts): StatedFacts {
  const names = (list: Facts['scans']): readonly string[] => list.map(displayName).toSorted();
  return {
    locks: facts.locks
      .map(({ table, mode, blocks, brief, onDatabase }) => {
        const place = onDatabase === true ? 'the database' : displayName(table);
        const blocked = blocks.length === 0 ? 'blocks nothing' : `blocks ${blocks.join(', ')}`;
        return `${mode} on ${place}, ${blocked}${brief === true ? ', for a moment' : ''}`;
      })
      .toSorted(),
    scans: names(facts.scans),
    rewrites: names(facts.rewrites),
    ...(facts.loses === undefined ? {} : { loses: facts.loses }),
    transactional: facts.transactional,
    duration: facts.duration,
    ...(facts.refused === undefined ? {} : { refused: facts.refused }),
  };
}

/** What a page states, as something that an observation can be held against. */
export function predictionIn({ facts }: FactCase, isPlanned: boolean): Prediction {
  const name = (text: string): { schema?: string; name: string } => {
    const [first = '', second] = text.split('.');
    return second === undefined ? { name: first } : { schema: first, name: second };
  };
  return {
    locks: facts.locks.map((line) => {
      const [, mode = '', table = '', blocked = ''] = /^(\w+) on (\S+), blocks (.+)$/.exec(line) ?? [];
      return { table: name(table), mode, blocks: blocked === 'nothing' ? [] : ['ddl'] };
    }),
    scans: facts.scans.map(name),
    rewrites: facts.rewrites.map(name),
    transactional: facts.transactional,
    isPlanned,
  };
}
