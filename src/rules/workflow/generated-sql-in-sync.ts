import type { Difference } from '../../schema/differences.ts';
import { differencesBetween, isOrderOfColumns } from '../../schema/differences.ts';
import { factsOf } from '../../schema/catalog-facts.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { GeneratedScript, GeneratedView, PartEffect, ScriptPart } from '../generated-view.ts';
import type { ChainView, Report } from '../rule.ts';
import { listed } from '../words.ts';
import { constantsOf, copiesOf, versionsOf } from './generated-programs.ts';

export default defineRule({
  name: 'generated-sql-in-sync',
  category: 'workflow',
  severity: 'error',
  presets: ['generated-sql'],
  summary: 'Scripts or constants that are generated from the migrations are missing, stale or in another order',
  options: noOptions,
  on: {
    chain(chain, { report }) {
      const { generated } = chain;
      if (generated === undefined) return;
      const findings = [
        ...emptyGlobs(generated, chain),
        ...(generated.scripts.length === 0 ? [] : scriptsOf(generated, chain)),
        ...constantsOf(generated, chain),
        ...versionsOf(generated, chain),
        ...copiesOf(generated, chain),
      ];
      for (const finding of findings) report(finding);
    },
  },
});

/** What is made from the migrations, and who notices when it is not made again. */
const staleScript = 'whoever runs the scripts instead of the migrations gets another database, and nothing says so';
const again = 'run the generator again, and commit what it writes';

function emptyGlobs({ empty }: GeneratedView, chain: ChainView): readonly Report[] {
  return empty.map(({ setting, glob }) => ({
    at: chain.place,
    message: `generated.${setting} of chain ${chain.name} names no file: ${glob}`,
    why: 'what is not there cannot be in sync',
    remedy: `generate the files, or mend the glob in the configuration; files that git ignores are not seen`,
  }));
}

function scriptsOf({ scripts }: GeneratedView, chain: ChainView): readonly Report[] {
  const covered = new Set(scripts.flatMap(({ parts }) => parts.map(({ migration }) => migration)));
  const missing = chain.links.flatMap(({ migration }): readonly Report[] =>
    covered.has(migration.id) || migration.repeatable === true
      ? []
      : [
          {
            at: migration.head,
            message: `${migration.id} is in none of the generated scripts`,
            why: staleScript,
            remedy: again,
          },
        ],
  );
  return [...missing, ...stepsMissing(scripts, chain), ...scripts.flatMap((script) => ofScript(script, chain))];
}

/** A migration between others that have a script of their own, and that is in a script of all migrations only. */
function stepsMissing(scripts: readonly GeneratedScript[], chain: ChainView): readonly Report[] {
  const steps = new Set(scripts.flatMap(({ parts }) => (parts.length === 1 ? [parts[0]?.migration] : [])));
  const whole = new Set(scripts.flatMap(({ parts }) => (parts.length > 1 ? parts.map((part) => part.migration) : [])));
  const first = chain.links.findIndex(({ migration }) => steps.has(migration.id));
  if (first === -1) return [];
  return chain.links.slice(first).flatMap(({ migration }) =>
    steps.has(migration.id) || !whole.has(migration.id) || migration.repeatable === true
      ? []
      : [
          {
            at: migration.head,
            message: `${migration.id} has no generated script of its own, as the migrations around it have`,
            why: staleScript,
            remedy: again,
          },
        ],
  );
}

function ofScript({ file, parts }: GeneratedScript, chain: ChainView): readonly Report[] {
  const at = { file, start: 0, end: 0 };
  if (parts.length === 0) {
    return [
      {
        at,
        message: `${file} is the script of no migration`,
        why: 'neither its name nor a row for the ledger says which migration it is made from',
        remedy: 'delete it, or leave it out of generated.scripts in the configuration',
      },
    ];
  }
  const order = parts.map(({ migration }) => chain.links.findIndex((link) => link.migration.id === migration));
  const outOfTurn = order.findIndex((place, index) => index > 0 && place !== -1 && place < (order[index - 1] ?? -1));
  const swapped = parts[outOfTurn];
  return [
    ...parts.flatMap((part) => ofPart(part, file)),
    ...(swapped === undefined
      ? []
      : [
          {
            at: swapped.at,
            message: `${file} runs ${swapped.migration} after ${parts[outOfTurn - 1]?.migration ?? ''}, the chain runs it before`,
            why: staleScript,
            remedy: again,
          },
        ]),
  ];
}

/**
 * Where the script and the migration part. A table that the tool makes anew it makes after its own picture: without
 * defaults that were for old rows, and with the names of indexes that it finds there.
 */
function differencesIn({ migration, script, remade }: PartEffect): readonly Difference[] {
  const all = differencesBetween(factsOf(migration, 'as-printed'), factsOf(script, 'as-printed'));
  const isOfRemade = ({ subject }: Difference): boolean => remade.some((key) => subject.startsWith(`table ${key}, `));
  const isIndex = ({ subject }: Difference): boolean => /^table [^,]+, index /.test(subject);
  return all.filter((one) => {
    if (isOrderOfColumns(one)) return false;
    if (!isOfRemade(one)) return true;
    if (one.subject.endsWith(', default')) return one.new !== 'none';
    const twin = (other: Difference): boolean =>
      isIndex(other) && isOfRemade(other) && (one.old ?? other.old) === (one.new ?? other.new);
    return (
      !isIndex(one) ||
      (one.old !== undefined && one.new !== undefined) ||
      !all.some((other) => other !== one && twin(other))
    );
  });
}

/** The differences of one part that are shown. */
const shown = 6;

function ofPart({ migration, at, effect }: ScriptPart, file: string): readonly Report[] {
  if (effect === undefined) {
    return [
      {
        at,
        message: `${file} runs ${migration}, which is not in the chain`,
        why: staleScript,
        remedy: 'delete the script, or bring the migration back',
      },
    ];
  }
  const said = differencesIn(effect).map(({ subject, old, new: now }) => {
    if (now === undefined) return `${subject}: not in the script`;
    if (old === undefined) return `${subject}: in the script only`;
    return `${subject}: ${old} in the migration, ${now} in the script`;
  });
  const isSameData = effect.scriptRows.join('\n') === effect.migrationRows.join('\n');
  if (said.length === 0 && isSameData) return [];
  const parts = [...(said.length === 0 ? [] : ['the schema']), ...(isSameData ? [] : ['the rows'])];
  return [
    {
      at,
      message: `${file} does something else to ${listed(parts)} than ${migration}`,
      why: staleScript,
      remedy: [
        `${again}; they differ in:`,
        ...said.slice(0, shown).map((one) => `    ${one}`),
        ...(said.length > shown ? [`    and ${String(said.length - shown)} more`] : []),
        ...(isSameData ? [] : ['    what is done to rows']),
      ].join('\n'),
    },
  ];
}
