/** Whether a file lies in a folder or below; '' is the root of the project. */
export function isWithin(file: string, folder: string): boolean {
  return folder === '' || file.startsWith(`${folder}/`);
}
