import type { Report } from '../../model/report.ts';
import { count } from '../counts.ts';
import type { Format } from '../format.ts';
import { markup, type Markup } from '../markup.ts';
import { countOf, within } from '../ranked.ts';
import { chainText, summaryLine } from '../summary.ts';
import { findingArticles } from './finding.ts';
import { schemaSection } from './schema.ts';
import { styleSheet } from './style.ts';
import { timelineSection } from './timeline.ts';

/** More findings than that are counted: nobody reads them on one page. */
const mostFindings = 1000;
const mostTimelines = 200;

/** One self-contained page: no scripts, nothing from elsewhere, light and dark as the reader's system is. */
export const html: Format = (report, options) =>
  markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="mig-lint ${options.toolVersion}">
<title>mig-lint: ${headline(report)}</title>
<style>${styleSheet}</style>
</head>
<body>
<header>
<p class="tool">mig-lint ${options.toolVersion}</p>
<h1 class="${verdict(report)}">${headline(report)}</h1>
<p class="summary">${summaryLine(report)}</p>
${about(report)}
</header>
<main>
${findingsSection(report, options.fromRepository)}
${timelinesSection(report)}
${schemasSection(report)}
</main>
</body>
</html>
`.markup;

function headline({ diagnostics }: Report): string {
  return diagnostics.length === 0 ? 'No problems' : countOf(diagnostics);
}

function verdict({ diagnostics }: Report): string {
  return diagnostics.find(({ severity }) => severity === 'error')?.severity ?? diagnostics[0]?.severity ?? 'clean';
}

function about({ chains, notes }: Report): Markup {
  const lines = [...chains.map(chainText), ...notes.map((note) => `note: ${note}`)];
  return markup`<ul class="about">${lines.map((line) => markup`<li>${line}</li>`)}</ul>`;
}

function findingsSection(report: Report, fromRepository: (file: string) => string): Markup {
  const { shown, left } = within(mostFindings, report.diagnostics);
  if (shown.length === 0) return markup``;
  const rest = left.length === 0 ? markup`` : markup`<p class="rest">${countOf(left)} more are not shown here.</p>`;
  return markup`<section id="findings"><h2>Findings</h2>
${findingArticles(shown, report.texts, fromRepository)}${rest}</section>`;
}

function timelinesSection({ timelines = [] }: Report): Markup {
  if (timelines.length === 0) return markup``;
  const left = timelines.length - mostTimelines;
  const rest = left <= 0 ? markup`` : markup`<p class="rest">${count(left, 'more migration')} not shown here.</p>`;
  return markup`<section id="timelines"><h2>What is locked, and for how long</h2>
<p>Each row is a table, each column a step. A bar goes from the step that takes the lock to the step after which it is
released: the end of the transaction, where there is one.</p>
${timelines.slice(0, mostTimelines).map(timelineSection)}${rest}</section>`;
}

function schemasSection({ schemaChanges = [] }: Report): Markup {
  if (schemaChanges.length === 0) return markup``;
  return markup`<section id="schema"><h2>The schema before and after</h2>
${schemaChanges.map(schemaSection)}</section>`;
}
