import { lookUp } from '../../model/look-up.ts';
import { printableLine } from '../../model/printable.ts';
import { keyOf } from './names.ts';
import type { LedgerRequest } from './request.ts';

/** What the tool itself has for it, as sentences; what it leaves to the script is said. */
const commands: Readonly<Record<string, (request: LedgerRequest) => readonly string[]>> = {
  prisma: ({ base }) => [
    `Prisma's own command, \`npx prisma migrate resolve --applied ${word(base.id)}\`, records the base and leaves the old rows, which \`migrate dev\` reports as missing from the folder.`,
  ],
  flyway: ({ base }) => [
    `Flyway's own commands: \`flyway repair\` marks the migrations whose files are gone as deleted, and leaves the base unrecorded; \`flyway baseline -baselineVersion=${word(keyOf(base))}\` is for a database without a history.`,
  ],
  supabase: ({ base, squashed }) => [
    `Supabase's own commands: \`supabase migration repair --status reverted ${word(squashed.length === 1 ? keyOf(squashed[0] ?? base) : '<each old version>')}\` and \`supabase migration repair --status applied ${word(keyOf(base))}\`; neither asks where the database is.`,
  ],
  'golang-migrate': ({ base }) => [
    `golang-migrate's own command is \`migrate force ${word(keyOf(base))}\`; it does not ask where the database is.`,
  ],
  typeorm: () => ["TypeORM's own command, `typeorm migration:run --fake`, records the base and leaves the old rows."],
  'node-pg-migrate': () => [
    "node-pg-migrate's own command, `node-pg-migrate up --fake`, records the base, and its check of the order stops at old rows.",
  ],
  knex: () => ['Knex refuses to start while a recorded file is missing: run the script before the old files are gone.'],
  kysely: () => [
    'Kysely refuses to start while a recorded migration is missing: run the script before the old files are gone.',
  ],
  ef6: () => [
    'The column Model holds the model as a compressed blob that only Entity Framework 6 can make. The row of the last migration keeps its own: it is the model that the base ends with, as long as `Add-Migration` finds nothing to change after the squash.',
  ],
};

export function commandsOf(request: LedgerRequest): readonly string[] {
  return lookUp(commands, request.framework.name)?.(request) ?? [];
}

/** A name as one word of a command that is shown, never run. */
function word(text: string): string {
  return printableLine(text);
}
