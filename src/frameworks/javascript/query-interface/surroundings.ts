import { lookUp } from '../../../model/look-up.ts';
import type { DialectName } from '../../../model/names.ts';
import type { Span } from '../../../model/span.ts';
import type { ProjectFiles } from '../../framework.ts';
import { host } from '../index.ts';
import { stringAt } from '../strings.ts';
import type { Surroundings } from '../surroundings.ts';
import type { HostValue, Value } from '../value.ts';
import { pathOf } from '../value.ts';

/** The evaluator's surroundings, and the transactions that were met so far. */
export interface SequelizeSurroundings extends Surroundings {
  /** The functions that run within `sequelize.transaction(…)`, and what stands between its call without one and `commit()`. */
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
  const begun: Span[] = [];
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
    resolve: (chain) => {
      const at = chain.links.at(-1)?.at;
      if (at !== undefined && isTransaction(chain)) begun.push(at);
      if (at !== undefined && isCommit(chain)) {
        const begin = begun.findLast(({ file, end }) => file === at.file && end <= at.start);
        if (begin !== undefined) transactions.push({ file: at.file, start: begin.end, end: at.start });
      }
      return resolved(chain, answers);
    },
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

function isCommit({ root, links }: HostValue): boolean {
  const last = links.at(-1);
  return last?.form === 'call' && last.name === 'commit' && root === 'transaction';
}
