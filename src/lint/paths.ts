/** The folder that a file lies in; '' is the root of the project. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** Whether a file lies in a folder or below; '' is the root of the project. */
export function isWithin(file: string, folder: string): boolean {
  return folder === '' || file.startsWith(`${folder}/`);
}

/** The folder in which everything lies that a glob matches. */
export function folderOfGlob(glob: string): string {
  const parts = glob.split('/');
  const first = parts.findIndex((part) => /[*?[\]{}()!]/.test(part));
  return parts.slice(0, first === -1 ? parts.length - 1 : first).join('/');
}
