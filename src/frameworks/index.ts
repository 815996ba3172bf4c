import { dbmate } from './dbmate/index.ts';
import { dbup } from './dbup/index.ts';
import { diesel } from './diesel/index.ts';
import { drizzle } from './drizzle/index.ts';
import { efCore } from './ef-core/index.ts';
import { ef6 } from './ef6/index.ts';
import { flyway } from './flyway/index.ts';
import type { Framework } from './framework.ts';
import { golangMigrate } from './golang-migrate/index.ts';
import { goose } from './goose/index.ts';
import { knex } from './knex/index.ts';
import { kysely } from './kysely/index.ts';
import { mikroOrm } from './mikro-orm/index.ts';
import { nodePgMigrate } from './node-pg-migrate/index.ts';
import { postgresMigrations } from './postgres-migrations/index.ts';
import { prisma } from './prisma/index.ts';
import { sequelize } from './sequelize/index.ts';
import { sql } from './sql/index.ts';
import { supabase } from './supabase/index.ts';
import { typeorm } from './typeorm/index.ts';
import { umzug } from './umzug/index.ts';

/** The registry, the most telling first: what one framework takes, the next ones do not see. */
export const frameworks: readonly Framework[] = [
  efCore,
  ef6,
  typeorm,
  sequelize,
  umzug,
  kysely,
  mikroOrm,
  nodePgMigrate,
  knex,
  drizzle,
  prisma,
  flyway,
  supabase,
  dbmate,
  goose,
  postgresMigrations,
  golangMigrate,
  diesel,
  dbup,
  sql,
];

/** What reads files of SQL that no tool has claimed. */
export const unclaimed: Framework = sql;

export function findFramework(name: string): Framework | undefined {
  return frameworks.find((framework) => framework.name === name);
}
