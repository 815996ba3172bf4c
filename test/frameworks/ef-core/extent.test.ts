import { beforeAll, expect, test } from 'vitest';
import { efCore } from '../../../src/frameworks/ef-core/index.ts';
import { migrationText, readText } from './project.ts';

beforeAll(async () => efCore.prepare?.());

/** The file without the first statement of Up. */
function withoutFirst(text: string): string {
  const [first] = readText(text).migration.up;
  if (first === undefined) throw new Error('no statement');
  const { start, end } = efCore.extent(first, text);
  return text.slice(0, start) + text.slice(end);
}

test('a statement goes with its semicolon and its own lines', () => {
  const text = migrationText(
    'migrationBuilder.DropTable(\n                name: "a");\n            migrationBuilder.DropTable("b");',
  );
  expect(withoutFirst(text)).toBe(migrationText('migrationBuilder.DropTable("b");'));
});

test('line breaks of both kinds', () => {
  const text = migrationText('migrationBuilder.DropTable("a");\n            migrationBuilder.DropTable("b");');
  const rest = migrationText('migrationBuilder.DropTable("b");');
  expect(withoutFirst(text.replaceAll('\n', '\r\n'))).toBe(rest.replaceAll('\n', '\r\n'));
});

test('what else stands on the line stays', () => {
  const text = migrationText('migrationBuilder.DropTable("a"); migrationBuilder.DropTable("b"); // why');
  expect(withoutFirst(text)).toBe(migrationText(' migrationBuilder.DropTable("b"); // why'));
});
