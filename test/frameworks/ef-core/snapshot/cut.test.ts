import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutModel } from '../../../../src/frameworks/ef-core/snapshot/cut.ts';
import { snapshotText } from './picture.ts';

function cut(statements: string): readonly string[] | undefined {
  const text = snapshotText(statements);
  return cutModel(text)?.statements.map(({ start, end }) => text.slice(start, end));
}

const first = 'modelBuilder.HasAnnotation("ProductVersion", "8.0.8");';

describe('the statements of BuildModel', () => {
  it.each([
    ['modelBuilder.A("}{;");'],
    ['modelBuilder.A(@"a""b;}");'],
    [String.raw`modelBuilder.A("a\";}");`],
    ['modelBuilder.A("""a";}"b""");'],
    ["modelBuilder.A(';', '\\'');"],
    ['modelBuilder.A(b => { b.C(); b.D("}"); });'],
    ['modelBuilder.A(/* } ; */ 1);'],
  ])('end where they end: %s', (statement) => {
    expect(cut(`${statement}\n${statement}`)).toEqual([first, statement, statement]);
  });

  it('begin behind comments and directives', () => {
    expect(cut('// not; this }\n#pragma warning disable\n/* ; */ modelBuilder.A();')).toEqual([
      first,
      'modelBuilder.A();',
    ]);
  });

  it('are found in Designer files, too', () => {
    expect(
      cutModel('class X { protected override void BuildTargetModel(ModelBuilder b) { b.A(); } void C() { d(); } }'),
    ).toMatchObject({
      builder: 'b',
      statements: [{}],
    });
  });

  it('are none where nothing builds a model', () => {
    expect(cutModel('class X { void Up(MigrationBuilder b) { b.A(); } }')).toBeUndefined();
  });

  it('hold their strings, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 5 }), (texts) => {
        const statements = texts.map((text) => `modelBuilder.A(@"${text.replaceAll('"', '""')}", b => { b.B("}"); });`);
        expect(cut(statements.join('\n'))).toEqual([first, ...statements]);
      }),
    );
  });

  it('are cut out of any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const source = `void BuildModel(ModelBuilder m) {${text}`;
        for (const { start, end } of cutModel(source)?.statements ?? []) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(source.length);
        }
      }),
    );
  });
});
