import type { Span } from './span.ts';

/** What happens to a schema that rows may have to be prepared for. */
export const schemaEventKinds = ['PropertyAdded', 'PropertyDeleted', 'EntityAdded', 'EntityDeleted'] as const;

export type SchemaEventKind = (typeof schemaEventKinds)[number];

/** A method of the application that is called when an event of the schema is met, and gives the statements for its rows. */
export interface DataHandler {
  readonly event: SchemaEventKind;
  /** The words that its filter compares with: names of tables and columns, or of their classes. Empty: it filters nothing. */
  readonly names: readonly string[];
  readonly span: Span;
}

/** A change of rows that belongs to a version of a feature, and is to run once. */
export interface FeatureUpgrade {
  /** What is versioned: the name that the handler asks for, or its class. */
  readonly feature: string;
  /** Absent: it is not bound to one version. */
  readonly version: number | undefined;
  /** The statements, in normal form. */
  readonly scripts: readonly string[];
  readonly span: Span;
}

/** The versioned upgrades of an application. */
export interface FeatureUpgrades {
  readonly now: readonly FeatureUpgrade[];
  /** Absent: what has shipped is not known. */
  readonly shipped: readonly FeatureUpgrade[] | undefined;
}
