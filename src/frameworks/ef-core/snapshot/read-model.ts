import { lookUp } from '../../../model/look-up.ts';
import type { DialectName } from '../../../model/names.ts';
import type { Located } from '../../csharp/syntax.ts';
import type { Value } from '../../csharp/value.ts';
import type { ModelCall, StatementReading } from './calls.ts';
import { readStatement, textAt, textsOf } from './calls.ts';
import type { ModelBody } from './cut.ts';
import type { Said } from './entity.ts';
import { entitiesOf, spanOf } from './entity.ts';
import type { Model, ModelSequence } from './model.ts';

/** Reads one statement of BuildModel. */
export type StatementReader = (text: string, builder: string) => StatementReading;

/** A reader that reads each text once: the models of two migrations have most of their statements in common. */
export function rememberingReader(): StatementReader {
  const known = new Map<string, StatementReading>();
  return (text, builder) => {
    const key = `${builder}\0${text}`;
    const reading = known.get(key) ?? readStatement('', text, builder);
    known.set(key, reading);
    return reading;
  };
}

/** The lengths that providers give to names when the model does not say it. */
const identifierLengths: Readonly<Record<DialectName, number>> = {
  postgres: 63,
  mysql: 64,
  sqlserver: 128,
  sqlite: Infinity,
};

export interface ModelReading {
  readonly model: Model;
  /** Statements that are no calls of the model's builders. */
  readonly unread: readonly Located[];
}

/** What the statements of BuildModel say. */
export function readModel(
  file: string,
  text: string,
  { builder, statements }: ModelBody,
  dialect: DialectName,
  read: StatementReader,
): ModelReading {
  const entities = new Map<string, Said[]>();
  const annotations = new Map<string, Value>();
  const sequences: ModelSequence[] = [];
  const unread: Located[] = [];
  let defaultSchema: string | undefined;

  for (const { start, end } of statements) {
    const reading = read(text.slice(start, end), builder);
    unread.push(...reading.unread.map((at) => ({ start: at.start + start, end: at.end + start })));
    for (const { chained, ...first } of reading.calls) {
      for (const call of [{ ...first, chained: [] }, ...chained]) readModelCall(call, start);
    }
  }

  function readModelCall(call: ModelCall, offset: number): void {
    if (call.method === 'Entity' || call.method === 'SharedTypeEntity') {
      const name = textsOf(call.values)[0] ?? call.typeArguments[0] ?? '';
      entities.set(name, [...(entities.get(name) ?? []), { calls: call.body, file, offset }]);
    } else if (call.method === 'HasDefaultSchema') {
      defaultSchema = textAt(call, 0);
    } else if (call.method === 'HasSequence') {
      const at = spanOf({ file, offset }, call);
      sequences.push({ name: textAt(call, 0) ?? '', schema: textAt(call, 1), at });
    } else {
      for (const [name, value] of lookUp(modelAnnotations, call.method)?.(call) ?? []) annotations.set(name, value);
    }
  }

  const length = annotations.get('Relational:MaxIdentifierLength');
  return {
    unread,
    model: {
      entities: new Map(
        [...entities].flatMap(([name, said]) => entitiesOf(name, said)).map((entity) => [entity.name, entity]),
      ),
      sequences,
      defaultSchema,
      maxIdentifierLength: length?.kind === 'number' ? Number(length.text) : identifierLengths[dialect],
      annotations,
      at: { file, start: statements[0]?.start ?? 0, end: statements[0]?.end ?? 0 },
    },
  };
}

type AnnotationReader = (call: ModelCall) => readonly (readonly [string, Value])[];

const modelAnnotations: Readonly<Record<string, AnnotationReader>> = {
  HasAnnotation: (call) => {
    const [name, value] = [textAt(call, 0), call.values[1]];
    return name === undefined || value === undefined ? [] : [[name, value]];
  },
  /** `HasPostgresEnum(modelBuilder, "schema", "name", new[] { "a", "b" })` */
  HasPostgresEnum: (call) => {
    const labels = call.values.find((value) => value.kind === 'array');
    const names = textsOf(call.values.filter((value) => value.kind !== 'array'));
    return labels === undefined ? [] : [[`Npgsql:Enum:${names.join('.')}`, labels]];
  },
};
