import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ManifestEntry } from '../../src/history/history.ts';
import {
  ManifestError,
  parseManifest,
  printManifest,
  readManifest,
  shippedByManifest,
  writeManifest,
  type Manifest,
} from '../../src/history/manifest.ts';
import { readingVersion } from '../../src/history/meaning.ts';
import { temporaryFolder } from './repository.ts';

const digest = 'a'.repeat(64);

function entry(id: string): ManifestEntry {
  return { id, file: `m/${id}.sql`, text: digest, meaning: digest };
}

const manifest: Manifest = {
  reading: readingVersion,
  chains: new Map([
    ['sqlite', [entry('2'), entry('10')]],
    ['mysql', [entry('1')]],
  ]),
};

describe('the manifest', () => {
  it('reads as it was written', () => {
    expect(parseManifest(printManifest(manifest), 'f.json')).toEqual(manifest);
  });

  it('is printed with sorted keys, migrations in their own order, and a line end at the end', () => {
    const printed = printManifest(manifest);
    expect(printed.indexOf('"mysql"')).toBeLessThan(printed.indexOf('"sqlite"'));
    expect(printed.indexOf('"id": "2"')).toBeLessThan(printed.indexOf('"id": "10"'));
    expect(printed).toMatch(/\{\n {2}"chains": [^]*\n {2}"reading": \d+,\n {2}"version": 1\n\}\n$/);
  });

  it('takes the place of the old one and leaves nothing beside it', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'lock.json');
    writeFileSync(path, 'old');
    await writeManifest(path, manifest);
    expect(readFileSync(path, 'utf8')).toBe(printManifest(manifest));
    expect(readdirSync(folder)).toEqual(['lock.json']);
  });

  it('leaves nothing behind when it cannot be written', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'lock.json'));
    await expect(writeManifest(join(folder, 'lock.json'), manifest)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['lock.json']);
  });
});

describe('a manifest that cannot be used', () => {
  const valid = { version: 1, reading: 1, chains: { mysql: [entry('1')] } };
  const { meaning: _, ...withoutMeaning } = entry('1');

  it.each([
    ['is half written', '{"version": 1,', /^f\.json is not valid JSON, perhaps half written: /],
    ['is no object', '17', /^f\.json: Invalid type: Expected Object/],
    ['is of another version', { ...valid, version: 2 }, /^f\.json, at version: .*Expected 1 but received 2/],
    ['lacks a key', { ...valid, chains: { mysql: [withoutMeaning] } }, /^f\.json, at chains\.mysql\.0\.meaning: /],
    [
      'has a broken hash',
      { ...valid, chains: { mysql: [{ ...entry('1'), text: 'abc' }] } },
      /at chains\.mysql\.0\.text: Expected a SHA-256/,
    ],
    ['has an unknown key', { ...valid, ledger: 1 }, /^f\.json, at ledger: /],
    [
      'names a migration twice',
      { ...valid, chains: { mysql: [entry('1'), entry('1')] } },
      /at chains\.mysql: Expected each id once$/,
    ],
  ])('%s', (__, content, message) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    expect(() => parseManifest(text, 'f.json')).toThrow(message);
  });

  it('says which file it is', async () => {
    const path = join(temporaryFolder(), 'lock.json');
    writeFileSync(path, '<<<<<<< HEAD');
    await expect(readManifest(path)).rejects.toThrow(ManifestError);
    await expect(readManifest(path)).rejects.toThrow(/^lock\.json is not valid JSON/);
  });

  it('is a folder', async () => {
    await expect(readManifest(temporaryFolder())).rejects.toThrow(/cannot be read/);
  });
});

describe('what has shipped according to the manifest', () => {
  it('is what it records', async () => {
    const path = join(temporaryFolder(), 'lock.json');
    await writeManifest(path, manifest);
    expect(await shippedByManifest(path)).toEqual({
      kind: 'manifest',
      description: 'lock.json',
      limits: [],
      ...manifest,
    });
  });

  it('is unknown before the first one is written', async () => {
    expect(await shippedByManifest(join(temporaryFolder(), 'lock.json'))).toMatchObject({
      kind: 'unknown',
      limits: ['lock.json is not there yet (`mig-lint ship` writes it): everything counts as new'],
    });
  });

  it('says so when meanings were hashed under another reading', async () => {
    const path = join(temporaryFolder(), 'lock.json');
    await writeManifest(path, { ...manifest, reading: readingVersion + 1 });
    expect((await shippedByManifest(path)).limits).toHaveLength(1);
  });
});
