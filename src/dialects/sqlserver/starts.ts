import { lookUp } from '../../model/look-up.ts';
/**
 * Words that start a statement wherever they stand outside of parentheses, unless what is around them says that they go
 * on with the one before: all of them but THROW, ENABLE and DISABLE are reserved. WITH is not here: in front of a
 * common table expression the statement before it has to end with a semicolon.
 */
export const statementStarts: ReadonlySet<string> = new Set([
  ...['ALTER', 'BACKUP', 'BEGIN', 'BREAK', 'BULK', 'CHECKPOINT', 'CLOSE', 'COMMIT', 'CONTINUE', 'CREATE', 'DBCC'],
  ...['DEALLOCATE', 'DECLARE', 'DELETE', 'DENY', 'DISABLE', 'DROP', 'ELSE', 'ENABLE', 'END', 'EXEC', 'EXECUTE'],
  ...['FETCH', 'GOTO', 'GRANT', 'IF', 'INSERT', 'KILL', 'MERGE', 'OPEN', 'PRINT', 'RAISERROR', 'RECONFIGURE'],
  ...['RESTORE', 'RETURN', 'REVERT', 'REVOKE', 'ROLLBACK', 'SAVE', 'SELECT', 'SET', 'SETUSER', 'SHUTDOWN', 'THROW'],
  ...['TRUNCATE', 'UPDATE', 'USE', 'WAITFOR', 'WHILE'],
]);

/** Words on either side of a start word with which it goes on with the statement that it stands in. */
interface Joined {
  readonly after?: ReadonlySet<string>;
  readonly before?: ReadonlySet<string>;
}

/** What DROP and ALTER name before IF EXISTS. */
const objectWords = new Set([
  ...['AGGREGATE', 'ASSEMBLY', 'COLUMN', 'CONSTRAINT', 'DATABASE', 'DEFAULT', 'DROP', 'FUNCTION', 'INDEX', 'PROC'],
  ...['POLICY', 'PROCEDURE', 'ROLE', 'RULE', 'SCHEMA', 'SEQUENCE', 'STATISTICS', 'SYNONYM', 'TABLE', 'TRIGGER', 'TYPE'],
  ...['USER', 'VIEW', 'COLLECTION', 'SOURCE', 'LANGUAGE', 'LIBRARY', 'FORMAT', 'MODEL'],
]);

const referentialActions = new Set(['CASCADE', 'NO', 'SET']);

/** Documentation: the syntax of each statement that can hold another's leading word. */
const joined: Readonly<Record<string, readonly Joined[]>> = {
  ALTER: [{ after: new Set(['OR']) }],
  DELETE: [{ after: new Set(['AFTER', 'BEFORE', 'THEN']) }, { after: new Set(['ON']), before: referentialActions }],
  DISABLE: [{ after: new Set(['NOT', 'WITH']) }],
  EXEC: [{ after: new Set(['WITH']) }],
  EXECUTE: [{ after: new Set(['WITH']) }],
  FETCH: [{ after: new Set(['ROW', 'ROWS']) }],
  GRANT: [{ before: new Set(['OPTION']) }],
  IF: [{ after: objectWords }],
  INSERT: [{ after: new Set(['AFTER', 'BULK', 'THEN']) }],
  MERGE: [{ before: new Set(['JOIN', 'RANGE', 'UNION']) }],
  ROLLBACK: [{ after: new Set(['WITH']) }],
  SELECT: [{ after: new Set(['ALL', 'AS', 'EXCEPT', 'FOR', 'INTERSECT', 'UNION']) }],
  SET: [{ after: new Set(['DELETE', 'UPDATE']) }],
  THROW: [{ after: new Set(['AS']) }],
  UPDATE: [
    { after: new Set(['AFTER', 'BEFORE', 'FOR', 'THEN']) },
    { after: new Set(['ON']), before: referentialActions },
  ],
};

/** Start words that are one only in front of another word; elsewhere they are names. */
const startsOnlyBefore: Readonly<Record<string, ReadonlySet<string>>> = {
  BULK: new Set(['INSERT']),
  DISABLE: new Set(['TRIGGER']),
  ENABLE: new Set(['TRIGGER']),
  SAVE: new Set(['TRAN', 'TRANSACTION']),
};

/** Whether a start word goes on with the statement around it, judged by its neighbours alone. */
export function goesOn(word: string, before: string, after: string): boolean {
  const only = lookUp(startsOnlyBefore, word);
  if (only !== undefined && !only.has(after)) return true;
  return (
    lookUp(joined, word)?.some((rule) => rule.after?.has(before) !== false && rule.before?.has(after) !== false) ??
    false
  );
}
