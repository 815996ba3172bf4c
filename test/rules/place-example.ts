import type { ExampleFile } from '../../scripts/pages/example-files.ts';
import type { Example } from '../../scripts/pages/parse-page.ts';

/** A file of an example as it lies in the project: mere statements get the class or the function around them. */
export interface PlacedFile {
  readonly path: string;
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** Where a file of an example goes when it does not say so itself. */
interface Position {
  /** Its place in the order of migrations. */
  readonly number: number;
  /** A word that tells it from the others, which can be a part of a class's name. */
  readonly name: string;
}

type Place = (file: ExampleFile, position: Position) => PlacedFile;

/** The paths of an example that are migrations; what lies elsewhere is configuration beside them. */
export function migrationPaths({ language }: Example): string {
  return isScript(language) ? 'migrations/**' : '**';
}

/** Puts a file of an example where its framework looks for migrations. */
export function placeExample({ language, framework = 'sql' }: Example, file: ExampleFile, at: Position): PlacedFile {
  // A file of another kind beside the migrations.
  if (file.path !== undefined && !file.path.endsWith(`.${language}`)) {
    return { path: file.path, before: '', text: file.text, after: '' };
  }
  if (language === 'cs') return placeClass(file, at);
  if (isScript(language)) return placeScript(framework, language)(file, at);
  const path = file.path ?? `migrations/${ordered(at)}_${at.name}.sql`;
  return { path, before: '', text: file.text, after: '' };
}

function isScript(language: string): boolean {
  return language === 'ts' || language === 'js';
}

function ordered({ number }: Position): string {
  return String(number).padStart(4, '0');
}

function placeClass({ path, text }: ExampleFile, at: Position): PlacedFile {
  const file = path ?? `Migrations/2024010100${ordered(at)}_${at.name}.cs`;
  if (/\bclass\b/.test(text)) return { path: file, before: '', text, after: '' };
  const open = `public partial class ${at.name}${ordered(at)} : Migration\n{\n`;
  if (/\boverride void Up\b/.test(text)) return { path: file, before: open, text, after: '}\n' };
  const up = 'protected override void Up(MigrationBuilder migrationBuilder)';
  return { path: file, before: `${open}${up}\n{\n`, text, after: '}\n}\n' };
}

/** What stands around statements in a migration of a tool, and how the file is called. */
interface ScriptForm {
  readonly file: (at: Position) => string;
  readonly open: (at: Position) => string;
  readonly close: string;
}

const dated = (at: Position): string => `2024010100${ordered(at)}_${at.name.toLowerCase()}`;

const scriptForms: Readonly<Record<string, ScriptForm>> = {
  knex: { file: dated, open: () => 'export async function up(knex) {\n', close: '}\n' },
  kysely: { file: dated, open: () => 'export async function up(db: Kysely<unknown>): Promise<void> {\n', close: '}\n' },
  typeorm: {
    file: (at) => `170000000${ordered(at)}-${at.name}`,
    open: (at) =>
      `import { MigrationInterface, QueryRunner, Table, TableColumn } from 'typeorm';\nexport class ${at.name}170000000${ordered(at)} implements MigrationInterface {\nasync up(queryRunner: QueryRunner): Promise<void> {\n`,
    close: '}\n}\n',
  },
  sequelize: { file: dated, open: () => 'export async function up(queryInterface, Sequelize) {\n', close: '}\n' },
};

function placeScript(framework: string, language: string): Place {
  const form = scriptForms[framework];
  if (form === undefined) throw new Error(`pages cannot show scripts of ${framework}`);
  return ({ path, text }, at) => {
    const file = path ?? `migrations/${form.file(at)}.${language}`;
    const isWhole = path !== undefined || /\bexports?\b/.test(text);
    return isWhole
      ? { path: file, before: '', text, after: '' }
      : { path: file, before: form.open(at), text, after: form.close };
  };
}
