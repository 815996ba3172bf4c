import { describe, expect, it } from 'vitest';
import { prepareCSharp } from '../../../src/frameworks/csharp/index.ts';
import { mayHoldSubscribers, subscribersIn } from '../../../src/frameworks/csharp/subscribers.ts';

await prepareCSharp();

function handlersIn(method: string): readonly string[] {
  const { handlers } = subscribersIn('Upgrades.cs', `class Upgrades { ${method} }`);
  return handlers.map(({ event, names }) => `${event}: ${names.join(', ')}`);
}

describe('subscribers of schema events', () => {
  it.each([
    [
      'an if',
      'void On(PropertyAddedEventArgs a) { if (a.Entity == "Users" && a.Property == "Name") a.UpgradeScript("x"); }',
      'PropertyAdded: Users, Name',
    ],
    [
      'names of code',
      'void On(Events.PropertyDeletedArgs a) { if (a.Is(nameof(User.Email))) { } }',
      'PropertyDeleted: Email, User',
    ],
    [
      'a switch',
      'void On(EntityDeleted e) { switch (e.Entity) { case "Users": break; case "Teams": break; } }',
      'EntityDeleted: Users, Teams',
    ],
    ['a type', 'void On(EntityAddedEventArgs<User> e) { }', 'EntityAdded: User'],
    ['no filter', 'void On(PropertyAddedEventArgs a) => a.UpgradeScript("UPDATE x");', 'PropertyAdded: '],
  ])('are known by their signature and %s', (_, method, expected) => {
    expect(handlersIn(method)).toEqual([expected]);
  });

  it.each([
    ['a method of another event', 'void On(PropertyChangedEventArgs a) { }'],
    ['a name that only begins so', 'void On(PropertyAddedToCartEventArgs a) { }'],
    ['a call', 'void Go() { Raise(new PropertyAddedEventArgs()); }'],
  ])('are not %s', (_, method) => {
    expect(handlersIn(method)).toEqual([]);
  });

  it('are looked for only where an event is named', () => {
    expect(mayHoldSubscribers('class A { }')).toBe(false);
    expect(mayHoldSubscribers('void On(EntityAddedEventArgs e)')).toBe(true);
  });

  it('of a broken file are those that can be read', () => {
    expect(subscribersIn('a.cs', 'class A { void On(EntityAdded e) { } } class B { void (').handlers).toHaveLength(1);
  });
});

describe('versioned upgrades', () => {
  function upgradesIn(body: string): readonly string[] {
    const text = `class Billing { void Run(FeatureVersionChangedEventArgs a) { ${body} } }`;
    const { upgrades } = subscribersIn('Upgrades.cs', text);
    return upgrades.map(({ feature, version, scripts }) => `${feature} ${String(version)}: ${scripts.join(' | ')}`);
  }

  it.each([
    ['if (a.Version == 2) a.UpgradeScript("A");', 'Billing 2: A'],
    [
      'if (a.Feature == "Search" && 3 == a.Version) { a.UpgradeScript("A  B"); a.UpgradeScript($"C {x}"); }',
      'Search 3: A B | $"C {x}"',
    ],
    ['switch (a.Version) { case 4: a.UpgradeScript("A"); break; }', 'Billing 4: A'],
    ['if (a.Feature == "Search") { if (a.Version == 5) a.UpgradeScript("A"); }', 'Search 5: A'],
    ['a.UpgradeScript("A");', 'Billing undefined: A'],
    ['if (a.Version >= 2) a.UpgradeScript("A");', 'Billing undefined: A'],
    ['if (a.Version == 2) { } else a.UpgradeScript("A");', 'Billing undefined: A'],
  ])('%s', (body, expected) => {
    expect(upgradesIn(body)).toEqual([expected]);
  });
});
