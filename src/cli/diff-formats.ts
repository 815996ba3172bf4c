/** How `mig-lint diff` can say what it found. */
export const diffFormats = ['text', 'json', 'sql'] as const;

export type DiffFormat = (typeof diffFormats)[number];
