import { lookUp } from '../../../model/look-up.ts';
import type { Attributes } from '../../../model/table.ts';

const written: Readonly<Record<string, string>> = {
  on: 'ON',
  off: 'OFF',
  yes: 'ON',
  none: 'NONE',
  row: 'ROW',
  page: 'PAGE',
};

/** Facets that have words of their own and are no option of WITH. */
const notOptions: ReadonlySet<string> = new Set([
  ...[
    'connection',
    'definition',
    'descending',
    'filegroup',
    'filestream',
    'for-replication',
    'kind',
    'method',
    'order',
  ],
  ...['period', 'rebuild', 'switch', 'switch-options', 'textimage', 'to', 'with-values', 'partition'],
]);

/** `WITH (PAD_INDEX = ON, ONLINE = ON) ON fg`: what an index or a table is, and how it is made. */
export function writeOptions(attributes: Attributes = {}, execution: Attributes = {}): string {
  const options = Object.entries({ ...attributes, ...execution })
    .filter(([key]) => !notOptions.has(key))
    .map(([key, value]) => `${key.replaceAll('-', '_').toUpperCase()} = ${lookUp(written, value) ?? value}`);
  const { filegroup, textimage, filestream } = attributes;
  return [
    ...(options.length === 0 ? [] : [`WITH (${options.join(', ')})`]),
    ...(filegroup === undefined ? [] : [`ON ${filegroup}`]),
    ...(textimage === undefined ? [] : [`TEXTIMAGE_ON ${textimage}`]),
    ...(filestream === undefined ? [] : [`FILESTREAM_ON ${filestream}`]),
  ].join(' ');
}
