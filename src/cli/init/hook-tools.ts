/** The tools that run hooks, in the order in which they are offered, and what shows that one is in use. */
export const hookTools = [
  { name: 'husky', files: ['.husky'] },
  { name: 'lefthook', files: ['lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml'] },
  { name: 'pre-commit', files: ['.pre-commit-config.yaml'] },
  { name: 'simple-git-hooks', files: ['.simple-git-hooks.json'] },
  { name: 'lint-staged', files: ['.lintstagedrc', '.lintstagedrc.json'] },
] as const;

export type HookTool = (typeof hookTools)[number]['name'];

export const hookToolNames: readonly HookTool[] = hookTools.map(({ name }) => name);
