import type { Dialect } from '../../../dialects/dialect.ts';
import { plainText } from '../../../model/source-text.ts';
import type { Arguments } from '../../csharp/migrations/arguments.ts';
import { membersMade } from '../../csharp/migrations/lambdas.ts';
import type { Meaning } from '../../csharp/migrations/reading.ts';
import { only, qualified } from '../../csharp/migrations/reading.ts';
import { columnCall, typeTextOf } from '../columns.ts';
import { parameterSignature } from '../signatures.ts';
import type { Reader, Reading } from './reading.ts';
import { named } from './reading.ts';

/** CreateStoredProcedure and AlterStoredProcedure: the statement that the generator writes, read by the dialect. */
export function storedProcedure(verb: 'CREATE' | 'ALTER'): Reader {
  return ({ args, span }: Reading): Meaning => {
    const { dialect } = args;
    const { schema, name } = named(args, 'name');
    const body = args.text('body').trim() || 'RETURN';
    const parameters = parametersOf(args).join(', ');
    if (dialect.traits.name !== 'sqlserver') return only(procedure(args, parameters, body, verb === 'ALTER', span));

    const target = [schema, name].flatMap((part) => (part === undefined ? [] : [`[${part.replaceAll(']', ']]')}]`]));
    const text = `${verb} PROCEDURE ${target.join('.')} ${parameters}\nAS\nBEGIN\n${body}\nEND`;
    const { statements } = dialect.read(plainText(span.file, text));
    return {
      operations: statements.flatMap(({ operations }) => operations.map((operation) => ({ ...operation, span }))),
    };
  };
}

/** Where the statement is not known, its meaning. */
function procedure(
  args: Arguments,
  parameters: string,
  body: string,
  replace: boolean,
  span: Reading['span'],
): Meaning['operations'][number] {
  const definition = `(${parameters}) ${body}`.replace(/\s+/g, ' ');
  const name = named(args, 'name');
  return {
    kind: 'CreateRoutine',
    span,
    name,
    routineType: 'procedure',
    replace,
    language: 'sql',
    definition,
    uses: [],
  };
}

/** `@id int = 0 OUT`, for each member of the parameters' lambda. */
function parametersOf(args: Arguments): readonly string[] {
  const lambda = args.expression('parametersAction');
  if (lambda === undefined) return [];
  const made = membersMade(lambda);
  if (made === undefined) {
    const detail = 'the parameters of the procedure are not a lambda that makes an object';
    args.findings.obstacles.push({ reason: 'not-recognised', detail });
    return [];
  }
  return made.members.flatMap(({ name, value }) => {
    const call = columnCall(value, made.builder, args, parameterSignature);
    if (call === undefined) return [];
    const { args: own } = call;
    const initial = own.literal('defaultValue') ?? own.sqlExpression('defaultValueSql');
    return [
      [
        `${sigil(args.dialect)}${own.optionalText('name') ?? name} ${typeTextOf(call)}`,
        ...(initial === undefined ? [] : [`= ${initial.sql}`]),
        ...(own.flag('outParameter') ? ['OUT'] : []),
      ].join(' '),
    ];
  });
}

function sigil(dialect: Dialect): string {
  return dialect.traits.name === 'sqlserver' ? '@' : '';
}

export function dropStoredProcedure({ args, span }: Reading): Meaning {
  return only({ kind: 'DropRoutine', span, name: named(args, 'name'), routineType: 'procedure', cascade: false });
}

export function renameStoredProcedure({ args, span }: Reading): Meaning {
  const name = named(args, 'name');
  const newName = qualified(args.text('newName'), name.schema);
  return only({ kind: 'RenameRoutine', span, name, routineType: 'procedure', newName });
}

export function moveStoredProcedure({ args, span }: Reading): Meaning {
  const name = named(args, 'name');
  const newName = qualified(name.name, args.optionalText('newSchema') ?? 'dbo');
  return only({ kind: 'RenameRoutine', span, name, routineType: 'procedure', newName });
}
