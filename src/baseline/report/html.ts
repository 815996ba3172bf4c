import { styleSheet } from '../../report/html/style.ts';
import { markup, type Markup } from '../../report/markup.ts';
import type { BaselineResult } from '../result.ts';
import { outlineOf } from './outline.ts';
import type { Item, Section } from './outline.ts';

/** One self-contained page: no scripts, nothing from elsewhere. */
export function html(result: BaselineResult, { toolVersion }: { readonly toolVersion: string }): string {
  const { headline, tone, about, sections, notes } = outlineOf(result);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="mig-lint ${toolVersion}">
<title>mig-lint baseline: ${headline}</title>
<style>${styleSheet}</style>
</head>
<body>
<header>
<p class="tool">mig-lint ${toolVersion}, baseline</p>
<h1 class="${tone}">${headline}</h1>
<ul class="about">${[...about.map(([label, value]) => `${label}: ${value}`), ...notes].map((line) => markup`<li>${line}</li>`)}</ul>
</header>
<main>
${sections.map(sectionMarkup)}
</main>
</body>
</html>
`.markup;
}

function sectionMarkup({ title, lead, items, left }: Section): Markup {
  return markup`<section>
<h2>${title}</h2>
${lead === undefined ? '' : markup`<p>${lead}</p>`}
${items.map(itemMarkup)}
${left === 0 ? '' : markup`<p class="rest">and ${left} more</p>`}
</section>
`;
}

function itemMarkup({ head, rows }: Item): Markup {
  const lines = rows.map(([label, value]) => markup`<p><small>${label}</small> ${value}</p>`);
  return markup`<article><h3>${head}</h3>${lines}</article>
`;
}
