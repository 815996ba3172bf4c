import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementPlace } from '../../lexer/read-statements.ts';
import { ifExists, readQualified } from '../names.ts';

type Drop = (cursor: TokenCursor, place: StatementPlace) => Operation;

/** What follows DROP, by the word that says what is dropped. */
const drops: Readonly<Record<string, Drop>> = {
  TABLE: (cursor, { span }) => {
    const guards = ifExists(cursor);
    return { kind: 'DropTable', span, ...guards, table: readQualified(cursor, "a table's name"), cascade: false };
  },
  INDEX: (cursor, { span }) => {
    const guards = ifExists(cursor);
    const name = readQualified(cursor, "an index's name");
    return { kind: 'DropIndex', span, ...guards, name, concurrently: false, cascade: false };
  },
  VIEW: (cursor, { span }) => {
    const guards = ifExists(cursor);
    const name = readQualified(cursor, "a view's name");
    return { kind: 'DropView', span, ...guards, name, materialized: false, cascade: false };
  },
  TRIGGER: (cursor, { span }) => {
    const guards = ifExists(cursor);
    return { kind: 'DropTrigger', span, ...guards, ...readQualified(cursor, "a trigger's name"), cascade: false };
  },
};

export function drop(cursor: TokenCursor, place: StatementPlace): readonly Operation[] | undefined {
  const word = cursor.peekWord();
  const read = Object.hasOwn(drops, word) ? lookUp(drops, word) : undefined;
  if (read === undefined) return undefined;
  cursor.take();
  return [read(cursor, place)];
}
