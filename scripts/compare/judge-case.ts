import { resolveConfig } from '../../src/config/resolve.ts';
import type { Shipped } from '../../src/history/history.ts';
import { lintProject } from '../../src/lint/lint.ts';
import { openProject } from '../../src/lint/project.ts';
import { contentName } from '../../src/model/content-name.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { rules } from '../../src/rules/index.ts';
import { setupOf } from './setups.ts';
import type { Case } from './verdicts.ts';

const folder = 'migrations';

/** Plain SQL, file by file, with a record of what has run. */
const plainTool = 'postgres-migrations';

/**
 * What our rules find in a case, as the one new migration of a project. Tables that no migration created are there already.
 *
 * @param wanted the rules that are on
 * @param options of those that ask for more than they do by themselves
 */
export async function judgeCase(
  one: Case,
  wanted: readonly string[],
  options: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): Promise<readonly Diagnostic[]> {
  const { framework = plainTool, engineVersion, inTransaction } = one;
  const path = `${folder}/${one.file}`;
  const setup = framework === plainTool ? [[`${folder}/000_setup.sql`, setupOf(one.name)] as const] : [];
  const texts = new Map([...setup, [path, one.text]]);
  const config = resolveConfig(
    {
      extends: [],
      chains: [
        {
          name: 'case',
          framework,
          dialect: 'postgres',
          engineVersion,
          include: [`${folder}/**`],
          ...(framework === plainTool ? { transaction: inTransaction ? 'per-migration' : 'none' } : {}),
        },
      ],
      rules: Object.fromEntries(wanted.map((name) => [name, ['error', options[name] ?? {}] as const])),
    },
    { root: '/project', rules },
  );
  const project = await openProject({
    config,
    files: {
      paths: [...texts.keys()],
      read: (asked) => texts.get(asked),
      readHead: (asked, length) => texts.get(asked)?.slice(0, length),
    },
    shipped: () => Promise.resolve(shippedWith(new Map(setup), path)),
  });
  return lintProject(project, { today: '2026-01-01', startedAt: 0 }).diagnostics;
}

function shippedWith(texts: ReadonlyMap<string, string>, changed: string): Shipped {
  return {
    kind: 'commit',
    description: 'what is there',
    limits: [],
    commit: '0000000',
    paths: [...texts.keys()],
    changed: new Set([changed]),
    objects: new Map([...texts].map(([path, text]) => [path, contentName(Buffer.from(text))])),
    texts,
  };
}
