import { loadDialect } from '../../../src/dialects/index.ts';
import { traitsAt } from '../../../src/dialects/traits.ts';
import type { BaseRequest, KeptRows, WrittenBase } from '../../../src/baseline/write/index.ts';
import { writeBase } from '../../../src/baseline/write/index.ts';
import type { ChainSource, ReadContext } from '../../../src/frameworks/framework.ts';
import { frameworks } from '../../../src/frameworks/index.ts';
import type { Migration } from '../../../src/model/migration.ts';
import type { DialectName } from '../../../src/model/names.ts';
import { emptySchema } from '../../../src/schema/empty.ts';
import { replayAll } from '../../../src/schema/replay.ts';
import { filesOf } from '../../frameworks/sql/project.ts';

export interface Old {
  readonly framework: string;
  readonly dialect?: DialectName;
  /** Files beside the migrations; the migrations are those that the tool lists. */
  readonly files: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly data?: readonly KeptRows[];
  /** How many of the migrations stay. */
  readonly later?: number;
  readonly scope?: string;
}

/** A chain as its tool lists it, with the request for its base. */
export async function requestOf(old: Old): Promise<BaseRequest> {
  const { framework: named, dialect: name = 'postgres', folder = 'm', data = [], later = 0, scope } = old;
  const framework = frameworks.find((one) => one.name === named);
  if (framework === undefined) throw new Error(`no framework is called ${named}`);
  await framework.prepare?.();
  const dialect = await loadDialect(name);
  const files = filesOf(old.files);
  const chain: ChainSource = {
    name: folder,
    framework: named,
    dialect: name,
    folder,
    paths: files.paths.filter((path) => /\.(?:sql|cs|ts|js)$/.test(path)),
    evidence: [],
    ...(scope === undefined ? {} : { scope }),
  };
  const context: ReadContext = { files, chain, dialect };
  const entries = framework.list(chain, files);
  const kept = entries.slice(0, entries.length - later);
  const squashed = kept.map((entry): Migration => ({ ...framework.read(entry, context) }));
  const schema = squashed.reduce(
    (soFar, { id, up }) =>
      replayAll(
        soFar,
        up.flatMap((statement) => statement.operations),
        id,
      ),
    emptySchema(traitsAt(dialect, dialect.defaultVersion)),
  );
  return { framework, chain, dialect, files, squashed, later: entries.slice(entries.length - later), schema, data };
}

export async function baseOf(old: Old): Promise<WrittenBase> {
  const written = writeBase(await requestOf(old));
  if (written === undefined) throw new Error('no base was written');
  return written;
}

/** The text of the written file whose path ends so. */
export function textOf({ files }: WrittenBase, end: string): string {
  const file = files.find(({ path }) => path.endsWith(end));
  if (file === undefined) throw new Error(`${end} is not among ${files.map(({ path }) => path).join(', ')}`);
  return file.text;
}
