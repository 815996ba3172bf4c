import type { Node, TypeName } from 'libpg-query';
import { lookUp } from '../../model/look-up.ts';
import type { ColumnType } from '../../model/column-type.ts';
import { texts, unwrap } from './ast.ts';
import { parseExpression } from './parser.ts';
import { builtInTypes, intervalRange, serialTypes } from './type-names.ts';
import type { BuiltInType } from './type-names.ts';
import { quoteName, quoteString } from './write/names.ts';

/** The facets of a type beyond its name. */
type Facets = Pick<ColumnType, 'length' | 'precision' | 'scale'>;

/** A type as written in SQL, normalised as `format_type` prints it; what is no type has the family `other`. */
export function columnType(text: string): ColumnType {
  const written = text.trim();
  const cast = unwrap(parseExpression(`NULL::${written}`), 'TypeCast');
  if (cast?.typeName !== undefined) return typeOf(cast.typeName);
  return { text: written, name: written, family: 'other' };
}

/** The type that a node of the grammar names. */
export function typeOf(type: TypeName | undefined): ColumnType {
  if (type === undefined) return { text: '', name: '', family: 'other' };
  const element = scalarType(type);
  const set = type.setof === true ? 'SETOF ' : '';
  if (type.arrayBounds !== undefined)
    return { text: `${set}${element.text}[]`, name: element.name, family: 'array', element };
  if (type.pct_type === true) return { text: `${set}${element.text}%TYPE`, name: element.name, family: 'other' };
  return set === '' ? element : { ...element, text: `${set}${element.text}` };
}

/** The type as the signature of a routine has it: `character varying(3)` and `character varying` are the same there. */
export function signatureType(type: TypeName | undefined): string {
  const { typmods: _, ...bare } = type ?? {};
  const { text } = typeOf(bare);
  return text.replace(/^bpchar(?=$|\[)/u, 'character');
}

/** Whether the type stands for a column that numbers its rows: `serial`, `bigserial`. */
export function isSerial(type: TypeName | undefined): boolean {
  const names = texts(type?.names);
  return names.length === 1 && serialTypes.has(names[0] ?? '') && type?.arrayBounds === undefined;
}

function scalarType(type: TypeName): ColumnType {
  const names = texts(type.names);
  const qualifier = names.length > 1 ? names.at(-2) : undefined;
  const name = names.at(-1) ?? '';
  const builtIn = qualifier === undefined || qualifier === 'pg_catalog' ? findBuiltIn(name) : undefined;
  if (builtIn !== undefined) return builtInType(name, builtIn, type.typmods ?? []);

  const parts = qualifier === 'pg_catalog' || qualifier === 'public' ? [name] : names;
  const written = parts.map(quoteName).join('.');
  const extension = qualifier === 'public' ? findBuiltIn(name) : undefined;
  return { text: `${written}${argumentList(type.typmods)}`, name: written, family: extension?.family ?? 'other' };
}

function findBuiltIn(name: string): BuiltInType | undefined {
  return Object.hasOwn(builtInTypes, name) ? lookUp(builtInTypes, name) : undefined;
}

/** Each built-in type without arguments, made once: most columns have no others. */
const plainTypes: ReadonlyMap<string, ColumnType> = new Map(
  Object.entries(builtInTypes).map(([name, builtIn]) => [name, plainType(name, builtIn)]),
);

function plainType(name: string, { arguments: _, suffix = '', ...facets }: BuiltInType): ColumnType {
  if (name === 'bpchar') return { text: 'bpchar', name: 'bpchar', family: 'text' };
  const fullName = `${facets.name}${suffix}`;
  return { ...facets, text: fullName, name: fullName };
}

function builtInType(name: string, builtIn: BuiltInType, typmods: readonly Node[]): ColumnType {
  const plain = plainTypes.get(name) ?? plainType(name, builtIn);
  if (typmods.length === 0) return plain;
  const { arguments: meaning, suffix = '', ...facets } = builtIn;
  if (meaning === undefined) return { ...plain, text: `${plain.text}${argumentList(typmods)}` };

  const numbers = typmods.map((node) => unwrap(node, 'A_Const')?.ival?.ival ?? 0);
  if (meaning === 'interval') return intervalType(plain.name, numbers);
  const stated: Facets = facetsOf(meaning, numbers);
  const shown = Object.values(stated).join(',');
  return { ...facets, ...stated, text: `${builtIn.name}(${shown})${suffix}`, name: `${builtIn.name}${suffix}` };
}

function intervalType(name: string, [mask = 0, precision]: readonly number[]): ColumnType {
  const range = intervalRange(mask);
  if (precision === undefined) return { text: `${name}${range}`, name, family: 'interval' };
  return { text: `${name}${range}(${precision})`, name, family: 'interval', precision };
}

function facetsOf(meaning: 'length' | 'precision' | 'precision-and-scale', numbers: readonly number[]): Facets {
  const [first = 0, second = 0] = numbers;
  switch (meaning) {
    case 'length':
      return { length: first };
    case 'precision':
      return { precision: first };
    case 'precision-and-scale':
      return { precision: first, scale: second };
  }
}

/** The arguments of a type that is not PostgreSQL's own: `(Point,4326)`. */
function argumentList(typmods: readonly Node[] | undefined): string {
  if (typmods === undefined || typmods.length === 0) return '';
  return `(${typmods.map(argument).join(',')})`;
}

function argument(node: Node): string {
  const constant = unwrap(node, 'A_Const');
  if (constant?.sval !== undefined) return quoteString(constant.sval.sval ?? '');
  if (constant !== undefined) return constant.fval?.fval ?? String(constant.ival?.ival ?? 0);
  return texts(unwrap(node, 'ColumnRef')?.fields).map(quoteName).join('.');
}
