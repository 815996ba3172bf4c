import { describe, expect, it } from 'vitest';
import { creationOf } from '../../src/schema/creation.ts';
import { emptySchema } from '../../src/schema/empty.ts';
import { replayAll } from '../../src/schema/replay.ts';
import { describeTable, inconsistenciesOf, schemaAfter } from './replaying.ts';

describe('the operations that create a schema', () => {
  it('give the schema back, whatever way it came about', async () => {
    const schema = await schemaAfter(
      'postgres',
      `create type mood as enum ('sad', 'happy');
       create table b (id int primary key, mood mood not null);
       create table a (id int primary key, b_id int references b (id) on delete cascade);
       create index a_b on a (b_id)`,
      'alter table b add column note text; alter table a drop constraint a_b_id_fkey; alter table a add constraint again foreign key (b_id) references b',
    );
    const again = replayAll(emptySchema(schema.traits), creationOf(schema), 'again');
    expect(inconsistenciesOf(again)).toEqual([]);
    for (const name of ['a', 'b']) expect(describeTable(again, name)).toEqual(describeTable(schema, name));
    expect(again.types.get('mood')?.values).toEqual(['sad', 'happy']);
  });
});
