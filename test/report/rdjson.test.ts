import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { rdjson, rdjsonl } from '../../src/report/rdjson.ts';
import { diagnostic, foreignKeyChange, migrationFile, options, report, spanIn } from './reports.ts';

const ordinal = v.pipe(v.number(), v.integer(), v.minValue(1));
const position = v.strictObject({ line: ordinal, column: ordinal });
const range = v.strictObject({ start: position, end: position });
const source = v.strictObject({ name: v.string(), url: v.string() });

/** The messages of reviewdog.proto as JSON, as far as they are used; a field that is not there is a mistake. */
const rdf = v.strictObject({
  message: v.string(),
  location: v.strictObject({ path: v.string(), range }),
  severity: v.picklist(['ERROR', 'WARNING', 'INFO']),
  code: v.strictObject({ value: v.string(), url: v.string() }),
  suggestions: v.exactOptional(v.array(v.strictObject({ range, text: v.string() }))),
  source: v.exactOptional(source),
});
const result = v.strictObject({ source, diagnostics: v.array(rdf) });

const read = (given: Report): readonly v.InferOutput<typeof rdf>[] =>
  v.parse(result, JSON.parse(rdjson(given, options))).diagnostics;

describe('rdjson', () => {
  it('says what and where, on the path from the folder of the run', () => {
    expect(read(report({ diagnostics: [foreignKeyChange] }))).toMatchObject([
      {
        location: {
          path: migrationFile,
          range: { start: { line: 9, column: 13 }, end: { line: 9, column: 107 } },
        },
        severity: 'ERROR',
        code: { value: 'safe-foreign-key-change', url: 'https://example.test/no-drop-column' },
      },
    ]);
  });

  it('counts columns in bytes of UTF-8', () => {
    const file = 'a.sql';
    const text = "select 'ä𐐀€', x;\n";
    const span = spanIn(file, text, 'x');
    const [found] = read(report({ diagnostics: [diagnostic({ span })], texts: new Map([[file, text]]) }));
    const before = Buffer.byteLength("select 'ä𐐀€', ");
    expect(found?.location.range).toEqual({
      start: { line: 1, column: before + 1 },
      end: { line: 1, column: before + 2 },
    });
  });

  it('suggests what a fix writes, in one piece', () => {
    const file = 'a.sql';
    const text = 'drop a;\nkeep;\nadd b;\n';
    const edits = [
      { span: spanIn(file, text, 'drop a'), text: 'rename a to b' },
      { span: spanIn(file, text, 'add b;\n'), text: '' },
    ];
    const given = diagnostic({ span: spanIn(file, text, 'drop a'), fix: { title: 'Rename', edits } });
    const [found] = read(report({ diagnostics: [given], texts: new Map([[file, text]]) }));
    expect(found?.suggestions).toEqual([
      {
        range: { start: { line: 1, column: 1 }, end: { line: 4, column: 1 } },
        text: 'rename a to b;\nkeep;\n',
      },
    ]);
  });

  it('suggests nothing that reaches into other files', () => {
    const elsewhere = { span: { file: 'b.sql', start: 0, end: 0 }, text: 'x' };
    const given = diagnostic({ fix: { title: 'Both', edits: [{ span: foreignKeyChange.span, text: '' }, elsewhere] } });
    expect(read(report({ diagnostics: [given] }))[0]?.suggestions).toBeUndefined();
  });

  it('has ranges that give back the marked text, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        fc.string(),
        (head, marked, tail) => {
          const text = head + marked + tail;
          const span = { file: 'a.sql', start: head.length, end: head.length + marked.length };
          const [found] = read(report({ diagnostics: [diagnostic({ span })], texts: new Map([['a.sql', text]]) }));
          const { start, end } = found?.location.range ?? { start: undefined, end: undefined };
          const bytes = Buffer.from(text);
          const offset = (at: typeof start): number => {
            const lines = text.split('\n').slice(0, (at?.line ?? 1) - 1);
            return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0) + (at?.column ?? 1) - 1;
          };
          expect(bytes.subarray(offset(start), offset(end)).toString()).toBe(Buffer.from(marked).toString());
        },
      ),
    );
  });
});

describe('rdjsonl', () => {
  it('is one line for each of them, with its source', () => {
    const lines = rdjsonl(report({ diagnostics: [foreignKeyChange, diagnostic({})] }), options)
      .trimEnd()
      .split('\n');
    const found = lines.map((line) => v.parse(rdf, JSON.parse(line)));
    expect(found.map(({ code, source: from }) => [code.value, from?.name])).toEqual([
      ['safe-foreign-key-change', 'mig-lint'],
      ['no-drop-column', 'mig-lint'],
    ]);
  });

  it('says nothing when there is nothing', () => {
    expect(rdjsonl(report({}), options)).toBe('');
  });
});
