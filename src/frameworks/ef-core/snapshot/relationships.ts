import type { Span } from '../../../model/span.ts';
import type { ModelCall } from './calls.ts';
import { textAt, textsOf } from './calls.ts';
import type { Relationship } from './model.ts';

/**
 * `b.HasOne("Principal", "Navigation").WithMany().HasForeignKey("PrincipalId")`. With WithOne the name of the dependent
 * type comes before the properties.
 */
export function relationshipOf(call: ModelCall, entity: string, at: Span): Relationship | undefined {
  const principal = textAt(call, 0);
  if (principal === undefined) return undefined;
  const said = new Map(call.chained.map((one) => [one.method, one]));
  const withOne = said.get('WithOne');
  const isOneToOne = withOne !== undefined;
  const propertiesOf = (method: string): readonly string[] | undefined => {
    const found = said.get(method);
    if (found === undefined) return undefined;
    const texts = textsOf(found.values);
    return isOneToOne ? texts.slice(1) : texts;
  };
  const dependent = isOneToOne ? said.get('HasForeignKey') : undefined;
  // A one-to-one relationship can be written from the principal's side.
  if (dependent !== undefined && textAt(dependent, 0) !== entity) return undefined;
  const onDelete = said.get('OnDelete')?.values[0];
  const name = said.get('HasConstraintName');
  const nameText = name === undefined ? undefined : textAt(name, 0);
  return {
    principal,
    properties: propertiesOf('HasForeignKey') ?? [],
    principalProperties: propertiesOf('HasPrincipalKey'),
    onDelete: onDelete?.kind === 'member' ? onDelete.name : undefined,
    inverse: withOne === undefined ? undefined : textAt(withOne, 0),
    ...(nameText === undefined ? {} : { name: nameText }),
    at,
  };
}

/** The foreign key of `b.WithOwner("Navigation").HasForeignKey("OwnerId")`. */
export function ownershipKey(call: ModelCall): readonly string[] {
  const key = call.chained.find(({ method }) => method === 'HasForeignKey');
  return key === undefined ? [] : textsOf(key.values);
}
