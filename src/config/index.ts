export { ConfigError } from './config-error.ts';
export { defineConfig } from './config.ts';
export type { ChainConfig, Config, ResolvedConfig, RuleLevel, RuleSetting, ShippedConfig } from './config.ts';
export { configFileNames } from './find.ts';
export { loadConfig, type ConfigRequest } from './load.ts';
export { presetNames, rulesOfPreset } from './presets.ts';
export { printConfig } from './print.ts';
export { resolveConfig, type ConfigurableRule, type Surroundings } from './resolve.ts';
