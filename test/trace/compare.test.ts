import { describe, expect, it } from 'vitest';
import type { Blocked } from '../../src/model/facts.ts';
import type { Prediction } from '../../src/trace/compare.ts';
import { compare } from '../../src/trace/compare.ts';
import type { Observation, ObservedLock } from '../../src/trace/observation.ts';

const t = { name: 't' };
const ddl: readonly Blocked[] = ['ddl'];
const nothing: Prediction = { locks: [], rewrites: [], scans: [], transactional: true, isPlanned: false };
const quiet: Observation = {
  locks: [],
  rewrites: [],
  emptied: [],
  rebuiltIndexes: [],
  rewrittenToast: [],
  scans: [],
  known: new Map([
    ['t', { isEmpty: false }],
    ['vacant', { isEmpty: true }],
  ]),
};

function lock(mode: string, more: Partial<ObservedLock> = {}): ObservedLock {
  return { table: t, kind: 'table', mode, isNew: true, ...more };
}

function messages(prediction: Partial<Prediction>, observation: Partial<Observation>): readonly string[] {
  return compare({ ...nothing, ...prediction }, { ...quiet, ...observation }).map(({ message }) => message);
}

describe('locks', () => {
  const exclusive = { locks: [{ table: t, mode: 'AccessExclusive', blocks: ddl }] };

  it.each([
    ['the predicted one is held', exclusive, [lock('AccessExclusive')]],
    ['an earlier statement took it', exclusive, [lock('AccessExclusive', { isNew: false })]],
    ['a weaker one was taken on the way', exclusive, [lock('AccessShare'), lock('AccessExclusive')]],
    [
      'an index follows its table',
      exclusive,
      [lock('AccessExclusive'), lock('AccessExclusive', { table: { name: 't_pkey' }, kind: 'index', owner: t })],
    ],
    ['a sequence hands out a number', {}, [lock('RowExclusive', { table: { name: 's' }, kind: 'sequence' })]],
    [
      'an index that nobody uses any more is locked for a moment, by what works beside others',
      { locks: [{ table: t, mode: 'ShareUpdateExclusive', blocks: ddl }], transactional: false },
      [lock('ShareUpdateExclusive'), lock('AccessExclusive', { table: { name: 't_a' }, kind: 'index', owner: t })],
    ],
    ['a table that is new is locked', { locks: [{ table: { name: 'fresh' }, mode: 'Share', blocks: ddl }] }, []],
    [
      'a write looks at no other table, since its key is NULL',
      { locks: [{ table: t, mode: 'RowShare', blocks: [] }], isPlanned: true },
      [],
    ],
  ] as const)('agree when %s', (_, prediction, locks) => {
    expect(messages(prediction, { locks })).toEqual([]);
  });

  it.each([
    ['is missing', exclusive, [], 't: AccessExclusive was predicted, no lock observed'],
    ['is weaker', exclusive, [lock('Share')], 't: AccessExclusive was predicted, Share observed'],
    [
      'is stronger',
      { locks: [{ table: t, mode: 'Share', blocks: ddl }] },
      [lock('Share'), lock('Exclusive')],
      't: Share was predicted, Exclusive observed',
    ],
    ['was not predicted', {}, [lock('AccessShare')], 't: no lock was predicted, AccessShare observed'],
    [
      'of an index is stronger than its table’s',
      { locks: [{ table: t, mode: 'Share', blocks: ddl }] },
      [lock('Share'), lock('AccessExclusive', { table: { name: 't_pkey' }, kind: 'index', owner: t })],
      't_pkey: no lock was predicted, AccessExclusive observed',
    ],
    [
      'of an index is stronger than its table’s in a transaction',
      { locks: [{ table: t, mode: 'ShareUpdateExclusive', blocks: ddl }] },
      [lock('ShareUpdateExclusive'), lock('AccessExclusive', { table: { name: 't_a' }, kind: 'index', owner: t })],
      't_a: no lock was predicted, AccessExclusive observed',
    ],
  ] as const)('disagree when one %s', (_, prediction, locks, message) => {
    expect(messages(prediction, { locks })).toEqual([message]);
  });

  it('say nothing when nobody could look', () => {
    const { locks: _none, ...unseen } = quiet;
    expect(compare({ ...nothing, ...exclusive }, unseen)).toEqual([]);
  });
});

describe('rewrites', () => {
  it('agree when the file is another, with rows or without', () => {
    expect(messages({ rewrites: [t] }, { rewrites: [t] })).toEqual([]);
    expect(messages({ rewrites: [t] }, { emptied: [t] })).toEqual([]);
    expect(messages({}, { emptied: [t] })).toEqual([]);
  });

  it('disagree when only one side has one', () => {
    expect(messages({ rewrites: [t] }, {})).toEqual(['t: a rewrite was predicted, none observed']);
    expect(messages({}, { rewrites: [t] })).toEqual(['t: no rewrite was predicted, one observed']);
  });
});

describe('scans', () => {
  const read = { table: t, rows: 10, byIndex: false };

  it('agree when the table was read, by an index too, and where there was nothing to read', () => {
    expect(messages({ scans: [t] }, { scans: [read] })).toEqual([]);
    expect(messages({ scans: [t] }, { scans: [{ ...read, byIndex: true }] })).toEqual([]);
    expect(messages({ scans: [{ name: 'vacant' }] }, {})).toEqual([]);
  });

  it('disagree when only one side has one', () => {
    expect(messages({ scans: [t] }, {})).toEqual(['t: a scan was predicted, none observed']);
    expect(messages({}, { scans: [read] })).toEqual(['t: no scan was predicted, one observed']);
  });

  it('leave the planner its choice', () => {
    expect(messages({ isPlanned: true }, { scans: [read] })).toEqual([]);
  });
});
