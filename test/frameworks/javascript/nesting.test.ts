import { describe, expect, it } from 'vitest';
import { deepestNesting, tooDeepAt } from '../../../src/frameworks/javascript/nesting.ts';

describe('what is nested too deep to be parsed', () => {
  it.each([
    ['brackets', '[', ''],
    ['functions', 'a = () => {\n', ''],
    ['arrows', 'x => ', '1'],
    ['unary operators', '! ', 'a'],
    ['unary operators without space', '!-~', 'a'],
    ['operators at the start of a line', '1\n  ? 2\n  : ', '3'],
    ['operators before a comment', 'a = /* b\nc\nd */\n', '1'],
    ['branches', 'if (a) b()\nelse ', 'c()'],
    ['types', 'A<', 'B'],
  ])('%s', (_, part, end) => {
    expect(tooDeepAt(part.repeat(deepestNesting + 1) + end)).toBeDefined();
    expect(tooDeepAt(part.repeat(deepestNesting / 10) + end)).toBeUndefined();
  });
});

describe('what is long and flat', () => {
  it.each([
    ['statements', 'a = b;\n'],
    ['statements without semicolons', "const a = await b('c') // d\nif (a) b()\n"],
    ['statements with a comment behind most', 'a = b // c\na = b // d\na = b\n'],
    ['properties', '{ a: 1 },\n'],
    ['members without semicolons', 'a?: string\n'],
    ['terms', "'a' +\n"],
    ['calls', '.a()\n'],
    ['lines of comments', '// -----------------------------\n// a: b? if c = d\n'],
    ['texts', "await knex.raw('ALTER TABLE a ADD b int DEFAULT 1');\n"],
  ])('%s', (_, part) => {
    expect(tooDeepAt(part.repeat(2000))).toBeUndefined();
  });
});
