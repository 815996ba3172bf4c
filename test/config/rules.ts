import * as v from 'valibot';
import type { ConfigurableRule } from '../../src/config/resolve.ts';

/** A registry for tests, with a rule of every kind that matters to configuration. */
export const rules: readonly ConfigurableRule[] = [
  { name: 'no-drop-column', presets: ['recommended'], severity: 'error', options: v.strictObject({}) },
  { name: 'implicit-commit', presets: ['recommended'], severity: 'warning', options: v.strictObject({}) },
  {
    name: 'index-naming',
    presets: ['strict'],
    severity: 'error',
    options: v.strictObject({
      preset: v.optional(v.picklist(['ef', 'postgres']), 'ef'),
      most: v.optional(v.pipe(v.number(), v.minValue(1)), 3),
    }),
  },
  { name: 'no-rename-column', presets: ['zero-downtime'], severity: 'error', options: v.strictObject({}) },
  { name: 'no-mixed-phases', presets: ['phased'], severity: 'error', options: v.strictObject({}) },
  { name: 'schema-qualified', presets: [], severity: 'error', options: v.strictObject({}) },
];
