export { loadConfig } from './load.ts';
export { printConfig } from './print.ts';
