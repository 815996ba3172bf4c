import type { DialectName } from '../../model/names.ts';

/** How the statements of a file are set apart. */
export type Separation =
  /** A semicolon: the server, or the tool in its stead, sees what belongs together. */
  | 'semicolons'
  /** The tool cuts at semicolons, and has marks around what it must not cut. */
  | 'goose'
  /** The tool cuts at a mark of its own. */
  | 'breakpoints'
  /** A client reads the file line by line: GO in SQL Server, DELIMITER in MySQL. */
  | 'client';

/** Statements as a text that ends in a line break. */
export function scriptOf(statements: readonly string[], separation: Separation, dialect: DialectName): string {
  const inBatches = dialect === 'sqlserver' && separation !== 'client';
  const texts = statements.map((sql) =>
    inBatches && mustBeFirst.test(sql) ? `EXEC(N'${sql.replaceAll("'", "''")}')` : sql,
  );
  switch (separation) {
    case 'semicolons':
      return texts.map((sql) => `${sql};\n`).join('\n');
    case 'goose':
      return texts.map((sql) => (sql.includes(';') ? `${begin}\n${sql};\n${end}\n` : `${sql};\n`)).join('\n');
    case 'breakpoints':
      return `${texts.map((sql) => `${sql};`).join('\n--> statement-breakpoint\n')}\n`;
    case 'client':
      if (dialect === 'sqlserver') return texts.map((sql) => `${sql};\nGO\n`).join('\n');
      if (dialect === 'mysql') return texts.map(delimited).join('\n');
      return texts.map((sql) => `${sql};\n`).join('\n');
  }
}

const begin = '-- +goose StatementBegin';
const end = '-- +goose StatementEnd';

/** What SQL Server only takes as the first statement of a batch. */
const mustBeFirst = /^CREATE\s+(?:OR\s+ALTER\s+)?(?:VIEW|PROC(?:EDURE)?|FUNCTION|TRIGGER|SCHEMA)\b/i;

/** The clients of MySQL cut the body of a routine at its semicolons unless another mark ends the statement. */
function delimited(sql: string): string {
  const isBody = sql.includes(';') && /^CREATE\b/i.test(sql);
  return isBody ? `DELIMITER //\n${sql} //\nDELIMITER ;\n` : `${sql};\n`;
}
