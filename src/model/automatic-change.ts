import type { Span } from './span.ts';

/** A place in a program, or in a script that deploys it, which changes the schema by itself. */
export interface AutomaticChange {
  /** The tool, for people: `EF Core`. */
  readonly tool: string;
  /** As it is written: `Database.Migrate()`. */
  readonly call: string;
  /** `migrates`: it runs pending migrations. `compares`: it makes the database what the model says, with no migration. */
  readonly how: 'migrates' | 'compares';
  readonly span: Span;
}
