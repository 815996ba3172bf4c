import { lookUp } from '../../../model/look-up.ts';
import type { DialectName } from '../../../model/names.ts';
import type { Span } from '../../../model/span.ts';
import type { ProjectFiles } from '../../framework.ts';
import { host } from '../index.ts';
import { stringAt } from '../strings.ts';
import type { Surroundings } from '../surroundings.ts';
import type { HostValue, Value } from '../value.ts';
import { pathOf } from '../value.ts';

/** The evaluator's surroundings, and the functions that were called with a transaction so far. */
export interface SequelizeSurroundings extends Surroundings {
  /** Where the functions stand that run within `sequelize.transaction(…)`. */
  readonly transactions: readonly Span[];
}

const dialectNames: Readonly<Record<DialectName, string>> = {
  postgres: 'postgres',
  mysql: 'mysql',
  sqlite: 'sqlite',
  sqlserver: 'mssql',
};

/** What the evaluator has to know of Sequelize. */
export function surroundingsOf(files: ProjectFiles, dialect: DialectName): SequelizeSurroundings {
  const transactions: Span[] = [];
  const name = dialectNames[dialect];
  const answers: Readonly<Record<string, string>> = {
    'sequelize.options.dialect': name,
    'sequelize.dialect.name': name,
    'sequelize.getDialect': name,
    'sequelize.config.dialect': name,
  };
  return {
    files,
    runs: 'on-call',
    packages: new Set(['sequelize']),
    transactions,
    resolve: (chain) => resolved(chain, answers),
    inline: (chain) => {
      const last = chain.links.at(-1);
      const callback = last?.arguments.find(({ kind }) => kind === 'function');
      if (!isTransaction(chain) || callback === undefined) return undefined;
      transactions.push(callback.at);
      return [host('transaction', callback.at)];
    },
  };
}

/** A transaction without a function is an object; operators become words, so that they can be keys of a condition. */
function resolved(chain: HostValue, answers: Readonly<Record<string, string>>): Value | undefined {
  const last = chain.links.at(-1);
  if (last === undefined) return undefined;
  const operator = /(?:^|\.)Op\.(\w+)$/.exec(pathOf(chain))?.[1];
  if (operator !== undefined) return stringAt(`$${operator}`, last.nameAt);
  if (isTransaction(chain) && !last.arguments.some(({ kind }) => kind === 'function')) {
    return host('transaction', last.at);
  }
  const answer = chain.root === 'queryInterface' ? lookUp(answers, pathOf(chain)) : undefined;
  return answer === undefined ? undefined : stringAt(answer, last.nameAt);
}

function isTransaction({ root, links }: HostValue): boolean {
  const last = links.at(-1);
  return last?.form === 'call' && last.name === 'transaction' && root === 'queryInterface';
}
