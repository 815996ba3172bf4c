import fc from 'fast-check';

const piecesJoined = (pieces: readonly string[], separators: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...separators)), { maxLength: 14 })
    .map((parts) => parts.flat().join(''));

/** Files of SQL with the comments that tools take orders from. */
export const directiveGrammar = piecesJoined(
  [
    ...[
      '-- +goose Up',
      '-- +goose Down',
      '-- +goose StatementBegin',
      '-- +goose StatementEnd',
      '-- +goose NO TRANSACTION',
    ],
    ...[
      '--+goose up',
      '-- +goose',
      '-- migrate:up',
      '-- migrate:down',
      '-- migrate:up transaction:false',
      '-- migrate:',
    ],
    ...['--> statement-breakpoint', '-->', '${flyway:x}', '${a}', '-- atlas:txmode none', 'CREATE TABLE t (a int);'],
    ...[
      "INSERT INTO t VALUES ('-- +goose Down');",
      'DROP TABLE t',
      ';',
      '/*',
      '*/',
      "'",
      '$$',
      'SELECT 1;',
      'BEGIN;',
      'é',
    ],
    ...['-- mig-lint-disable', '-- mig-lint-enable', '-- mig-lint-disable-next-line a, b -- why until: 2026-02-31'],
    ...[
      '-- mig-lint-disable-file',
      '/* mig-lint-disable-line */',
      '-- mig-lint-irreversible -- x',
      'GO',
      '\\connect a',
    ],
  ],
  ['\n', '\r\n', '\n\n', ' ', '\r', '\n  '],
);

/** Settings as TOML, YAML, properties and XML have them, and what only looks like them. */
export const configurationGrammar = piecesJoined(
  [
    ...[
      '[flyway]',
      'flyway.locations=classpath:db/migration,filesystem:sql',
      'executeInTransaction=false',
      '[[a]]',
      '[a.b',
    ],
    ...[
      'spring:',
      '  flyway:',
      '    locations: classpath:db',
      '    mixed: true',
      '- a',
      'a: |',
      'run_in_transaction = false',
    ],
    ...[
      '[migrations_directory]',
      'dir = "migrations"',
      'file = "src/schema.rs"',
      "a = 'b'",
      '"""',
      "'''",
      '# c',
      '! c',
      'k\\',
    ],
    ...[
      'datasource db {',
      '  provider = "postgresql"',
      '  url = env("X")',
      '}',
      'generator g {',
      '// c',
      'provider="mysql"',
    ],
    ...[
      '<Project Sdk="a">',
      '<ItemGroup>',
      '<EmbeddedResource Include="**/*.sql" />',
      '</ItemGroup>',
      '<![CDATA[',
      '<!--',
      '-->',
    ],
    ...[
      '<PackageReference Include="dbup-sqlserver" Version="5" />',
      'schema_paths = ["*.sql"]',
      '=',
      ':',
      '\u0000',
      '\ufeff',
    ],
  ],
  ['\n', '\r\n', ' ', '\n\n', ''],
);

/** JSON with keys that a reader asks for and values of all kinds in their places, sometimes cut off. */
export function jsonGrammar(keys: readonly string[]): fc.Arbitrary<string> {
  const key = fc.oneof(fc.constantFrom(...keys), fc.constantFrom('__proto__', 'constructor', '', 'toString'));
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom(
        null,
        true,
        0,
        -1,
        1.5,
        1e21,
        '',
        'a',
        '0000_calm_otter',
        'postgresql',
        '7',
        'table',
        'é\0',
        '../..',
      ),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));
  return fc.tuple(value, fc.nat(9), fc.nat()).map(([written, how, at]) => {
    const text = JSON.stringify(written, undefined, how % 2);
    return how === 0 ? text.slice(0, at % (text.length + 1)) : text;
  });
}
