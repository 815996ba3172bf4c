import type { Attributes } from '../../../model/table.ts';

/** The attributes whose key is none of `except`, as a list of options: `fillfactor = 70, autovacuum_enabled = off`. */
export function optionList(attributes: Attributes | undefined, except: ReadonlySet<string>): string | undefined {
  const options = Object.entries(attributes ?? {}).filter(([key]) => !except.has(key));
  if (options.length === 0) return undefined;
  return options.map(([key, value]) => (value === '' ? key : `${key} = ${value}`)).join(', ');
}

/** Whether all attributes but those in `except` can be options; others come from another dialect or say what has no words here. */
export function areOptions(attributes: Attributes | undefined, except: ReadonlySet<string>): boolean {
  return Object.keys(attributes ?? {}).every(
    (key) => except.has(key) || /^[a-z][a-z0-9]*(?:[_.][a-z0-9_.]+)?$/.test(key),
  );
}

/** `SET (…)` for the options that have a value and `RESET (…)` for those that lost it. */
export function optionChanges(attributes: Attributes, except: ReadonlySet<string>): readonly string[] {
  const options = Object.entries(attributes).filter(([key]) => !except.has(key));
  const set = options.filter(([, value]) => value !== '').map(([key, value]) => `${key} = ${value}`);
  const reset = options.filter(([, value]) => value === '').map(([key]) => key);
  return [
    ...(set.length === 0 ? [] : [`SET (${set.join(', ')})`]),
    ...(reset.length === 0 ? [] : [`RESET (${reset.join(', ')})`]),
  ];
}

/** How each named attribute is said, given its value; `undefined`: this value has no words. */
export type AttributeClauses = Readonly<Record<string, (value: string) => string | undefined>>;

/** The clauses for the attributes that `clauses` names, in the order in which they were given. */
export function attributeClauses(attributes: Attributes, clauses: AttributeClauses): readonly (string | undefined)[] {
  return Object.entries(attributes).flatMap(([key, value]) => {
    const clause = Object.hasOwn(clauses, key) ? clauses[key] : undefined;
    return clause === undefined ? [] : [clause(value)];
  });
}

/** Two clauses for a switch: `choose('SET LOGGED', 'SET UNLOGGED')`. */
export function choose(whenTrue: string, whenFalse: string): (value: string) => string | undefined {
  return (value) => (value === 'true' ? whenTrue : value === 'false' ? whenFalse : undefined);
}
