import type { QualifiedName } from '../../model/names.ts';
import type { Value } from '../javascript/value.ts';
import { optionalText } from '../javascript/migrations/arguments.ts';
import { tableNameOf } from './names.ts';

/** The table of an entity: a name, or a class, whose decorator or own name says it; `undefined`: that cannot be told. */
export function entityTable(value: Value | undefined): QualifiedName | undefined {
  const name = optionalText(value);
  if (name !== undefined) return tableNameOf(name);
  if (value?.kind !== 'class') return undefined;
  const { node, scope } = value.definition;
  const [decorator] = node.decorators.filter(({ expression }) =>
    /^Entity\b/.test(scope.script.text.slice(expression.start, expression.end)),
  );
  if (decorator === undefined) return undefined;
  const { start, end } = decorator.expression;
  const written = scope.script.text.slice(start, end);
  const given = /^Entity\s*\(\s*(?:\{[^}]*\bname\s*:\s*)?['"`]([^'"`]+)['"`]/.exec(written)?.[1];
  const schema = /\bschema\s*:\s*['"`]([^'"`]+)['"`]/.exec(written)?.[1];
  const own = given ?? (value.name === undefined ? undefined : snakeCase(value.name));
  if (own === undefined) return undefined;
  return schema === undefined ? tableNameOf(own) : { schema, name: own };
}

/** TypeORM's own way to make a table's name of a class's. */
function snakeCase(name: string): string {
  return name
    .replace(/([A-Z])([A-Z])([a-z])/g, '$1_$2$3')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
