import type { Markup } from '../markup.ts';

/** The page's style: two palettes, the reader's system chooses. */
export const styleSheet: Markup = {
  markup: `
:root {
  color-scheme: light dark;
  --page: #ffffff; --card: #f6f7f9; --text: #1c2128; --quiet: #57606a; --line: #d5dae1; --link: #0a58ca;
  --error: #c1272d; --warning: #9a6200; --clean: #1a7f37; --related: #0b6e8f;
  --reads: #d1383d; --writes: #e0931f; --ddl: #5b8def; --nothing: #b4bcc7; --new: #8fc7a0; --band: #e9edf5;
  --added: #dafbe1; --removed: #ffe3e1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --card: #1d2128; --text: #e2e6ec; --quiet: #9aa4b1; --line: #343b46; --link: #79b0ff;
    --error: #ff7b72; --warning: #e3b341; --clean: #56d364; --related: #6cc7e6;
    --reads: #e5534b; --writes: #c98a1b; --ddl: #4f7fd9; --nothing: #5a636f; --new: #3f7a52; --band: #232a36;
    --added: #12351f; --removed: #47191b;
  }
}
*, ::before { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.9rem; } h2 { margin: 2.5rem 0 .75rem; font-size: 1.35rem; }
h2 + p { margin-bottom: .9rem; } h3 { margin: 0 0 .25rem; font-size: 1.05rem; } small { color: var(--quiet); font-weight: normal; font-size: .85em; }
a { color: var(--link); } p { margin: .25rem 0; }
h1.error, .severity { color: var(--error); } h1.warning, .warning .severity { color: var(--warning); } h1.clean { color: var(--clean); }
.tool, .summary, .about, .place, .rest { color: var(--quiet); } .about { padding-left: 1.2rem; margin: .5rem 0; font-size: .9rem; }
pre, .place { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 13px; }
pre { margin: .5rem 0; overflow-x: auto; white-space: pre; line-height: 1.45; }
article { margin: 0 0 1rem; padding: .9rem 1.1rem; background: var(--card); border: 1px solid var(--line);
  border-left: 4px solid var(--error); border-radius: 6px; }
article.warning { border-left-color: var(--warning); }
.severity { font-weight: 600; } .frame { padding: .6rem .8rem; background: var(--page); border: 1px solid var(--line); border-radius: 4px; }
.gutter { color: var(--quiet); } .primary { color: var(--error); } .warning .primary { color: var(--warning); } .related { color: var(--related); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem 1rem; margin: .6rem 0 0; }
dt { font-weight: 600; color: var(--quiet); } dd { margin: 0; min-width: 0; } dd p { margin: 0; }
.timeline, .schema { margin-bottom: 1.75rem; } figure { margin: .5rem 0; } .scroll { overflow-x: auto; }
svg { display: block; } svg text { fill: var(--text); font-size: 13px; } svg .number { text-anchor: middle; fill: var(--quiet); }
svg .rule { stroke: var(--line); } svg .band { fill: var(--band); } svg .slow { fill: none; stroke: var(--writes); stroke-width: 2; }
.reads { fill: var(--reads); } .writes { fill: var(--writes); } .ddl { fill: var(--ddl); } .nothing { fill: var(--nothing); } .new { fill: var(--new); }
figcaption { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin-top: .4rem; color: var(--quiet); font-size: .85rem; }
.key::before { content: ""; display: inline-block; width: .9em; height: .9em; margin-right: .4em; border-radius: 3px; vertical-align: -.1em; }
.key.reads::before { background: var(--reads); } .key.writes::before { background: var(--writes); } .key.ddl::before { background: var(--ddl); }
.key.nothing::before { background: var(--nothing); } .key.new::before { background: var(--new); } .key.band::before { background: var(--band); border: 1px solid var(--line); }
.key.slow::before { border: 2px solid var(--writes); border-radius: 50%; }
summary { cursor: pointer; } .steps { padding-left: 2rem; } .steps pre { margin: .3rem 0 0; } .steps p { color: var(--quiet); margin: 0 0 .4rem; }
.object { margin: .5rem 0; border: 1px solid var(--line); border-radius: 6px; padding: .5rem .9rem; background: var(--card); }
.diff span { display: block; } .diff .added { background: var(--added); } .diff .removed { background: var(--removed); }
small.new { color: var(--clean); } small.gone { color: var(--error); } small.changed { color: var(--warning); }
@media print { body { max-width: none; } article, .object { break-inside: avoid; } }
`,
};
