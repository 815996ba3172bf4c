import { beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/frameworks/csharp/evaluate.ts';
import { parseCSharp, prepareCSharp } from '../../../src/frameworks/csharp/index.ts';
import { scopeOf } from '../../../src/frameworks/csharp/scope.ts';
import type { Value } from '../../../src/frameworks/csharp/value.ts';
import type { SourceText } from '../../../src/model/source-text.ts';
import { spanOf } from '../../../src/model/source-text.ts';

beforeAll(prepareCSharp);

/** The value of the last variable of a method, with whatever stands before it. */
function valueOf(expression: string, before = '', members = ''): { readonly value: Value; readonly text: string } {
  const text = `// é 😀\nclass C\n{\n${members}\n    void M(string parameter)\n    {\n${before}\n        var last = ${expression};\n    }\n}\n`;
  const file = parseCSharp('c.cs', text);
  const owner = file.classes[0];
  const method = owner?.methods.find(({ name }) => name === 'M');
  const declaration = method?.body?.findLast((statement) => statement.kind === 'locals');
  const initializer = declaration?.variables.at(-1)?.value;
  if (owner === undefined || method === undefined || initializer === undefined) throw new Error(`not read: ${text}`);
  expect(file.errors).toEqual([]);
  return { value: evaluate(initializer, scopeOf(file, owner, method)), text };
}

function stringOf(expression: string, before?: string, members?: string): string | undefined {
  const { value } = valueOf(expression, before, members);
  return value.kind === 'string' ? value.written.text : undefined;
}

/** What stands in the file where the given part of the value is written. */
function writtenFor(expression: string, part: string, before?: string, members?: string): string | undefined {
  const { value, text } = valueOf(expression, before, members);
  if (value.kind !== 'string') return undefined;
  const source: SourceText = { file: 'c.cs', ...value.written };
  const at = value.written.text.indexOf(part);
  const span = spanOf(source, at, at + part.length);
  return at === -1 ? undefined : text.slice(span.start, span.end);
}

describe('strings', () => {
  test.each([
    ['regular', String.raw`"a\"b\n\t\\"`, 'a"b\n\t\\'],
    ['code points', String.raw`"\u00e9\x41 \U0001F600"`, 'éA 😀'],
    ['verbatim', '@"a""b\\n"', 'a"b\\n'],
    ['interpolated without holes', '$"a {{b}} c"', 'a {b} c'],
    ['interpolated verbatim', '$@"x ""{1}"" y"', 'x "1" y'],
    ['interpolated verbatim, the other way round', '@$"x ""{1}"" y"', 'x "1" y'],
    ['raw in one line', '"""a "b" \\n c"""', 'a "b" \\n c'],
    ['raw interpolated with two braces', '$$"""a {x} {{1}}"""', 'a {x} 1'],
    ['a character', String.raw`'\''`, "'"],
    ['concatenated', '"a" + @"b" + 1 + \'c\' + true', 'ab1cTrue'],
    ['empty by name', 'string.Empty', ''],
    ['formatted', 'string.Format("a {0} {{}} {1}", "b", 2)', 'a b {} 2'],
    ['joined', 'string.Join(", ", new[] { "a", "b" })', 'a, b'],
    ['nameof', 'nameof(System.Text)', 'Text'],
  ])('%s', (_, expression, expected) => {
    expect(stringOf(expression)).toBe(expected);
  });

  test('a raw string over several lines loses its first and last line and the indentation of the closing quotes', () => {
    expect(stringOf('"""\n            select "x"\n              from t\n\n            """')).toBe(
      'select "x"\n  from t\n',
    );
  });

  test('the holes of a raw string do not disturb its indentation', () => {
    const raw = '$"""\n            select {1}\n              , {2}\n            """';
    expect(stringOf(raw)).toBe('select 1\n  , 2');
  });

  test('each character is found in the file', () => {
    expect(writtenFor('@"select ""Id"" from t"', '"Id"')).toBe('""Id""');
    expect(writtenFor(String.raw`"é 😀 \"Id\" x"`, '"Id" x')).toBe(String.raw`\"Id\" x`);
    expect(writtenFor('"""\n            é a\n              b\n            """', 'a\n  b')).toBe('a\n              b');
  });

  test('a constant in a hole or a sum is found where it is named', () => {
    const constant = '    const string Name = "users";';
    expect(writtenFor('$"select {Name} x"', 'users', '', constant)).toBe('{Name}');
    expect(writtenFor('"select " + Name + " x"', 'users', '', constant)).toBe('Name');
  });

  test('a constant that is the whole value is found where it is written', () => {
    expect(writtenFor('Name', 'users', '', '    const string Name = "users";')).toBe('users');
  });
});

describe('other values', () => {
  test.each<[string, string, Value]>([
    ['a number with suffix', '1_000L', { kind: 'number', text: '1000' }],
    ['a hexadecimal number', '0xFF', { kind: 'number', text: '255' }],
    ['a negative decimal', '-1.50m', { kind: 'number', text: '-1.50' }],
    ['a sum', '1 + 2 * 3', { kind: 'number', text: '7' }],
    ['a cast', '(byte)1', { kind: 'number', text: '1' }],
    ['a condition', '!(true && false) || false', { kind: 'boolean', value: true }],
    ['null', 'null!', { kind: 'null' }],
    ['default', 'default(int)', { kind: 'default', type: 'int' }],
    ['a type', 'typeof(int?)', { kind: 'type', name: 'int?' }],
    [
      'a member of an enumeration',
      'ReferentialAction.Cascade',
      { kind: 'member', type: 'ReferentialAction', name: 'Cascade' },
    ],
    [
      'a GUID',
      'new Guid("{0F8FAD5B-D9CB-469F-A165-70867728950E}")',
      { kind: 'uuid', text: '0f8fad5b-d9cb-469f-a165-70867728950e' },
    ],
    ['the empty GUID', 'Guid.Empty', { kind: 'uuid', text: '00000000-0000-0000-0000-000000000000' }],
    [
      'a date',
      'new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified)',
      { kind: 'moment', type: 'DateTime', text: '0001-01-01 00:00:00', offset: undefined },
    ],
    [
      'a date with ticks',
      'new DateTime(2024, 2, 29, 1, 2, 3, 4, DateTimeKind.Utc).AddTicks(5678)',
      { kind: 'moment', type: 'DateTime', text: '2024-02-29 01:02:03.0045678', offset: '+00:00' },
    ],
    [
      'a date with an offset',
      'new DateTimeOffset(new DateTime(2024, 1, 2), new TimeSpan(0, 2, 0, 0, 0))',
      { kind: 'moment', type: 'DateTimeOffset', text: '2024-01-02 00:00:00', offset: '+02:00' },
    ],
    ['bytes', 'new byte[] { 1, 0xff }', { kind: 'bytes', hex: '01ff' }],
  ])('%s', (_, expression, expected) => {
    expect(valueOf(expression).value).toEqual(expected);
  });

  const two: Value = { kind: 'array', elements: [{ kind: 'number', text: '1' }, { kind: 'null' }] };

  test.each([
    ['an array', 'new object[] { 1, null }', two],
    ['an array without type', 'new[] { 1, null }', two],
    ['two dimensions', 'new object[,] { { 1, null }, { 1, null } }', { kind: 'array', elements: [two, two] }],
    ['a collection expression', '[1, ..new object[] { null }]', two],
    ['an empty array', 'new bool[0]', { kind: 'array', elements: [] }],
  ])('%s', (_, expression, expected) => {
    expect(valueOf(expression).value).toEqual(expected);
  });
});

describe('names', () => {
  test('a local that is given one value', () => {
    expect(stringOf('sql + "b"', '        var sql = "a";')).toBe('ab');
  });

  test('constants of the class, of another class, and members that return a constant', () => {
    const members =
      '    const string A = "a"; static readonly string B = A + "b"; string P => "p"; static string F() => "f";';
    expect(stringOf('A + B + this.P + F() + C.A', '', members)).toBe('aabpfa');
  });

  test.each([
    ['parameter', '', 'parameter is a parameter'],
    ['twice', '        var twice = "a"; twice += "b";', 'twice is assigned more than once'],
    ['missing', '', 'missing is not a constant of this file'],
    ['circle', '        var circle = circle;', 'circle is defined by itself'],
    ['DateTime.UtcNow', '', 'DateTime.UtcNow is only known at run time'],
    ['File.ReadAllText("x")', '', 'the result of ReadAllText() is only known at run time'],
    ['$"{1:x}"', '', 'its text depends on the format'],
  ])('%s says why it has no value', (expression, before, reason) => {
    const { value, text } = valueOf(expression, before);
    expect(value.kind === 'unknown' && value.reason).toBe(reason);
    expect(value.kind === 'unknown' && text.slice(value.at.start, value.at.end)).not.toBe('');
  });
});
