import { printable } from '../model/printable.ts';

/** What is wrong with a configuration; `message` is for people and ready to print, with nothing of the inside. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(message: string) {
    super(printable(message));
  }
}
