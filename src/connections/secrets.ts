/** What a driver says, without the URL and its password. */
export function reasonWithout(url: string, error: unknown): string {
  const reasons = error instanceof AggregateError ? error.errors : [error];
  const text = reasons.map((one: unknown) => (one instanceof Error ? one.message : String(one))).join('; ');
  return secretsOf(url).reduce((soFar, secret) => soFar.replaceAll(secret, '***'), text);
}

/** The URL and its password, which people write with and without the escapes that it needs. */
function secretsOf(url: string): readonly string[] {
  const passwords = [
    /^\w+:\/\/[^/@:]*:([^@/]*)@/.exec(url)?.[1],
    /^\w+:\/\/[^:@/]*:(.*)@/.exec(url)?.[1],
    /[?&]password=([^&#]*)/.exec(url)?.[1],
  ].flatMap((password) => (password === undefined ? [] : [password, decoded(password)]));
  return [url, ...passwords].filter((secret) => secret !== '').sort((one, other) => other.length - one.length);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
