import { describe, expect, it } from 'vitest';
import { meanings, places } from './read.ts';

const table = { name: 't' };

describe('ALTER TABLE', () => {
  it.each([
    ['ADD a int', [{ kind: 'AddColumn', table, column: { name: 'a' } }]],
    ['ADD COLUMN a int FIRST', [{ kind: 'AddColumn', position: { after: undefined } }]],
    ['ADD COLUMN a int AFTER b', [{ kind: 'AddColumn', position: { after: 'b' } }]],
    ['ADD COLUMN (a int, b int)', [{ column: { name: 'a' } }, { column: { name: 'b' } }]],
    ['ADD COLUMN IF NOT EXISTS a int', [{ kind: 'AddColumn', guards: [{ kind: 'if-not-exists' }] }]],
    ['ADD a int UNIQUE', [{ kind: 'AddColumn' }, { kind: 'AddUnique', constraint: { columns: ['a'] } }]],
    ['ADD PRIMARY KEY (a)', [{ kind: 'AddPrimaryKey', constraint: { columns: ['a'] } }]],
    ['ADD UNIQUE u (a)', [{ kind: 'AddUnique', constraint: { name: 'u' } }]],
    ['ADD UNIQUE u (a(5))', [{ kind: 'CreateIndex', index: { name: 'u', unique: true } }]],
    ['ADD INDEX i (a)', [{ kind: 'CreateIndex', index: { name: 'i', unique: false } }]],
    ['ADD CONSTRAINT c CHECK (a > 0)', [{ kind: 'AddCheck', constraint: { name: 'c' } }]],
    ['ADD FOREIGN KEY (a) REFERENCES u (b)', [{ kind: 'AddForeignKey', constraint: { target: { name: 'u' } } }]],
    ['DROP a', [{ kind: 'DropColumn', column: 'a' }]],
    ['DROP COLUMN a', [{ kind: 'DropColumn', column: 'a' }]],
    ['DROP PRIMARY KEY', [{ kind: 'DropConstraint', constraint: 'PrimaryKey' }]],
    ['DROP FOREIGN KEY f', [{ kind: 'DropConstraint', name: 'f', constraint: 'ForeignKey' }]],
    ['DROP CHECK c', [{ kind: 'DropConstraint', name: 'c', constraint: 'Check' }]],
    ['DROP CONSTRAINT c', [{ kind: 'DropConstraint', name: 'c' }]],
    ['DROP INDEX i', [{ kind: 'DropIndex', name: { name: 'i' }, table }]],
    ['ALTER COLUMN a SET DEFAULT 1', [{ kind: 'AlterColumn', column: 'a', change: { default: { sql: '1' } } }]],
    ['ALTER a DROP DEFAULT', [{ kind: 'AlterColumn', column: 'a', change: { default: null } }]],
    ['ALTER INDEX i INVISIBLE', [{ kind: 'AlterIndex', attributes: { visible: 'no' } }]],
    ['ALTER CHECK c NOT ENFORCED', [{ kind: 'AlterConstraint', name: 'c', attributes: { enforced: 'no' } }]],
    ['RENAME COLUMN a TO b', [{ kind: 'RenameColumn', column: 'a', newName: 'b' }]],
    ['RENAME INDEX a TO b', [{ kind: 'RenameIndex', name: { name: 'a' }, newName: 'b' }]],
    ['RENAME u', [{ kind: 'RenameTable', newName: { name: 'u' } }]],
    ['RENAME TO u', [{ kind: 'RenameTable', newName: { name: 'u' } }]],
    ['ENGINE = InnoDB', [{ kind: 'AlterTable', attributes: { engine: 'InnoDB' } }]],
    ['ADD SYSTEM VERSIONING', [{ kind: 'AlterTable', attributes: { 'system-versioning': 'yes' } }]],
    ['FORCE', [{ kind: 'AlterTable', attributes: {}, execution: { force: 'rebuild' } }]],
    ['DROP PARTITION p, q', [{ kind: 'AlterTable', attributes: {}, execution: { 'drop-partition': 'p, q' } }]],
  ])('reads %s', (action, expected) => {
    expect(meanings(`ALTER TABLE t ${action}`)).toMatchObject(expected);
  });

  it('takes what MODIFY leaves out as gone', () => {
    expect(meanings('ALTER TABLE t MODIFY COLUMN a varchar(20) NOT NULL AFTER b')).toMatchObject([
      {
        ...{ kind: 'AlterColumn', column: 'a', position: { after: 'b' } },
        change: {
          ...{ type: { text: 'varchar(20)' }, nullable: false, default: null, identity: null, generated: null },
          ...{ onUpdate: null, collation: null, comment: null },
        },
      },
    ]);
  });

  it('reads CHANGE as a renaming and a new definition', () => {
    expect(meanings('ALTER TABLE t CHANGE a b int')).toMatchObject([
      { kind: 'RenameColumn', column: 'a', newName: 'b' },
      { kind: 'AlterColumn', column: 'b', change: { type: { text: 'int' } } },
    ]);
  });

  it('reads CHANGE to the same name as a new definition only', () => {
    expect(meanings('ALTER TABLE t CHANGE a a int')).toMatchObject([{ kind: 'AlterColumn', column: 'a' }]);
  });

  it('tells the conversion of all columns from a new default', () => {
    expect(meanings('ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4; ALTER TABLE t CHARACTER SET utf8mb4')).toEqual([
      { kind: 'AlterTable', table, attributes: { charset: 'utf8mb4' }, execution: { convert: 'columns' } },
      { kind: 'AlterTable', table, attributes: { charset: 'utf8mb4' } },
    ]);
  });

  it('gives ALGORITHM and LOCK to every action, wherever they stand', () => {
    const execution = { algorithm: 'inplace', lock: 'none' };
    expect(meanings('ALTER TABLE t ADD a int, ALGORITHM=INPLACE, DROP b, LOCK = NONE')).toMatchObject([
      { kind: 'AddColumn', execution },
      { kind: 'DropColumn', execution },
    ]);
  });

  it('gives each of several actions its own span', () => {
    expect(places('ALTER TABLE t ADD a decimal(5, 2), DROP b')).toEqual([
      ['AddColumn', 'ADD a decimal(5, 2)'],
      ['DropColumn', 'DROP b'],
    ]);
  });

  it('gives a single action the span of the statement', () => {
    expect(places('ALTER TABLE t ADD a int;')).toEqual([['AddColumn', 'ALTER TABLE t ADD a int']]);
  });

  it('reads a table without actions as a change of nothing', () => {
    expect(meanings('ALTER TABLE t')).toEqual([{ kind: 'AlterTable', table, attributes: {} }]);
  });

  it('guards every action of a table that may be missing', () => {
    const guards = [{ kind: 'object', exists: true, object: { type: 'table', name: table } }];
    expect(meanings('ALTER TABLE IF EXISTS t DROP a, DROP b')).toMatchObject([{ guards }, { guards }]);
  });
});

describe('CREATE INDEX and DROP INDEX', () => {
  it('reads kinds, parts and options', () => {
    expect(meanings('CREATE UNIQUE INDEX i USING HASH ON s.t (a, b(3)) COMMENT "c" ALGORITHM = INPLACE')).toEqual([
      {
        ...{ kind: 'CreateIndex', table: { schema: 's', name: 't' }, concurrently: false },
        index: {
          ...{ name: 'i', unique: true, method: 'hash', attributes: { comment: 'c' } },
          parts: [{ column: 'a' }, { column: 'b', prefix: 3 }],
        },
        execution: { algorithm: 'inplace' },
      },
    ]);
  });

  it('reads the drop of an index with its table', () => {
    expect(meanings('DROP INDEX i ON t')).toEqual([
      { kind: 'DropIndex', name: { name: 'i' }, table, concurrently: false, cascade: false },
    ]);
  });

  it('reads the drop of the index PRIMARY as that of the primary key', () => {
    expect(meanings('DROP INDEX `PRIMARY` ON t')).toMatchObject([{ kind: 'DropConstraint', constraint: 'PrimaryKey' }]);
  });
});
