import type { NewMigration, Refused, Skeleton } from '../../framework.ts';
import type { Frame } from '../../skeleton.ts';
import { extensionOf, framedFile, pathAfter } from '../../skeleton.ts';

/** In which of its forms a tool's scripts are written. */
export type ScriptForm = 'typescript' | 'module' | 'commonjs';

/** The form of a neighbour. */
export function formOf({ files, like }: NewMigration): ScriptForm {
  if (/\.[cm]?ts$/.test(like.file)) return 'typescript';
  return /^[ \t]*export\b/m.test(files.read(like.file) ?? '') ? 'module' : 'commonjs';
}

/** A script with the name that comes next, or why there is none. */
export function scriptSkeleton(request: NewMigration, frameOf: (path: string) => Required<Frame>): Skeleton | Refused {
  const path = pathAfter(request);
  if (typeof path !== 'string') return path;
  const { between, ...frame } = frameOf(path);
  return framedFile(path + extensionOf(request.like.file), request.hasDown ? { ...frame, between } : frame);
}

/** Functions `up` and `down` of one parameter, as modules export them in each form. */
export function exportedFunctions(
  form: ScriptForm,
  { parameter, type, header = '' }: { readonly parameter: string; readonly type: string; readonly header?: string },
  first = '',
): Required<Frame> {
  const head = (name: string): string => {
    switch (form) {
      case 'typescript':
        return `export async function ${name}(${parameter}: ${type}): Promise<void> {\n`;
      case 'module':
        return `export async function ${name}(${parameter}) {\n`;
      case 'commonjs':
        return `exports.${name} = async function (${parameter}) {\n`;
    }
  };
  const end = form === 'commonjs' ? '};\n' : '}\n';
  const opening = (name: string): string => `${head(name)}${first === '' ? '' : `  ${first}\n`}`;
  return { indentation: '  ', open: header + opening('up'), between: `${end}\n${opening('down')}`, close: end };
}
