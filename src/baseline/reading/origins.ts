import { traitsAt } from '../../dialects/traits.ts';
import type { LoadedChain } from '../../lint/project.ts';
import type { Origin, Schema } from '../../model/schema.ts';
import { factsOf } from '../../schema/catalog-facts.ts';
import { emptySchema } from '../../schema/empty.ts';
import type { GuardDecisions } from '../../schema/guards.ts';
import { replay } from '../../schema/replay.ts';
import { keysOf } from '../subjects.ts';

/** Where a chain last changed what a subject says, or the nearest thing around it that it knows. */
export interface Origins {
  of(subject: string): Origin | undefined;
  /** Of the subject itself or not at all. */
  exactly(subject: string): Origin | undefined;
}

/**
 * Replays a chain once more and notes, operation by operation, whose facts change. What a schema does not know (a rule's
 * definition, a statistics target) has the origin of what it belongs to.
 */
export function originsIn(chain: LoadedChain): Origins {
  const origins = new Map<string, Origin>();
  let schema = emptySchema(traitsAt(chain.dialect, chain.engineVersion));
  for (const { id, up } of chain.migrations) {
    const decisions: GuardDecisions = new Map();
    for (const operation of up.flatMap(({ operations }) => operations)) {
      const after = replay(schema, operation, id, decisions).schema;
      if (after !== schema) noteChanges(origins, schema, after, { migration: id, span: operation.span });
      schema = after;
    }
  }
  const known = (subject: string): readonly (Origin | undefined)[] =>
    keysOf(subject, chain.dialect.traits).map((key) => origins.get(key));
  return {
    of: (subject) => known(subject).find((origin) => origin !== undefined),
    exactly: (subject) => known(subject)[0],
  };
}

function noteChanges(origins: Map<string, Origin>, before: Schema, after: Schema, origin: Origin): void {
  const [old, now] = [factsOf(changedIn(before, after), 'stated'), factsOf(changedIn(after, before), 'stated')];
  for (const subject of [...now.keys(), ...old.keys()]) {
    if (old.get(subject) === now.get(subject)) continue;
    for (const key of keysOf(subject, after.traits)) origins.set(key, origin);
  }
}

/** A schema with only those of its objects that another has not. They are shared, so that a look at each is enough. */
function changedIn(one: Schema, other: Schema): Schema {
  return {
    ...one,
    tables:
      one.tables === other.tables ? one.tables.clear() : one.tables.filter((t, key) => other.tables.get(key) !== t),
    views: one.views === other.views ? one.views.clear() : one.views,
    routines: one.routines === other.routines ? one.routines.clear() : one.routines,
    types: one.types === other.types ? one.types.clear() : one.types,
    sequences: one.sequences === other.sequences ? one.sequences.clear() : one.sequences,
    schemas: one.schemas === other.schemas ? one.schemas.clear() : one.schemas,
    objects: one.objects === other.objects ? one.objects.clear() : one.objects,
    comments: one.comments === other.comments ? one.comments.clear() : one.comments,
  };
}
