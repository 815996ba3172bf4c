/** Something that the user can put right: printed as it is, exit code 2. */
export class UsageError extends Error {}
