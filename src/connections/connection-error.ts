/** Why a database cannot be asked. No detail holds a secret of the URL. */
export type ConnectionFailure =
  | { readonly kind: 'unknown-scheme' }
  | { readonly kind: 'no-driver'; readonly driver: string }
  | { readonly kind: 'unreachable'; readonly reason: string };

/** A database cannot be asked; who wanted to says in words of its own what that means. */
export class ConnectionError extends Error {
  readonly failure: ConnectionFailure;

  constructor(failure: ConnectionFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}
