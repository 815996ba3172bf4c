import type { MessagePort } from 'node:worker_threads';
import { loadDialect } from '../../dialects/index.ts';
import type { MigrationEntry } from '../../frameworks/framework.ts';
import { findFramework } from '../../frameworks/index.ts';
import { workTreeFiles } from '../../frameworks/project-files.ts';
import { outlineOf } from '../cache/lazy-migration.ts';
import type { NamedFiles } from '../cache/looks.ts';
import { contentLooks } from '../cache/looks.ts';
import { packed } from '../cache/packs.ts';
import { watch } from '../memory.ts';
import type { Reader } from '../reading.ts';
import { readMigration } from '../reading.ts';
import type { Order, Share, WrittenReading } from './share.ts';

/** What a thread does: each share is answered with its readings, in the order of the entries, until it is told to end. */
export async function serveShares(port: MessagePort): Promise<void> {
  let files: NamedFiles = workTreeFiles('.', { paths: [] });
  let answered = Promise.resolve();
  port.on('message', (order: Order) => {
    switch (order.kind) {
      case 'open':
        files = workTreeFiles(order.root, order);
        return;
      case 'read':
        answered = answered.then(async () => {
          const readings = await readShare(order, files);
          port.postMessage(
            readings,
            readings.map(({ body }) => body.buffer),
          );
        });
        return;
      case 'end':
        port.close();
    }
  });
  await new Promise((resolve) => port.once('close', resolve));
  await answered;
}

async function readShare({ chain, entries }: Share, files: NamedFiles): Promise<readonly WrittenReading[]> {
  const framework = findFramework(chain.framework);
  if (framework === undefined) return [];
  const dialect = await loadDialect(chain.dialect);
  await framework.prepare?.();
  return entries.map((entry) => readWritten({ chain, framework, dialect }, entry, files));
}

function readWritten(reader: Reader, entry: MigrationEntry, files: NamedFiles): WrittenReading {
  const { watched, looks } = watch(files);
  const { body, ...outline } = outlineOf(readMigration(reader, entry, watched));
  return { ...outline, looks: contentLooks(looks, files), body: packed(body) };
}
