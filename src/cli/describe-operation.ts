import type { Operation } from '../model/operation.ts';

/** An operation in one line for people: its kind, then what it carries, names as they are written in SQL. */
export function describeOperation(operation: Operation): string {
  const { kind, span: _span, ...carried } = operation;
  const words = Object.entries(carried).flatMap(([key, value]) => describe(key, value));
  return [kind, ...words].join(' ');
}

function describe(key: string, value: unknown): readonly string[] {
  if (value === undefined || value === false || value === null) return [];
  if (value === true) return [key];
  if (key === 'table' || key === 'name') return [plain(value)];
  return [`${key}=${plain(value)}`];
}

function plain(value: unknown): string {
  if (typeof value === 'string') return shortened(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(plain).join(', ')}]`;
  if ('sql' in value && typeof value.sql === 'string') return shortened(value.sql);
  if ('text' in value && 'family' in value && typeof value.text === 'string') return value.text;
  if (
    'name' in value &&
    typeof value.name === 'string' &&
    Object.keys(value).every((key) => key === 'name' || key === 'schema')
  ) {
    return 'schema' in value && typeof value.schema === 'string' ? `${value.schema}.${value.name}` : value.name;
  }
  return `{${Object.entries(value)
    .flatMap(([key, inner]) => describe(key, inner))
    .join(' ')}}`;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}
