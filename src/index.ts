export { defineConfig } from './config/config.ts';
export type { ChainConfig, Config, RuleLevel, ShippedConfig } from './config/config.ts';
