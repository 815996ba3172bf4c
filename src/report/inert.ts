import { printable } from '../model/printable.ts';

/** A text for people, wherever it is printed: nothing in it moves a terminal, or is a command to a CI system. */
export function logText(text: string): string {
  return inert(printable(text.replaceAll('\r\n', '\n')));
}

/**
 * A text for a log that a CI system reads along: what it would take for a command gets a space inside. GitHub's runner
 * takes a line that begins with `::name …::`, white space before it or not, and `##[name …]` anywhere; Azure Pipelines
 * `##vso[…]`, TeamCity `##teamcity[…]`.
 */
export function inert(text: string): string {
  return text.replace(/^([^\S\n\r\u2028\u2029]*):(?=:.*::)/gm, '$1: ').replace(/##(?=\w*\[)/g, '# #');
}
