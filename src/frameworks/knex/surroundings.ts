import type { DialectName } from '../../model/names.ts';
import type { Span } from '../../model/span.ts';
import type { ProjectFiles } from '../framework.ts';
import type { Surroundings } from '../javascript/index.ts';
import { host } from '../javascript/index.ts';
import { stringAt } from '../javascript/strings.ts';
import type { HostValue, Value } from '../javascript/value.ts';
import { pathOf } from '../javascript/value.ts';
import { lookUp } from '../../model/look-up.ts';

interface Client {
  readonly client: string;
  readonly dialect: string;
  readonly driverName: string;
  readonly constructor: string;
}

/** What knex says of its client in each dialect; the configuration can name another driver. */
const clients: Readonly<Record<DialectName, Client>> = {
  postgres: { client: 'pg', dialect: 'postgresql', driverName: 'pg', constructor: 'Client_PG' },
  mysql: { client: 'mysql2', dialect: 'mysql', driverName: 'mysql2', constructor: 'Client_MySQL2' },
  sqlite: { client: 'sqlite3', dialect: 'sqlite3', driverName: 'sqlite3', constructor: 'Client_SQLite3' },
  sqlserver: { client: 'mssql', dialect: 'mssql', driverName: 'tedious', constructor: 'Client_MSSQL' },
};

/** What the evaluator has to know of knex. */
export function surroundingsOf(files: ProjectFiles, dialect: DialectName, client: string | undefined): Surroundings {
  const known = clients[dialect];
  const answers: Readonly<Record<string, string>> = {
    'client.config.client': client ?? known.client,
    'client.dialect': known.dialect,
    'client.driverName': client ?? known.driverName,
    'client.constructor.name': known.constructor,
  };
  return {
    files,
    runs: 'when-awaited',
    changesBuilders: true,
    packages: new Set([databaseInfo]),
    resolve: (chain) => resolved(chain, dialect, answers),
    inline: (chain) => (isTransaction(chain) ? [host('knex', chain.at)] : undefined),
  };
}

/** What knex-migrator's projects ask for the database with: `isMySQL(knex)`. */
const databaseInfo = '@tryghost/database-info';

const questions: Readonly<Record<string, DialectName>> = { isMySQL: 'mysql', isSQLite: 'sqlite' };

function resolved(
  chain: HostValue,
  dialect: DialectName,
  answers: Readonly<Record<string, string>>,
): Value | undefined {
  if (chain.root === databaseInfo) {
    const link = chain.links.at(-1);
    const asked = link?.form === 'call' ? lookUp(questions, link.name) : undefined;
    return asked === undefined ? undefined : { kind: 'boolean', value: asked === dialect, at: chain.at };
  }
  if (chain.root !== 'knex') return undefined;
  const last = chain.links.at(-1);
  if (isTransaction(chain) && last?.arguments.some(({ kind }) => kind === 'function') !== true)
    return host('knex', chain.at);
  if (last?.form !== 'property') return undefined;
  const answer = lookUp(answers, pathOf(chain));
  return answer === undefined ? undefined : text(answer, last.nameAt);
}

function text(value: string, at: Span): Value {
  return stringAt(value, at);
}

function isTransaction({ root, links }: HostValue): boolean {
  const last = links.at(-1);
  return root === 'knex' && last?.name === 'transaction' && last.form === 'call';
}
