import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBlocks } from '../../scripts/pages/parse-page.ts';
import { resolveConfig } from '../../src/config/resolve.ts';
import { rules } from '../../src/rules/index.ts';

const folder = new URL('../../docs/practices/', import.meta.url);
const blocks = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) =>
    readBlocks(readFileSync(new URL(file, folder), 'utf8')).flatMap((block) =>
      block.kind === 'fence' && block.info === 'json' ? [{ name: `${file}:${block.line}`, code: block.code }] : [],
    ),
  );

describe('the pages on practices', () => {
  it('show configurations', () => {
    expect(blocks.length).toBeGreaterThan(0);
  });

  it.each(blocks)('show one that is valid: $name', ({ code }) => {
    const config: unknown = JSON.parse(code);
    expect(resolveConfig(config, { root: '/shop', rules }).rules.size).toBeGreaterThan(0);
  });
});
