/** Files around the project, by their path from the top of the repository; `undefined` when there is none. */
export type ReadFile = (file: string) => string | undefined;

/** One thing that `mig-lint init` does. Paths are relative to the top of the repository. */
export type Step =
  /** Writes a file, or what is put into one. */
  | {
      readonly kind: 'write';
      readonly file: string;
      readonly isNew: boolean;
      readonly text: string;
      readonly does: string;
    }
  /** The file already says it. */
  | { readonly kind: 'kept'; readonly file: string }
  /** A file is there that cannot be added to safely: people do it. */
  | { readonly kind: 'print'; readonly file: string; readonly text: string; readonly why: string };

/** Writes the file unless it is there already. */
export function created(file: string, text: string, does: string, read: ReadFile): Step {
  return read(file) === undefined ? { kind: 'write', file, isNew: true, text, does } : { kind: 'kept', file };
}

/** Puts a text into a file that is there; `undefined`: nobody knows where, so it is printed. */
export function inserted(file: string, text: string | undefined, does: string, toPrint: string): Step {
  return text === undefined
    ? { kind: 'print', file, text: toPrint, why: `${file} is not of a form that can be added to safely` }
    : { kind: 'write', file, isNew: false, text, does };
}
