import { describe, expect, it } from 'vitest';
import { EngineMissingError, loadPackage } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';

describe('the package of an engine', () => {
  it('that is missing gives the line that installs it', async () => {
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    const loading = loadPackage('some-engine', () => Promise.reject(missing));
    await expect(loading).rejects.toThrow(EngineMissingError);
    await expect(loading).rejects.toThrow('npm install --save-dev some-engine');
  });

  it('that is there and fails says why itself', async () => {
    const loading = loadPackage('some-engine', () => Promise.reject(new Error('out of memory')));
    await expect(loading).rejects.toThrow('out of memory');
  });
});

describe('a statement that the engine refuses', () => {
  it('is answered with its message, and the engine goes on', async () => {
    const engine = await openEngine('sqlite');
    expect(await engine.run('DROP TABLE absent')).toEqual({ ok: false, message: 'no such table: absent' });
    expect(await engine.run('CREATE TABLE t (a INT)')).toEqual({ ok: true });
    expect([...(await engine.introspect()).tables.keys()]).toEqual(['t']);
    await engine.reset();
    expect((await engine.introspect()).tables.size).toBe(0);
    await engine.close();
  });
});
