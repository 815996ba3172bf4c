import type { DialectName } from '../../model/names.ts';
import { evaluate } from '../csharp/evaluate.ts';
import type { Scope } from '../csharp/scope.ts';
import type { Value } from '../csharp/value.ts';
import { textOf } from '../csharp/value.ts';
import type { Findings } from '../csharp/migrations/arguments.ts';
import type { ChainedCall } from '../csharp/migrations/calls.ts';

/** Provider annotations by name: what is chained as `.Annotation("k", v)`. */
export type Annotations = ReadonlyMap<string, Value>;

export interface AnnotationSets {
  readonly current: Annotations;
  /** `.OldAnnotation("k", v)`: what the model said before. */
  readonly old: Annotations;
}

/** Reads the calls that are chained on a builder call; any other one is an obstacle. */
export function annotationsOf(chained: readonly ChainedCall[], scope: Scope, findings: Findings): AnnotationSets {
  const sets = { Annotation: new Map<string, Value>(), OldAnnotation: new Map<string, Value>() };
  for (const {
    method,
    arguments: [name, value],
  } of chained) {
    const set = method === 'Annotation' || method === 'OldAnnotation' ? sets[method] : undefined;
    const key = name === undefined ? undefined : evaluate(name.value, scope);
    if (set === undefined || value === undefined || key?.kind !== 'string') {
      findings.obstacles.push({ reason: 'not-recognised', detail: `.${method}(...) is not known here` });
      continue;
    }
    set.set(key.written.text, evaluate(value.value, scope));
  }
  return { current: sets.Annotation, old: sets.OldAnnotation };
}

/** The text of an annotation's value for people and for comparison. */
export function annotationText(value: Value | undefined): string | undefined {
  if (value?.kind === 'array') return value.elements.map((element) => annotationText(element) ?? '?').join(',');
  if (value?.kind === 'boolean') return String(value.value);
  return value === undefined ? undefined : (textOf(value) ?? `(${value.kind})`);
}

/** The texts of an annotation that holds an array, or one value. */
export function annotationTexts(value: Value | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const elements = value.kind === 'array' ? value.elements : [value];
  return elements.map((element) => annotationText(element) ?? '');
}

export function isTrue(value: Value | undefined): boolean {
  return value?.kind === 'boolean' && value.value;
}

/** The attributes for the annotations that nothing else has read, some of them under the model's own names. */
export function attributesOf(
  annotations: Annotations,
  names: Readonly<Record<string, string>>,
  handled: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...annotations]
      .filter(([name]) => !handled.has(name))
      .map(([name, value]) => [names[name] ?? name, annotationText(value) ?? '']),
  );
}

/** The prefix of each provider's annotations. */
const prefixes: Readonly<Record<DialectName, string>> = {
  postgres: 'Npgsql:',
  mysql: 'MySql:',
  sqlserver: 'SqlServer:',
  sqlite: 'Sqlite:',
};

/** The annotations without those that only mean something to other providers: a model can be shared by several. */
export function ownAnnotations(annotations: Annotations, dialect: DialectName): Annotations {
  const others = Object.values(prefixes).filter((prefix) => prefix !== prefixes[dialect]);
  return new Map([...annotations].filter(([name]) => !others.some((prefix) => name.startsWith(prefix))));
}
