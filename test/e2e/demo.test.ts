import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../cli/running.ts';

const shop = fileURLToPath(new URL('../../fixtures/projects/ef-core-shop/', import.meta.url));

async function textOf(folder: string, file: string): Promise<string> {
  return readFile(path.join(folder, file), 'utf8');
}

describe('the example shop', () => {
  it('gives the findings that it names, and no others', async () => {
    const { code, out } = await run(shop, '--format', 'json');
    const expected: unknown = JSON.parse(await textOf(shop, 'expected.json'));
    expect(JSON.parse(out)).toMatchObject({ diagnostics: expected });
    expect(code).toBe(1);
  });

  it('begins the README with one of them', async () => {
    const { out } = await run(shop);
    const finding = /^Migrations\/\d+_RestrictProduct\.cs\n[^]*?(?=\n\n\S)/m.exec(out)?.[0] ?? '';
    expect(finding).toContain('safe-foreign-key-change');
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    expect(readme).toContain(finding);
  });
});

describe('a copy of the example shop', () => {
  let copy = '';

  beforeEach(async () => {
    copy = await mkdtemp(path.join(tmpdir(), 'mig-lint-shop-'));
    await cp(shop, copy, { recursive: true });
  });

  afterEach(async () => {
    await rm(copy, { recursive: true });
  });

  it('is mended as far as it can be without a decision', async () => {
    const { out } = await run(copy, '--fix', '--fix-rewrite', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      diagnostics: [{ rule: 'no-shipped-edits' }, { rule: 'one-table-per-migration' }],
    });
  });

  it('gets the sequence that its own neighbour follows by hand', async () => {
    await run(copy, '--fix-rewrite');
    const rewritten = await textOf(copy, 'Migrations/20240306140000_RestrictProduct.cs');
    const neighbour = await textOf(copy, 'Migrations/20240306141000_RestrictCustomer.cs');
    expect(rewritten.replaceAll('Product', 'Customer').replaceAll('product', 'customer')).toBe(neighbour);
  });
});
