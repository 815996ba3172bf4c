/** What a statement would reach outside of the scratch database. */
const reaches = {
  server: 'what all databases of the server share',
  roles: 'the roles of the whole server',
  files: 'files outside of the database',
  'other servers': 'another server',
  'other sessions': 'other sessions, or the server as a whole',
  'other databases': 'another database',
  code: 'code outside of the database',
  client: 'the client program that the script was written for',
} as const;

export type Reach = keyof typeof reaches;

/** A statement by its name, and why no scratch database runs it. */
export type Refused = readonly [named: string, reach: Reach];

/** The sentence that `Engine.run` answers a refused statement with. */
export function refusedMessage([named, reach]: Refused): string {
  return `${named} would leave the scratch database, and was not run: it reaches ${reaches[reach]}`;
}
