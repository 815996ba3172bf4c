import { describe, expect, it } from 'vitest';
import { inDatabase, scratchName } from '../../../src/engines/postgres/scratch.ts';

describe('the URL of the scratch database', () => {
  it.each([
    ['postgres://localhost', 'postgres://localhost/scratch'],
    ['postgres://me:secret@db.example.org:5433/app', 'postgres://me:secret@db.example.org:5433/scratch'],
    ['postgresql://me@host/app?sslmode=verify-full', 'postgresql://me@host/scratch?sslmode=verify-full'],
    ['postgres://me@/app?host=/run/postgresql', 'postgres://me@/scratch?host=/run/postgresql'],
    ['postgres://%2Frun%2Fpostgresql/', 'postgres://%2Frun%2Fpostgresql/scratch'],
  ])('%s becomes %s', (url, inScratch) => {
    expect(inDatabase(url, 'scratch')).toBe(inScratch);
  });

  it.each(['mysql://localhost/app', '/run/postgresql', 'localhost:5432', ''])('cannot be had from "%s"', (url) => {
    expect(() => inDatabase(url, 'scratch')).toThrow('postgres://user:password@host:port/database');
  });

  it('is never the one of another', () => {
    expect(scratchName()).toMatch(/^mig_lint_scratch_[0-9a-f]{32}$/);
    expect(scratchName()).not.toBe(scratchName());
  });
});
