import { startPostgres } from './postgres.ts';

/** A process that starts a server, says where, and waits for a signal. */
const { url } = await startPostgres(16);
console.log(decodeURIComponent(new URL(url.replace('@/', '@localhost/')).searchParams.get('host') ?? ''));
setInterval(() => undefined, 1000);
