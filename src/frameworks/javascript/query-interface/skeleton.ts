import type { NewMigration, Refused, Skeleton } from '../../framework.ts';
import { formOf, scriptSkeleton } from '../migrations/skeleton.ts';

/** A script of sequelize-cli, which opens no transaction by itself. */
export function skeleton(request: NewMigration): Skeleton | Refused {
  const form = formOf(request);
  if (form === 'typescript') return { refused: 'migrations of Sequelize are written here in JavaScript only' };
  const head = form === 'module' ? 'export default' : 'module.exports =';
  return scriptSkeleton(request, () => ({
    indentation: '    ',
    open: `'use strict';\n\n/** @type {import('sequelize-cli').Migration} */\n${head} {\n  async up(queryInterface) {\n`,
    between: '  },\n\n  async down(queryInterface) {\n',
    close: '  },\n};\n',
  }));
}
