import assert from 'node:assert/strict';
import { readJson } from '../../src/config/json.ts';
import { frameworks } from '../../src/frameworks/index.ts';
import { newLines } from '../../src/github/diff-lines.ts';
import { ManifestError, parseManifest, printManifest } from '../../src/history/manifest.ts';
import { readDirective } from '../../src/lint/directives.ts';
import { parseSuppressions, SuppressionsError } from '../../src/lint/suppressions-file.ts';
import { decodeText } from '../../src/model/decode-text.ts';
import { inMemory } from '../frameworks/reading.ts';
import { configurationGrammar, directiveGrammar, jsonGrammar } from './format-grammar.ts';
import { pathGrammar } from './path-grammar.ts';
import { isSame } from './promises.ts';
import type { Reader } from './reader.ts';

/** A reader that has nothing to load. */
function simple(reader: Omit<Reader, 'load'>, check: (text: string) => void): Reader {
  return { ...reader, load: () => Promise.resolve(check) };
}

const hash = '0123456789abcdef'.repeat(4);
const manifest = `{
  "chains": { "shop": [{ "file": "a.sql", "id": "1", "meaning": "${hash}", "text": "${hash}" }] },
  "reading": 1,
  "version": 1
}`;
const suppressions = `{
  "version": 1,
  "suppressions": [{ "file": "a.sql", "rule": "no-drop", "fingerprints": ["0123456789abcdef"], "reason": "b", "until": "2026-01-31" }]
}`;

export const formatReaders: readonly Reader[] = [
  simple(
    {
      name: 'suppression-comments',
      files: /\.sql$/,
      grammar: directiveGrammar,
      samples: ['-- mig-lint-disable a, b -- why until: 2026-01-31'],
    },
    (text) => {
      const directive = readDirective(text);
      isSame(directive, readDirective(text));
      for (const line of text.split('\n')) readDirective(line);
    },
  ),
  simple(
    {
      name: 'json',
      files: /\.json$/,
      grammar: jsonGrammar(['a', 'b']),
      samples: ['{ "a": [1, -2.5e3, "\\u0041"], "b": null }'],
    },
    (text) => {
      const read = readJson(text);
      if (read.kind === 'value') return;
      assert(read.line >= 1 && read.line <= text.split('\n').length, `line ${read.line}`);
      assert(read.column >= 1 && read.column <= text.length + 1, `column ${read.column}`);
    },
  ),
  simple(
    {
      name: 'manifest',
      files: /\.json$/,
      grammar: jsonGrammar(['chains', 'reading', 'version', 'file', 'id', 'text']),
      samples: [manifest],
    },
    (text) => {
      const read = refusedBy(ManifestError, () => parseManifest(text, 'm'));
      if (read !== undefined) isSame(read, parseManifest(printManifest(read), 'm'));
    },
  ),
  simple(
    {
      name: 'suppressions',
      files: /\.json$/,
      grammar: jsonGrammar(['version', 'suppressions', 'file', 'rule']),
      samples: [suppressions],
    },
    (text) => {
      refusedBy(SuppressionsError, () => parseSuppressions(text, 's'));
    },
  ),
  simple(
    {
      name: 'patches',
      files: /\.(?:diff|patch)$/,
      grammar: configurationGrammar,
      samples: ['@@ -1,2 +3,4 @@ f\n a\n-b\n+c\n\\ No newline at end of file'],
    },
    (text) => {
      newLines(text);
    },
  ),
  simple(
    {
      name: 'encodings',
      files: /\.(?:sql|cs|[jt]s)$/,
      grammar: configurationGrammar,
      samples: ['CREATE TABLE é (a int);'],
    },
    (text) => {
      for (const encoding of ['utf8', 'latin1', 'utf16le', 'hex'] as const) {
        const read = decodeText(Buffer.from(text, encoding));
        assert(read?.includes('\0') !== true, 'a NUL character');
      }
    },
  ),
  simple(
    {
      name: 'paths',
      files: /\.txt$/,
      grammar: pathGrammar,
      samples: ['db/migrations/V1.2__a.sql\ndb/migrations/R__b.sql\nm/0001_a.up.sql'],
    },
    (text) => {
      const contents = Object.fromEntries(
        text.split('\n').map((path) => [path, '-- +goose Up\n-- migrate:up\nSELECT 1;']),
      );
      const files = inMemory(contents);
      for (const framework of frameworks) {
        for (const chain of framework.detect(files)) {
          const entries = framework.list(chain, files);
          isSame(entries, framework.list(chain, files));
          for (const entry of entries) assert(entry.file in contents, `${entry.file} is listed, and is not there`);
        }
        framework.passOver?.(files);
      }
    },
  ),
];

/** What was read; `undefined` when it was refused by an error that is made for it. */
function refusedBy<T>(refusal: abstract new (...parameters: never[]) => Error, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof refusal) return undefined;
    throw error;
  }
}
