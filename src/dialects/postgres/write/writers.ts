import type { Operation, OperationKind } from '../../../model/operation.ts';

/** One statement, several, or `undefined` where PostgreSQL has no words for it. */
export type Sql = string | readonly string[] | undefined;

/** For each kind of operation how it is written. */
export type Writers<K extends OperationKind> = { readonly [P in K]: (operation: Operation<P>) => Sql };
