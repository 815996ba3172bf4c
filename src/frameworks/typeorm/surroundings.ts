import { lookUp } from '../../model/look-up.ts';
import type { DialectName } from '../../model/names.ts';
import type { ProjectFiles } from '../framework.ts';
import type { Surroundings } from '../javascript/surroundings.ts';
import { stringAt } from '../javascript/strings.ts';
import type { HostValue, Value } from '../javascript/value.ts';
import { pathOf } from '../javascript/value.ts';

/** What `DataSource.options.type` is in a chain of each dialect, unless the project says another driver. */
const types: Readonly<Record<DialectName, string>> = {
  postgres: 'postgres',
  mysql: 'mysql',
  sqlite: 'sqlite',
  sqlserver: 'mssql',
};

/** The ways from a query runner to what says which database it is. */
const questions: readonly string[] = [
  'connection.options.type',
  'dataSource.options.type',
  'manager.connection.options.type',
  'manager.dataSource.options.type',
  'connection.driver.options.type',
  'dataSource.driver.options.type',
];

/** What the evaluator has to know of TypeORM. */
export function surroundingsOf(files: ProjectFiles, dialect: DialectName, type: string | undefined): Surroundings {
  const answers = Object.fromEntries(questions.map((question) => [question, type ?? types[dialect]]));
  return {
    files,
    runs: 'on-call',
    packages: new Set(['typeorm']),
    resolve: (chain) => resolved(chain, answers),
  };
}

function resolved(chain: HostValue, answers: Readonly<Record<string, string>>): Value | undefined {
  const last = chain.links.at(-1);
  if (chain.root !== 'queryRunner' || last?.form !== 'property') return undefined;
  const answer = lookUp(answers, pathOf(chain));
  return answer === undefined ? undefined : stringAt(answer, last.nameAt);
}
