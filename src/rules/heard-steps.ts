import type { MigrationView, Step } from './rule.ts';

/** The steps of the up side that do something; a rebuilt table is changed, not created, dropped and renamed. */
export function heardSteps({ up, rebuilds }: MigrationView): readonly Step[] {
  const parts = new Set(rebuilds.flatMap((rebuild) => rebuild.parts));
  const isPart = ({ operation }: Step): boolean => operation.kind !== 'InsertRows' && parts.has(operation);
  const changes = rebuilds.flatMap((rebuild) =>
    rebuild.steps.filter(({ operation }) => operation.kind !== 'UpdateRows'),
  );
  return [...up.filter((step) => step.applied && !isPart(step)), ...changes];
}
