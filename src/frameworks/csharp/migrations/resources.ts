import { evaluate } from '../evaluate.ts';
import type { Scope } from '../scope.ts';
import { find, partsOf } from '../scope.ts';
import type { Expression } from '../syntax.ts';
import type { Source } from './reading.ts';
import { isSqlFile } from './paths.ts';

export type Resource =
  | { readonly kind: 'found'; readonly path: string; readonly text: string }
  | { readonly kind: 'missing'; readonly detail: string };

/**
 * The SQL file whose name stands somewhere in the expressions, however they load it: a manifest resource
 * (`Project.Scripts.up.sql`) or a path. `undefined` when they name none.
 */
export function findResource(expressions: readonly Expression[], scope: Scope, source: Source): Resource | undefined {
  const followed = new Set<Expression>();
  const names = new Set(expressions.flatMap((expression) => fileNames(expression, scope, followed)));
  const [name, ...others] = names;
  if (name === undefined) return undefined;
  if (others.length > 0) return missing(`the SQL comes from several files: ${[...names].join(', ')}`);

  // A template that the loading method fills in with the name of its caller.
  const wanted = name.replaceAll('{0}', source.direction).replaceAll(/[\\/]/g, '.').replace(/^\.+/, '');
  const [path, rival] = candidates(wanted, source);
  if (path === undefined) return missing(`the embedded SQL file ${wanted} is not in the project`);
  if (rival !== undefined) return missing(`the embedded SQL file ${wanted} could be ${path} or ${rival}`);
  const text = source.files.read(path);
  return text === undefined ? missing(`${path} cannot be read as text`) : { kind: 'found', path, text };
}

function missing(detail: string): Resource {
  return { kind: 'missing', detail };
}

/**
 * The texts in an expression that end like the name of an SQL file, names followed to what they stand for; each
 * expression is looked at once, and added to `followed`.
 */
function fileNames(expression: Expression, scope: Scope, followed: Set<Expression>): readonly string[] {
  if (followed.has(expression)) return [];
  followed.add(expression);
  const value = evaluate(expression, scope);
  if (value.kind === 'string') return isSqlFile(value.written.text) ? [value.written.text] : [];
  const binding = expression.kind === 'name' ? find(scope, expression.name) : undefined;
  const parts = binding?.kind === 'expression' ? [binding.expression] : partsOf(expression);
  return parts.flatMap((part) => fileNames(part, scope, followed));
}

/**
 * The best matching files: those that share most segments with the end of the name, and of them those nearest to the
 * migration. More than one: nothing tells them apart.
 */
function candidates(wanted: string, source: Source): readonly string[] {
  const scored = source.files.paths.flatMap((path) => {
    const baseName = path.slice(path.lastIndexOf('/') + 1);
    if (!isSqlFile(baseName) || !(wanted === baseName || wanted.endsWith(`.${baseName}`))) return [];
    const rest = wanted === baseName ? '' : wanted.slice(0, -baseName.length - 1);
    return [{ path, matched: matchedSegments(path, rest), near: commonFolders(path, source.file) }];
  });
  const best = scored.reduce(
    (soFar, { matched, near }) =>
      matched > soFar.matched || (matched === soFar.matched && near > soFar.near) ? { matched, near } : soFar,
    { matched: -1, near: -1 },
  );
  return scored.filter(({ matched, near }) => matched === best.matched && near === best.near).map(({ path }) => path);
}

/** How many folders, from the file upwards, the dotted rest of the name says. */
function matchedSegments(path: string, rest: string): number {
  const folders = path.split('/').slice(0, -1).reverse();
  let left = rest;
  let count = 0;
  for (const folder of folders) {
    // A manifest name turns what is no identifier into underscores.
    const segment = folder.replace(/[^\w.]/g, '_');
    if (left !== folder && left !== segment && !left.endsWith(`.${folder}`) && !left.endsWith(`.${segment}`)) break;
    left = left.slice(0, -folder.length).replace(/\.$/, '');
    count += 1;
  }
  return count;
}

function commonFolders(one: string, other: string): number {
  const [left, right] = [one.split('/').slice(0, -1), other.split('/').slice(0, -1)];
  const differs = left.findIndex((folder, index) => folder !== right[index]);
  return differs === -1 ? left.length : differs;
}
