import type { FeatureUpgrade } from '../../model/data-handler.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Report } from '../rule.ts';

export default defineRule({
  name: 'feature-version-once',
  category: 'workflow',
  severity: 'error',
  presets: ['schema-events'],
  summary: 'A versioned data upgrade was changed after it shipped, goes down in version, or can run twice',
  options: noOptions,
  on: {
    project({ upgrades: { now, shipped }, chains }, { report }) {
      const [chain] = chains;
      if (chain === undefined) return;
      const seen: FeatureUpgrade[] = [];
      for (const upgrade of now) {
        const finding =
          unbound(upgrade) ??
          twice(upgrade, seen) ??
          (shipped === undefined ? undefined : (changed(upgrade, shipped) ?? older(upgrade, shipped)));
        if (finding !== undefined) report({ at: upgrade.span, ...finding }, chain);
        seen.push(upgrade);
      }
    },
  },
});

type Finding = Omit<Report, 'at'> | undefined;

function unbound({ feature, version }: FeatureUpgrade): Finding {
  if (version !== undefined) return undefined;
  return {
    message: `an upgrade of ${feature} is bound to no version`,
    why: 'it runs again for every version that comes later, on rows that it has changed before',
    remedy: 'ask for one version: if (args.Version == 3) { … }',
  };
}

function twice(upgrade: FeatureUpgrade, seen: readonly FeatureUpgrade[]): Finding {
  const other = seen.find((one) => isSameVersion(one, upgrade));
  if (other === undefined) return undefined;
  return {
    message: `${upgrade.feature} has a second upgrade to version ${String(upgrade.version)}`,
    why: 'the version is recorded once: both run, in an order that nothing says, or the second never does',
    remedy: 'give it the next version, or put its statements into the first',
    related: [{ span: other.span, message: 'the first is here' }],
  };
}

function changed(upgrade: FeatureUpgrade, shipped: readonly FeatureUpgrade[]): Finding {
  const was = shipped.find((one) => isSameVersion(one, upgrade));
  if (was === undefined || was.scripts.join('\n') === upgrade.scripts.join('\n')) return undefined;
  return {
    message: `the upgrade of ${upgrade.feature} to version ${String(upgrade.version)} was changed after it shipped`,
    why: 'databases that are at this version will not run it again: they keep what the old statements did',
    remedy: `restore it, and put the change into version ${String(newest(upgrade.feature, shipped) + 1)}`,
  };
}

function older(upgrade: FeatureUpgrade, shipped: readonly FeatureUpgrade[]): Finding {
  const last = newest(upgrade.feature, shipped);
  const isKnown = shipped.some((one) => isSameVersion(one, upgrade));
  if (isKnown || upgrade.version === undefined || upgrade.version > last) return undefined;
  return {
    message: `the new upgrade of ${upgrade.feature} goes down to version ${String(upgrade.version)}: version ${String(last)} has shipped`,
    why: 'databases are at the later version already, and never run it',
    remedy: `give it version ${String(last + 1)}`,
  };
}

function newest(name: string, upgrades: readonly FeatureUpgrade[]): number {
  return Math.max(0, ...upgrades.flatMap(({ feature, version }) => (feature === name ? [version ?? 0] : [])));
}

function isSameVersion(one: FeatureUpgrade, other: FeatureUpgrade): boolean {
  return one.version !== undefined && one.feature === other.feature && one.version === other.version;
}
