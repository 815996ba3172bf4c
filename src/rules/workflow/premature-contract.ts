import { integer, minValue, number, optional, pipe, strictObject, description } from 'valibot';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { PastRelease, ReleaseHistory } from '../../model/release-history.ts';
import type { Origin, Table, TableColumn } from '../../model/schema.ts';
import { findColumn, findTable } from '../../model/schema.ts';
import { defineRule } from '../define-rule.ts';
import type { Context, MigrationView, PhaseFolders, Step } from '../rule.ts';
import { counted, listed } from '../words.ts';
import { deedOf } from './deeds.ts';
import { phasedSteps } from './phased-steps.ts';

/** How a breaking step was made ready for. */
type Preparation =
  /** The migrations that did so, the last one counts. */
  | { readonly kind: 'by'; readonly origin: Origin }
  /** The step changes what is there in place: no earlier step can have made running code ready for it. */
  | { readonly kind: 'in-place'; readonly instead: string }
  /** The migrations do not tell: the code alone knows. */
  | { readonly kind: 'unknown' };

export default defineRule({
  name: 'premature-contract',
  category: 'workflow',
  severity: 'error',
  presets: ['phased'],
  summary:
    'A breaking change comes too early: before the release that prepares it is old enough, or outside of its folder',
  options: strictObject({
    skip: pipe(
      optional(pipe(number(), integer(), minValue(0)), 1),
      description('How many major releases have to lie between what prepares a breaking change and the change.'),
    ),
  }),
  on: {
    migration(view, context) {
      const { phaseFolders, releases, options, report } = context;
      const breaking = phasedSteps(view, context).flatMap(({ step, phase }) => (phase === 'contract' ? [step] : []));
      // What has been released may have moved to the others since.
      const isReleased = releases?.shippedIn.has(view.migration.id) === true;
      const outside = phaseFolders === undefined || isReleased ? undefined : folderInstead(phaseFolders);
      const [first] = breaking;
      if (first !== undefined && outside !== undefined) {
        report({
          at: first.operation.span,
          message: `this migration ${listed(breaking.map(deedOf))}, outside of the folder for that`,
          why: `what is in ${outside.is} is released while earlier code still runs`,
          remedy: `move it to ${outside.should}, to be released when no earlier code runs any more`,
        });
        return;
      }
      const known = breaking.filter((step) => !isOfComingRelease(step, context));
      const prepared = known.map((step) => ({ step, preparation: preparationOf(step, view) }));
      for (const group of byPreparation(prepared)) reportEarly(view, group, context, options.skip);
      reportInPlace(
        prepared.flatMap(({ step, preparation }) =>
          preparation.kind === 'in-place' ? [{ step, instead: preparation.instead }] : [],
        ),
        context,
      );
    },
  },
});

/** The folder that a migration lies in, and the one in which breaking changes wait, if that is another. */
function folderInstead({ folders, own }: PhaseFolders): { readonly is: string; readonly should: string } | undefined {
  const is = own === undefined || own === 'contract' ? undefined : folders[own];
  return is === undefined || folders.contract === undefined ? undefined : { is, should: folders.contract };
}

/** All that a migration changes in place, in one finding: one answer mends it. */
function reportInPlace(
  changes: readonly { readonly step: Step; readonly instead: string }[],
  { report }: Context,
): void {
  const [first, ...others] = changes;
  if (first === undefined) return;
  const more = others.length === 0 ? '' : `, and changes ${counted(others.length, 'more thing')} so`;
  report({
    at: first.step.operation.span,
    message: `this migration ${deedOf(first.step)} in place${more}: no earlier release has prepared it`,
    why: 'the code that runs while it is released knows the old form only, and a rollback of the code meets the new one',
    remedy: `${first.instead}; carry the rows over in a second migration, and drop the old one in a later release`,
    related: others.map(({ step }) => ({ span: step.operation.span, message: `it ${deedOf(step)}` })),
  });
}

/** What one migration prepared, to be told in one finding. */
interface PreparedSteps {
  readonly origin: Origin;
  readonly steps: readonly Step[];
}

function byPreparation(
  prepared: readonly { readonly step: Step; readonly preparation: Preparation }[],
): readonly PreparedSteps[] {
  const groups = new Map<string, PreparedSteps>();
  for (const { step, preparation } of prepared) {
    if (preparation.kind !== 'by') continue;
    const { origin } = preparation;
    const { steps } = groups.get(origin.migration) ?? { steps: [] };
    groups.set(origin.migration, { origin, steps: [...steps, step] });
  }
  return [...groups.values()];
}

function reportEarly(
  { migration }: MigrationView,
  { origin: prepared, steps }: PreparedSteps,
  { releases, report }: Context,
  skip: number,
): void {
  const [step] = steps;
  // Both in one migration are mixed phases.
  if (step === undefined || prepared.migration === migration.id || releases === undefined) return;
  const since = releases.shippedIn.get(prepared.migration);
  const own = releases.shippedIn.get(migration.id);
  const isSame = since === undefined || since.name === own?.name;
  if (isSame && since !== undefined && since.name === releases.first) return;
  const between = since === undefined ? 0 : majorsBetween(releases, since, own);
  if (!isSame && between >= skip) return;

  const deeds = listed(steps.map(deedOf));
  const related = [{ span: prepared.span, message: `${prepared.migration} prepares it` }];
  const at = step.operation.span;
  if (isSame) {
    report({
      at,
      message: `this migration ${deeds} in the same release as ${prepared.migration}, which prepares it`,
      why: `there is no release in which both forms are there: ${since === undefined ? `${prepared.migration} is in none of ${releases.source} yet` : `both came with ${since.name}`}`,
      remedy: `release ${prepared.migration} first, and this migration ${afterSkipped(skip)}`,
      related,
    });
    return;
  }
  report({
    at,
    message: `this migration ${deeds} ${between === 0 ? 'with no major release in between,' : `with only ${counted(between, 'major release')} in between,`} after ${since.name}, which brought what prepares it`,
    why: `whoever comes from an older release may skip ${since.name}, and meets both at once; ${counted(skip, 'major release')} ${skip === 1 ? 'has' : 'have'} to lie between, by ${releases.source}`,
    remedy: `keep this migration back, and release it ${afterSkipped(skip)}`,
    related,
  });
}

/** The major releases that lie between two; a change that is not released yet comes with a new one at the earliest. */
function majorsBetween({ majors }: ReleaseHistory, since: PastRelease, own: PastRelease | undefined): number {
  return Math.max(0, (own?.major ?? majors.length) - since.major - 1);
}

function afterSkipped(skip: number): string {
  return skip === 0 ? 'in a later one' : `after ${counted(skip, 'more major release')}`;
}

/** Whether what the step takes away comes with this very release, so that no released code knows it. */
function isOfComingRelease({ operation, before }: Step, { releases }: Context): boolean {
  if (releases === undefined) return false;
  const known = subjectOf(operation, before);
  return known !== undefined && isUnreleased(known.origin, releases);
}

function isUnreleased({ migration }: Origin, { shippedIn }: ReleaseHistory): boolean {
  return shippedIn.size > 0 && !shippedIn.has(migration);
}

function subjectOf(operation: Operation, before: Step['before']): Table | TableColumn | undefined {
  switch (operation.kind) {
    case 'DropColumn':
    case 'RenameColumn':
    case 'AlterColumn':
      return findColumn(before, operation.table, operation.column);
    case 'DropTable':
    case 'RenameTable':
      return findTable(before, operation.table);
    default:
      return undefined;
  }
}

function preparationOf({ operation, before }: Step, { after }: MigrationView): Preparation {
  switch (operation.kind) {
    case 'DropColumn': {
      const copied = findColumn(before, operation.table, operation.column)?.copied;
      return copied === undefined ? { kind: 'unknown' } : { kind: 'by', origin: copied };
    }
    case 'DropTable': {
      const copied = findTable(before, operation.table)?.copied;
      return copied === undefined ? { kind: 'unknown' } : { kind: 'by', origin: copied };
    }
    case 'RenameColumn':
      return inPlace(`add ${displayName(operation.table)}.${operation.newName} beside ${operation.column}`);
    case 'RenameTable':
      // A view under the old name lets earlier code go on.
      return after.views.some(({ name }) => name.name === operation.table.name)
        ? { kind: 'unknown' }
        : inPlace(`create ${operation.newName.name} beside ${displayName(operation.table)}`);
    case 'AlterColumn':
      return preparationOfAlteration(operation, findColumn(before, operation.table, operation.column));
    default:
      return { kind: 'unknown' };
  }
}

function preparationOfAlteration(
  { table, column, change }: Operation<'AlterColumn'>,
  known: TableColumn | undefined,
): Preparation {
  if (known === undefined) return { kind: 'unknown' };
  if (change.nullable === false && known.nullable) return { kind: 'by', origin: known.filled ?? known.origin };
  if (change.type === undefined || change.type.text === known.type.text) return { kind: 'unknown' };
  return inPlace(`add a column of type ${change.type.text} beside ${displayName(table)}.${column}`);
}

function inPlace(instead: string): Preparation {
  return { kind: 'in-place', instead };
}
