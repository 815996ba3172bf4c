import type { QualifiedName } from '../../model/names.ts';
import type { Preparation } from '../engine.ts';

/** One question to the worker's engine, told apart from others by a number. */
export type Question = { readonly id: number } & Call;

/** What an engine can be asked from another thread: its answers are plain data. */
export type Call =
  | { readonly call: 'run'; readonly statement: string }
  | { readonly call: 'query'; readonly sql: string }
  | { readonly call: 'digest' | 'tables' | 'reset' | 'close' }
  | { readonly call: 'rows'; readonly table: QualifiedName; readonly limit: number };

/** How the engine of the worker is opened. */
export type WorkerTask = Omit<Preparation, 'statementTimeout'>;

/**
 * The answer to the question of that number; 0: whether the engine was opened. What is given is of the type that the
 * question asks for.
 */
export type Answer<Given = unknown> = { readonly id: number } & (
  { readonly gives: Given } | { readonly failed: string; readonly isMissing: boolean }
);
