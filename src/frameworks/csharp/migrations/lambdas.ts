import type { Expression, Member } from '../syntax.ts';

/** What `t => new { A = t.X(), … }` makes, and with what; `undefined` when it is no such lambda. */
export interface Made {
  readonly builder: string;
  readonly members: readonly Member[];
}

export function membersMade(lambda: Expression | undefined): Made | undefined {
  const body = bodyOf(lambda);
  if (lambda?.kind !== 'lambda' || body?.kind !== 'anonymous') return undefined;
  return { builder: lambda.parameters[0] ?? '', members: body.members };
}

/** The properties of `x => x.Id` or `x => new { x.A, x.B }`; `undefined` when it reads anything else. */
export function propertiesRead(lambda: Expression | undefined): readonly string[] | undefined {
  const body = bodyOf(lambda);
  if (body === undefined) return undefined;
  const parts: readonly Expression[] = body.kind === 'anonymous' ? body.members.map(({ value }) => value) : [body];
  const names = parts.flatMap((part) => (part.kind === 'member' ? [part.name] : []));
  return names.length > 0 && names.length === parts.length ? names : undefined;
}

function bodyOf(lambda: Expression | undefined): Expression | undefined {
  return lambda?.kind === 'lambda' && 'kind' in lambda.body ? lambda.body : undefined;
}
