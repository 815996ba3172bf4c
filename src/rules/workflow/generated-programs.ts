import type { GeneratedScript, GeneratedSource, GeneratedView, StringConstant } from '../generated-view.ts';
import type { ChainView, Report } from '../rule.ts';
import { listed } from '../words.ts';

const staleProgram = 'a program that runs these constants brings its database to another state than the migrations do';
const again = 'run the generator again, and commit what it writes';

/** What is wrong with the constants that are made from the scripts. */
export function constantsOf({ constants, scripts }: GeneratedView, chain: ChainView): readonly Report[] {
  const ids = idsOf(chain);
  return constants.flatMap((source): readonly Report[] => {
    const held = scriptsIn(source, ids);
    const matched = scripts.map((script) => ({ script, constant: held.find(({ text }) => text === script.text) }));
    const stale = held.filter((constant) => !scripts.some(({ text }) => text === constant.text));
    const unmatched = matched.flatMap(({ script, constant }) => (constant === undefined ? [script] : []));
    const pairs = unmatched.map((script) => ({ script, constant: stale.find((one) => isOfSame(one, script, ids)) }));
    const orphans = stale.filter((constant) => !pairs.some((pair) => pair.constant === constant));
    return [
      ...pairs.map(({ script, constant }) => withoutConstant(source, script, constant)),
      ...orphans.map((constant) => ({
        at: constant.at,
        message: `${source.file} holds the script of ${ids.filter((id) => constant.text.includes(id)).at(-1) ?? 'a migration'}, which is not among the generated scripts`,
        why: staleProgram,
        remedy: `${again}: the script is missing, or the constant is left over`,
      })),
      ...outOfOrder(source, matched),
    ];
  });
}

/** The constants that run a migration: they name one. */
function scriptsIn({ strings }: GeneratedSource, ids: readonly string[]): readonly StringConstant[] {
  return strings.filter(({ text }) => /\s/.test(text) && ids.some((id) => text.includes(id)));
}

function isOfSame({ text }: StringConstant, script: GeneratedScript, ids: readonly string[]): boolean {
  const named = (one: string): string => ids.filter((id) => one.includes(id)).join('\n');
  return named(text) === named(script.text);
}

function withoutConstant(source: GeneratedSource, script: GeneratedScript, constant?: StringConstant): Report {
  if (constant === undefined) {
    return {
      at: source.strings.at(-1)?.at ?? { file: source.file, start: 0, end: 0 },
      message: `${source.file} does not hold ${script.file}`,
      why: staleProgram,
      remedy: again,
    };
  }
  const [inConstant, inScript] = firstDifference(constant.text, script.text);
  return {
    at: constant.at,
    message: `this constant is not what ${script.file} holds`,
    why: staleProgram,
    remedy: [`${again}; the first line that differs:`, `    here:   ${inConstant}`, `    script: ${inScript}`].join(
      '\n',
    ),
    related: [{ span: { file: script.file, start: 0, end: 0 }, message: 'the script' }],
  };
}

function firstDifference(one: string, other: string): readonly [string, string] {
  const [lines, others] = [one.split('\n'), other.split('\n')];
  const at = Array.from({ length: Math.max(lines.length, others.length) }).findIndex(
    (_, line) => lines[line] !== others[line],
  );
  return [(lines[at] ?? '(nothing)').trim(), (others[at] ?? '(nothing)').trim()];
}

interface Matched {
  readonly script: GeneratedScript;
  readonly constant: StringConstant | undefined;
}

/** Constants stand in the order of the scripts. */
function outOfOrder({ file }: GeneratedSource, matched: readonly Matched[]): readonly Report[] {
  const present = matched.flatMap(({ script, constant }) => (constant === undefined ? [] : [{ script, constant }]));
  const swapped = present.find(
    ({ constant }, at) => at > 0 && constant.at.start < (present[at - 1]?.constant.at.start ?? 0),
  );
  if (swapped === undefined) return [];
  const before = present[present.indexOf(swapped) - 1]?.script.file ?? '';
  return [
    {
      at: swapped.constant.at,
      message: `${file} holds ${swapped.script.file} before ${before}, the scripts stand the other way round`,
      why: staleProgram,
      remedy: again,
    },
  ];
}

/** Migrations whose version no list of versions names. */
export function versionsOf({ versions }: GeneratedView, chain: ChainView): readonly Report[] {
  return versions.flatMap(({ file, strings }) => {
    const listedThere = new Set(strings.map(({ text }) => text));
    const missing = chain.links.filter(({ migration }) => !namesOf(migration.id).some((name) => listedThere.has(name)));
    return missing.map(({ migration }) => ({
      at: strings.at(-1)?.at ?? { file, start: 0, end: 0 },
      message: `${file} does not name version ${namesOf(migration.id)[0] ?? migration.id} of ${migration.id}`,
      why: 'programs learn from this list that there is something to upgrade to: this migration they never run',
      remedy: `add it to ${file}`,
      related: [{ span: migration.head, message: 'the migration' }],
    }));
  });
}

/** What a list can call a migration: its version, or its id. */
function namesOf(id: string): readonly string[] {
  const version = /(?:^|[_-])v?(\d+\.\d+\.\d+)(?![\d.])/.exec(id)?.[1];
  return version === undefined ? [id] : [version, id];
}

/** Copies that lack what the programs they were built from hold. */
export function copiesOf({ copies, constants, versions, scripts }: GeneratedView, chain: ChainView): readonly Report[] {
  const ids = idsOf(chain);
  const wanted = constants.length > 0 ? constants.flatMap((source) => scriptsIn(source, ids)) : scripts;
  const names = new Set(chain.links.flatMap(({ migration }) => namesOf(migration.id)));
  const numbers = versions.flatMap(({ strings }) => strings.filter(({ text }) => names.has(text)));
  return copies.flatMap(({ file, strings }): readonly Report[] => {
    const held = new Set(strings.map(({ text }) => text));
    const lacking = [
      ...wanted
        .filter(({ text }) => !held.has(text))
        .map(({ text }) => `the script of ${ids.filter((id) => text.includes(id)).at(-1) ?? 'a migration'}`),
      ...[...new Set(numbers.map(({ text }) => text))]
        .filter((text) => !held.has(text))
        .map((text) => `version ${text}`),
    ];
    if (lacking.length === 0) return [];
    return [
      {
        at: { file, start: 0, end: 0 },
        message: `${file} does not hold what it is a copy of: ${listed(lacking)}`,
        why: 'whoever ships with this copy knows other versions, or runs other statements, than the rest',
        remedy: 'build the copies again and commit them',
      },
    ];
  });
}

function idsOf(chain: ChainView): readonly string[] {
  return chain.links.map(({ migration }) => migration.id);
}
