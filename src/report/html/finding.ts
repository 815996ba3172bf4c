import type { Diagnostic } from '../../model/diagnostic.ts';
import { codeFrame } from '../code-frame.ts';
import { offers } from '../explanation.ts';
import { filesOf, marksOf } from '../marks.ts';
import { markup, type Markup } from '../markup.ts';
import { placesIn } from '../places.ts';

type Texts = ReadonlyMap<string, string>;

const frameWidth = 110;
// A frame holds no control characters of its own, so these can stand for what a terminal would colour.
const open = { gutter: '\u0001', primary: '\u0002', related: '\u0003' };
const close = '\u0004';
const classes: ReadonlyMap<string, string> = new Map(Object.entries(open).map(([name, mark]) => [mark, name]));

/** The findings, under the names of their files. */
export function findingArticles(
  diagnostics: readonly Diagnostic[],
  texts: Texts,
  fromRepository: (file: string) => string,
): readonly Markup[] {
  const placeOf = placesIn(texts);
  return diagnostics.map((diagnostic) => {
    const { span, severity, message, rule, docs, why, remedy } = diagnostic;
    const { line, column } = placeOf(span);
    const frames = filesOf(diagnostic).map((file) => {
      const name = file === span.file ? markup`` : markup`<p class="place">${fromRepository(file)}</p>`;
      return markup`${name}${frame(diagnostic, file, texts)}`;
    });
    return markup`<article class="${severity}">
<h3>${message}</h3>
<p class="place"><span class="severity">${severity}</span> ${fromRepository(span.file)}:${line}:${column} <a href="${docs}">${rule}</a></p>
${frames}<dl>${part('Why', why)}${remedyPart(remedy)}${offers(diagnostic).map(({ title }) => part('Offered', title))}</dl>
</article>
`;
  });
}

function part(term: string, text: string): Markup {
  return text.trim() === '' ? markup`` : markup`<dt>${term}</dt><dd>${text}</dd>`;
}

/** Indented lines are code; the others are prose. */
function remedyPart(remedy: string): Markup {
  if (remedy.trim() === '') return markup``;
  const runs: { readonly isCode: boolean; readonly lines: string[] }[] = [];
  for (const line of remedy.split('\n')) {
    const last = runs.at(-1);
    const isCode = /^\s/.test(line) || (line === '' && last?.isCode === true);
    if (last?.isCode === isCode) last.lines.push(line);
    else runs.push({ isCode, lines: [line] });
  }
  const blocks = runs.map(({ isCode, lines }) =>
    isCode ? markup`<pre>${dedented(lines).join('\n')}</pre>` : markup`<p>${lines.join(' ')}</p>`,
  );
  return markup`<dt>What to do</dt><dd>${blocks}</dd>`;
}

function dedented(lines: readonly string[]): readonly string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...indents)));
}

function frame(diagnostic: Diagnostic, file: string, texts: Texts): Markup {
  const rows = codeFrame(texts.get(file) ?? '', marksOf(diagnostic, file), {
    width: frameWidth,
    paintGutter: (text) => open.gutter + text + close,
    paintMark: (text, primary) => (primary ? open.primary : open.related) + text + close,
  });
  if (rows.length === 0) return markup``;
  return markup`<pre class="frame">${painted(rows.join('\n'))}</pre>`;
}

function painted(text: string): readonly Markup[] {
  // eslint-disable-next-line no-control-regex -- the marks of this file
  return [...text.matchAll(/([\u0001-\u0003])([^\u0001-\u0004]*)\u0004|[^\u0001-\u0004]+/g)].map(
    ([plain, mark, inside]) =>
      mark === undefined || inside === undefined
        ? markup`${plain}`
        : markup`<span class="${classes.get(mark) ?? ''}">${inside}</span>`,
  );
}
