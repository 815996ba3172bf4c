import type { ObjectChange, SchemaChange } from '../../model/report.ts';
import { count } from '../counts.ts';
import { markup, type Markup } from '../markup.ts';
import { diffLines, type DiffLine } from './diff.ts';
import { laidOut } from './lay-out.ts';

/** More objects than that are counted. */
const mostObjects = 200;

/** How the catalog of one chain changes: each object that is not as it was, line by line. */
export function schemaSection({ chain, first, last, changed, unchanged }: SchemaChange): Markup {
  const span = first === last ? first : `${first} to ${last}`;
  const shown = changed.slice(0, mostObjects);
  const left = changed.length - shown.length;
  const rest = [
    ...(left === 0 ? [] : [`${count(left, 'more object')} not shown.`]),
    `Unchanged: ${count(unchanged, 'object')}.`,
  ];
  return markup`<section class="schema">
<h3>${chain} <small>${span}</small></h3>
${shown.map(objectDetails)}<p class="rest">${rest.join(' ')}</p></section>
`;
}

function objectDetails({ name, before, after }: ObjectChange): Markup {
  const kind = before === undefined ? 'new' : after === undefined ? 'gone' : 'changed';
  const lines = diffLines((before ?? []).flatMap(laidOut), (after ?? []).flatMap(laidOut));
  return markup`<details open class="object"><summary>${name} <small class="${kind}">${kind}</small></summary><pre class="diff">${lines.map(diffRow)}</pre></details>
`;
}

const signs: Readonly<Record<DiffLine['kind'], string>> = { same: ' ', added: '+', removed: '-' };

function diffRow({ kind, text }: DiffLine): Markup {
  return markup`<span class="${kind}">${signs[kind]} ${text}
</span>`;
}
