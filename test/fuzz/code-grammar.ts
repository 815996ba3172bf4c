import fc from 'fast-check';
import { filled } from './sql-grammar.ts';

/** Statements in C# as they stand in the Up of a migration; `calls` are templates of what the tool's own methods are called with. */
export function csharpGrammar(calls: readonly string[]): fc.Arbitrary<string> {
  const { statement } = fc.letrec<{ value: string; statement: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.constantFrom(
        ...[
          '"t"',
          '"a;b"',
          '@"a""b"',
          '"""raw "x" """',
          '"\\u0041\\n"',
          "'c'",
          '1',
          '-1L',
          '1.5m',
          'true',
          'null',
          'x',
        ],
        ...['typeof(string)', 'Schema', 'default', 'nameof(Up)', 'DateTime.UtcNow', 'new DateTime(2024, 1, 1)', 'this'],
        ...["new string(' ', 3)", 'Guid.NewGuid()', 'ReferentialAction.Cascade', 'Environment.NewLine', 'names[0]'],
      ),
      filled(
        [
          ...[
            '%s + %s',
            '(%s)',
            '$"a{%s}b"',
            '$@"{%s,3:D}""{{"',
            '%s ?? %s',
            '%s ? %s : %s',
            'new[] { %s, %s }',
            '!%s',
          ],
          ...['new object[,] { { %s }, { %s } }', 'string.Join(%s, %s)', 'string.Format(%s, %s)', '%s.Replace(%s, %s)'],
          ...[
            'x => %s',
            't => new { Id = t.Column<int>(type: %s, nullable: %s), B = %s }',
            'Other(%s)',
            '(int)%s',
            '%s!',
          ],
          ...[
            'new List<string> { %s }',
            '%s.ToString()',
            '%s switch { 1 => %s, _ => %s }',
            '%s is null',
            '[%s, .. %s]',
          ],
        ],
        tie('value'),
      ),
    ),
    statement: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      filled(calls, tie('value')),
      filled(
        [
          ...['var x = %s;', 'const string Schema = %s;', 'Other(%s);', 'x = %s;', 'throw new System.Exception(%s);'],
          ...['string[] names = { %s, %s };', 'return;', '// %s', '/* %s */', '#pragma warning disable %s\n'],
        ],
        tie('value'),
      ),
      filled(
        [
          ...[
            'foreach (var x in new[] { "a", "b" }) { %s }',
            'for (var i = 0; i < 3; i++) { %s %s }',
            'while (true) { %s }',
          ],
          ...[
            'if (ActiveProvider == "a") { %s } else { %s }',
            '{ %s }',
            'try { %s } catch (Exception) { %s } finally { %s }',
          ],
          ...[
            'void Other(object x) { %s }',
            'using (var y = x) { %s }',
            'switch (x) { case 1: %s break; default: %s break; }',
          ],
          ...[
            '#if DEBUG\n%s\n#else\n%s\n#endif\n',
            'static string Other(string x) => x; %s',
            'do { %s } while (x > 1);',
          ],
        ],
        tie('statement'),
      ),
    ),
  }));
  return fc.array(statement, { maxLength: 6 }).map((statements) => statements.join('\n'));
}

/** Statements in TypeScript as they stand in the `up` of a migration. */
export function scriptGrammar(calls: readonly string[]): fc.Arbitrary<string> {
  const { statement } = fc.letrec<{ value: string; statement: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.constantFrom(
        ...[
          "'t'",
          "'a;b'",
          '"it\'s"',
          '`a`',
          '1',
          '-0',
          '1e21',
          '10n',
          'true',
          'null',
          'undefined',
          'x',
          'this',
          '/a+/g',
        ],
        ...[
          '{}',
          '[]',
          'NaN',
          'process.env.A',
          'new Date()',
          'Symbol()',
          '__proto__',
          "'__proto__'",
          'arguments',
          'await x',
        ],
        ...[
          "'DROP TABLE t; DELETE FROM u'",
          "'ALTER TABLE t ADD a int'",
          "'x'.repeat(1e9)",
          'Array(1e9)',
          'list',
          'f()',
        ],
      ),
      filled(
        [
          ...[
            '%s + %s',
            '(%s)',
            '`a${%s}b${%s}`',
            '%s ?? %s',
            '%s ? %s : %s',
            '[%s, ...%s]',
            '!%s',
            '-%s',
            'typeof %s',
          ],
          ...[
            '{ a: %s, [%s]: %s }',
            '{ ...%s, a() { return %s } }',
            '() => %s',
            '(x) => %s',
            '(x = %s, ...y) => { return %s }',
          ],
          ...['%s.map((x) => %s)', '%s.join(%s)', '%s[%s]', '%s?.a.b', '%s.split(%s)', '%s.repeat(%s)', 'f(%s, %s)'],
          ...['%s.replace(%s, %s)', '%s.reduce((a, b) => a + b, %s)', 'Object.entries(%s)', 'new Set(%s)', '%s as any'],
          ...['[...%s].sort()', '%s.filter(Boolean).concat(%s)', '%s, %s', '%s && %s', '%s || %s', 'String.raw`${%s}`'],
          ...[
            'Object.fromEntries(%s)',
            'JSON.stringify(%s)',
            'JSON.parse(%s)',
            '%s.padStart(%s)',
            'Array.from(%s, (x) => %s)',
          ],
        ],
        tie('value'),
      ),
    ),
    statement: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      filled(calls, tie('value')),
      filled(
        [
          ...[
            'const x = %s;',
            'let list = [%s, %s];',
            'x = %s;',
            'return %s;',
            'throw %s;',
            'const { a, ...x } = %s;',
            'x++;',
          ],
          ...[
            'list.push(%s);',
            'const [x, y = %s] = %s;',
            '// %s',
            '/* %s */',
            'break;',
            'continue;',
            'await f(%s);',
            'x += %s;',
          ],
          ...['delete list[%s];', 'list[%s] = %s;', 'await Promise.all([%s, %s]);', 'enum E { A = %s }'],
        ],
        tie('value'),
      ),
      filled(
        [
          ...[
            'for (const x of list) { %s }',
            'for (let i = 0; i < 3; i++) { %s %s }',
            'while (true) { %s }',
            'if (x) { %s }',
          ],
          ...[
            'if (await f()) { %s } else { %s }',
            '{ %s }',
            'try { %s } catch (e) { %s } finally { %s }',
            'l: for (;;) { %s }',
          ],
          ...[
            'function f(x) { %s }',
            'async function* f() { %s }',
            'switch (x) { case 1: %s break; default: %s }',
            'do { %s } while (x);',
          ],
          ...[
            'class A { static x = 1; f() { %s } }',
            '[1, 2].forEach((x) => { %s });',
            'const f = async (x) => { %s };',
          ],
          ...[
            'for (const x in { a: 1 }) { %s }',
            'function f() { f(); %s } f();',
            'for (let i = 0; i < 1e9; i++) { %s }',
          ],
        ],
        tie('statement'),
      ),
    ),
  }));
  return fc.array(statement, { maxLength: 6 }).map((statements) => statements.join('\n'));
}
