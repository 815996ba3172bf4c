/** Statistics that cannot be used or taken; the message says what to do, and no secret. */
export class StatsError extends Error {}
