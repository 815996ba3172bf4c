/** Where the class that migrations are derived from comes from. */
export const packages: ReadonlySet<string> = new Set([
  '@mikro-orm/migrations',
  '@medusajs/framework/mikro-orm/migrations',
  '@medusajs/deps/mikro-orm/migrations',
  'mikro-orm',
]);

const quotedPackages = [...packages].map((name) => name.replaceAll('/', '\\/')).join('|');

/** How a file imports that class. */
export const importsMigration = new RegExp(`['"](?:${quotedPackages})['"]`);
