import type { ForeignKey, ReferentialAction } from '../../../model/table.ts';
import { stringCode } from '../../csharp/migrations/code.ts';
import { namesCode, optional } from './code.ts';

type NamedCode = readonly [name: string, code: string];

const actions: Readonly<Record<ReferentialAction, string | undefined>> = {
  'no-action': undefined,
  restrict: 'Restrict',
  cascade: 'Cascade',
  'set-null': 'SetNull',
  'set-default': 'SetDefault',
};

/** What a foreign key says of its target, in AddForeignKey as in CreateTable. */
export function referenceArguments({ target, targetColumns, onUpdate, onDelete }: ForeignKey): readonly NamedCode[] {
  const action = (name: string, value: ReferentialAction): readonly NamedCode[] => {
    const member = actions[value];
    return member === undefined ? [] : [[name, `ReferentialAction.${member}`]];
  };
  return [
    ...optional('principalSchema', target.schema),
    ['principalTable', stringCode(target.name)],
    ...(targetColumns.length === 0 ? [] : [namesCode('principalColumn', targetColumns)]),
    ...action('onUpdate', onUpdate),
    ...action('onDelete', onDelete),
  ];
}
