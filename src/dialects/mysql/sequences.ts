import type { Attributes } from '../../model/table.ts';
import type { TokenCursor } from '../lexer/cursor.ts';
import { acceptPhrase, phraseTable } from '../lexer/phrases.ts';
import { optionValue } from './statement.ts';

/** An option of a sequence: the attribute that it becomes, and its value where its words hold it. */
interface SequenceOption {
  readonly attribute: string;
  readonly value?: string;
}

/** MariaDB's options of a sequence by all their words; the first of each attribute are those that the writer uses. */
const options: readonly (readonly [words: string, option: SequenceOption])[] = [
  ['START WITH', { attribute: 'start' }],
  ['START', { attribute: 'start' }],
  ['INCREMENT BY', { attribute: 'increment' }],
  ['INCREMENT', { attribute: 'increment' }],
  ['MINVALUE', { attribute: 'min' }],
  ['NO MINVALUE', { attribute: 'min', value: '' }],
  ['NOMINVALUE', { attribute: 'min', value: '' }],
  ['MAXVALUE', { attribute: 'max' }],
  ['NO MAXVALUE', { attribute: 'max', value: '' }],
  ['NOMAXVALUE', { attribute: 'max', value: '' }],
  ['CACHE', { attribute: 'cache' }],
  ['NOCACHE', { attribute: 'cache', value: '0' }],
  ['CYCLE', { attribute: 'cycle', value: 'true' }],
  ['NOCYCLE', { attribute: 'cycle', value: 'false' }],
  ['RESTART WITH', { attribute: 'restart' }],
  ['RESTART', { attribute: 'restart' }],
  ['ENGINE', { attribute: 'engine' }],
  ['COMMENT', { attribute: 'comment' }],
];

const optionsByWords = phraseTable(options);

/** All options that follow one another; one that is taken back (`NO MINVALUE`) is empty. */
export function readSequenceOptions(cursor: TokenCursor): Attributes {
  let attributes: Attributes = {};
  while (!cursor.done) {
    const option = acceptPhrase(cursor, optionsByWords) ?? cursor.fail("a sequence's option");
    attributes = { ...attributes, [option.attribute]: option.value ?? readValue(cursor, option.attribute) };
  }
  return attributes;
}

/** RESTART can stand alone: at the start. */
function readValue(cursor: TokenCursor, attribute: string): string {
  cursor.acceptOperator('=');
  if (attribute === 'restart' && cursor.peek()?.type !== 'number' && !cursor.isAtOperator('-')) return '';
  const sign = cursor.acceptOperator('-') ? '-' : '';
  return `${sign}${optionValue(cursor, 'a value')}`;
}

/** The options as CREATE and ALTER SEQUENCE write them. */
export function writeSequenceOptions(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([attribute, value]) => {
      const known = options.filter(([, option]) => option.attribute === attribute);
      const whole = known.find(([, option]) => option.value === value);
      if (whole !== undefined) return whole[0];
      const [words = ''] = known.find(([, option]) => option.value === undefined) ?? [];
      return words === '' ? '' : `${words} ${value}`.trim();
    })
    .filter((text) => text !== '')
    .join(' ');
}
