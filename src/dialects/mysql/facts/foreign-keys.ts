import type { Lock } from '../../../model/facts.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Context } from './effect.ts';
import { brieflyOn, locksOn } from './locks.ts';
import { can } from './server.ts';

/**
 * The locks on the tables that foreign keys point to, while such a key comes or goes. MySQL 8.0 locks the definition of the
 * referenced table too ("FOREIGN KEY Constraints", Locking); MariaDB 10.11 waits for those who write to it, and not for
 * those who read.
 */
export function locksOnTargets(targets: readonly QualifiedName[], { server }: Context): readonly Lock[] {
  if (server.product === 'mariadb') return locksOn('S', ...targets);
  return can(server, { mysql: [8, 0, 0] }) ? brieflyOn('EXCLUSIVE', ...targets) : [];
}
