import type { Workspaces } from './lint/workspaces.ts';

export { defineConfig } from './config/config.ts';
export type { ChainConfig, Config, RuleLevel, RuleSetting, ShippedConfig } from './config/config.ts';
export { presetNames, rulesOfPreset } from './config/presets.ts';
export { docsUrl } from './lint/rule-summaries.ts';
export type { FileFindings, FileReading, OpenFile, Workspace } from './lint/workspace.ts';
export type { Workspaces } from './lint/workspaces.ts';
export type { Diagnostic, Edit, Fix, Related, Severity } from './model/diagnostic.ts';
export type { Comment, ReadProblem, Side, Statement } from './model/migration.ts';
export type { Helper, HelperCall, HelperFunction, HelperMapping, Helpers } from './model/helper.ts';
export type { DialectName } from './model/names.ts';
export type { Operation, OperationKind } from './model/operation.ts';
export { indexLines } from './model/span.ts';
export type { LineIndex, Span } from './model/span.ts';
export { explanationLine } from './report/explanation.ts';
export { rules } from './rules/index.ts';
export type { PresetName, Rule, RuleCategory } from './rules/rule.ts';

/** Workspaces for an editor or another process that stays. What reads migrations is loaded by this call, not before. */
export async function openWorkspaces(): Promise<Workspaces> {
  const { openWorkspaces: open } = await import('./lint/workspaces.ts');
  return open();
}
