import type { Meaning } from '../../csharp/migrations/reading.ts';
import { sqlMeaning } from '../../csharp/migrations/sql.ts';
import type { Reading } from './reading.ts';

/** `Sql("...")` */
export function sql({ args, call, span, source }: Reading): Meaning {
  const { findings, dialect } = args;
  return sqlMeaning(args, { call, span, source, findings, dialect });
}
