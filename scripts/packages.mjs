// Checks both packages as they would be published: packs them, and hands the archives to publint and attw.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

process.chdir(path.join(import.meta.dirname, '..'));
const folder = 'node_modules/.cache/mig-lint/packed';
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

run(`npm pack --workspaces --include-workspace-root --ignore-scripts --pack-destination ${folder}`);
for (const archive of readdirSync(folder)) {
  run(`npx --no-install publint run --strict ${folder}/${archive}`);
  // ESM only, and no look into the registry. The JSON entry points have no types that could be wrong.
  run(
    `npx --no-install attw ${folder}/${archive} --profile esm-only --no-definitely-typed ` +
      '--exclude-entrypoints config.schema.json explain.schema.json report.schema.json stats.schema.json',
  );
  console.log(`${archive}: publint and attw found nothing`);
}

/** @param {string} command says what it found only when it fails */
function run(command) {
  const { status, stdout, stderr } = spawnSync(command, { shell: true, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${command}\n${stdout}${stderr}`);
  process.exit(1);
}
