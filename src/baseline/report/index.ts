import { jsonText } from '../../report/json-text.ts';
import type { BaselineFormat, BaselineResult } from '../result.ts';
import { html } from './html.ts';
import { markdown } from './markdown.ts';
import { text } from './text.ts';

export interface FormatOptions {
  readonly color: boolean;
  readonly toolVersion: string;
}

type Format = (result: BaselineResult, options: FormatOptions) => string;

/** The registry: a format of the result is one line here. */
const formats = {
  text,
  json: (result) => `${jsonText(result, 2)}\n`,
  markdown,
  html,
} satisfies Record<BaselineFormat, Format>;

/** What was found out, in one format. */
export function printResult(result: BaselineResult, format: BaselineFormat, options: FormatOptions): string {
  return formats[format](result, options);
}
