import { beforeAll, describe, expect, test } from 'vitest';
import { parseCSharp, prepareCSharp } from '../../../src/frameworks/csharp/index.ts';
import type { CSharpFile, Expression, Located, Statement } from '../../../src/frameworks/csharp/syntax.ts';

beforeAll(prepareCSharp);

function textAt(file: CSharpFile, at: Located | undefined): string | undefined {
  return at === undefined ? undefined : file.text.slice(at.start, at.end);
}

/** The statements of a method's body. */
function body(text: string): { readonly file: CSharpFile; readonly statements: readonly Statement[] } {
  const file = parseCSharp('c.cs', `class C { void M() { ${text} } }`);
  return { file, statements: file.classes[0]?.methods[0]?.body ?? [] };
}

function expression(text: string): Expression | undefined {
  const [first] = body(`${text};`).statements;
  return first?.kind === 'expression' ? first.expression : undefined;
}

describe('a file', () => {
  const text = `// é 😀 first
namespace A.B;
/// <summary>Doc</summary>
[DbContext(typeof(Data.Context)), Migration("id")]
public partial class One : Base.Migration, IFoo<int>
{
    private const string Name = "n";
    private static readonly int[] Numbers = { 1, 2 };
    private int changing = 1;
    public string Title => "t";
    public string Settable { get; set; } = "s";
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Name);
    class Inner { void M(int? a, string b = "x") { } }
}
/* last */`;
  const read = (): CSharpFile => parseCSharp('one.cs', text);
  const one = (): CSharpFile['classes'][number] | undefined => read().classes[0];

  test('has classes with their bases and attributes', () => {
    expect(read().classes.map(({ name }) => name)).toEqual(['One', 'Inner']);
    expect(one()?.bases).toEqual(['Base.Migration', 'IFoo<int>']);
    expect(one()?.attributes.map(({ name, arguments: [argument] }) => [name, argument?.kind])).toEqual([
      ['DbContext', 'typeof'],
      ['Migration', 'string'],
    ]);
    expect(textAt(read(), one()?.nameAt)).toBe('One');
  });

  test('has what cannot be assigned again as constants', () => {
    expect(one()?.constants.map(({ name }) => name)).toEqual(['Name', 'Numbers', 'Title']);
  });

  test('has methods with their parameters', () => {
    expect(one()?.methods).toMatchObject([
      {
        name: 'Up',
        parameters: [{ name: 'migrationBuilder', type: 'MigrationBuilder' }],
        body: [{ kind: 'expression' }],
      },
    ]);
    expect(read().classes[1]?.methods[0]?.parameters).toEqual([
      { name: 'a', type: 'int?' },
      { name: 'b', type: 'string' },
    ]);
  });

  test.each(['\n', '\r', '\u0085', '\u2028', '\u2029'])('has a comment that ends with its line: %j', (end) => {
    expect(body(`// a${end}F();`).statements.map(({ kind }) => kind)).toEqual(['expression']);
    expect(body(`var a = @"b${end}c";`).file.errors).toEqual([]);
  });

  test('has comments at UTF-16 offsets', () => {
    const file = read();
    const comments = ['// é 😀 first', '/// <summary>Doc</summary>', '/* last */'];
    expect(file.comments.map((comment) => comment.text)).toEqual(comments);
    expect(file.comments.map(({ span }) => textAt(file, span))).toEqual(comments);
  });

  test('says where it is not valid', () => {
    expect(read().errors).toEqual([]);
    expect(parseCSharp('c.cs', 'class C { void M( { } }').errors).not.toEqual([]);
  });

  test('gives up on what is nested beyond reason', () => {
    const deep = Array.from({ length: 6000 }, () => '1').join(' + ');
    expect(parseCSharp('c.cs', `class C { const int A = ${deep}; }`).errors).not.toEqual([]);
  });

  test('can be anything', () => {
    for (const odd of ['', '\0', '}{', 'class', '"'.repeat(50), '😀'.repeat(20), '$"{'.repeat(30)]) {
      expect(parseCSharp('odd.cs', odd).text).toBe(odd);
    }
  });
});

describe('expressions', () => {
  test('a call with positional, named and generic arguments', () => {
    const call = expression('builder.AddColumn<byte[]>("a", table: "t")');
    expect(call).toMatchObject({
      kind: 'call',
      callee: {
        kind: 'member',
        target: { kind: 'name', name: 'builder' },
        name: 'AddColumn',
        typeArguments: ['byte[]'],
      },
      arguments: [
        { name: undefined, value: { text: 'a' } },
        { name: 'table', value: { text: 't' } },
      ],
    });
  });

  test('a chain of calls', () => {
    expect(expression('a.B().C("x", 1)')).toMatchObject({
      kind: 'call',
      callee: { name: 'C', target: { kind: 'call', callee: { name: 'B' } } },
    });
  });

  test('lambdas with an expression, an object or a block', () => {
    expect(expression('F(x => x.A)')).toMatchObject({
      arguments: [{ value: { parameters: ['x'], body: { kind: 'member' } } }],
    });
    expect(expression('F((x, y) => new { A = 1, x.B, c })')).toMatchObject({
      arguments: [
        { value: { parameters: ['x', 'y'], body: { members: [{ name: 'A' }, { name: 'B' }, { name: 'c' }] } } },
      ],
    });
    expect(expression('F(x => { x.A(); })')).toMatchObject({
      arguments: [{ value: { body: [{ kind: 'expression' }] } }],
    });
  });

  test('creations with members', () => {
    expect(expression('F(new Thing(1) { A = 2 })')).toMatchObject({
      arguments: [
        { value: { kind: 'new', type: 'Thing', arguments: [{}], members: [{ name: 'A', value: { text: '2' } }] } },
      ],
    });
  });

  test('parentheses and null-forgiving marks are taken away', () => {
    expect(expression('F((a!))')).toMatchObject({ arguments: [{ value: { kind: 'name', name: 'a' } }] });
  });

  test('a long sum', () => {
    const sum = Array.from({ length: 1000 }, (_, index) => `"${index}"`).join(' +\n');
    expect(expression(`F(${sum})`)).toMatchObject({ arguments: [{ value: { kind: 'binary' } }] });
  });
});

describe('statements', () => {
  test.each([
    ['var a = 1, b = 2;', 'locals'],
    ['if (a) b(); else { c(); }', 'if'],
    ['foreach (var a in b) { c(); }', 'foreach'],
    ['while (a) b();', 'loop'],
    ['do { b(); } while (a);', 'loop'],
    ['switch (a) { case 1: b(); break; default: break; }', 'switch'],
    ['try { a(); } catch { b(); } finally { c(); }', 'try'],
    ['using (var a = b()) { c(); }', 'block'],
    ['lock (a) { c(); }', 'block'],
    ['return a;', 'return'],
    ['throw new A();', 'throw'],
    ['void F(int a) { b(); }', 'function'],
    ['\n#if DEBUG\na();\n#else\nb();\n#endif\n', 'if'],
    [';', 'empty'],
  ])('%s', (text, kind) => {
    expect(body(text).statements.map((statement) => statement.kind)).toEqual([kind]);
  });

  test('comments and regions between statements are no statements', () => {
    const { statements } = body('\n#region x\n// why\na(); /* b */\n#endregion\n');
    expect(statements.filter(({ kind }) => kind !== 'empty').map(({ kind }) => kind)).toEqual(['expression']);
  });

  test('both kinds of branches of a compiler condition', () => {
    const { statements } = body('\n#if A\na();\n#elif B\nb();\n#else\nc();\n#endif\n');
    expect(statements).toMatchObject([
      { kind: 'if', then: [{}], otherwise: [{ kind: 'if', then: [{}], otherwise: [{}] }] },
    ]);
  });
});
