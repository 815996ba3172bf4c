/** Something about the two chains that the user can put right: printed as it is. */
export class BaselineError extends Error {}
