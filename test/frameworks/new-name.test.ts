import { describe, expect, it } from 'vitest';
import { nextName, nextVersion } from '../../src/frameworks/new-name.ts';

describe('the version after another', () => {
  it.each([
    ['0009', '0010'],
    ['99', '100'],
    ['00012', '00013'],
    ['V1_9', 'V1_10'],
    ['V1.2.3', 'V1.2.4'],
    ['Script0041', 'Script0042'],
    ['20231231235959', '20240101000000'],
    ['202312312359', '202401010000'],
    ['20240228', '20240229'],
    ['20240131120000123', '20240131120001123'],
    ['1704067200000', '1704067201000'],
    ['1704067200', '1704067201'],
    ['2024-01-31', '2024-02-01'],
    ['2024-01-31_00', '2024-01-31_01'],
    ['2024-01-31-235959', '2024-02-01-000000'],
    ['2024-01-31-2359', '2024-02-01-0000'],
  ])('of %s is %s', (version, next) => {
    expect(nextVersion(version)).toBe(next);
  });

  it('is a number where the digits are no time', () => {
    expect(nextVersion('20249999999999')).toBe('20250000000000');
  });

  it('is none where there is no number', () => {
    expect(nextVersion('init')).toBeUndefined();
  });
});

describe('the name behind the last migration', () => {
  it.each([
    ['0012_add_users', '0012_add_users', '0013_validate_orders_fkey'],
    ['20240131120000-add-users', '20240131120000-add-users', '20240131120001-validate-orders-fkey'],
    ['20240131120000_AddUsers', '20240131120000_AddUsers', '20240131120001_ValidateOrdersFkey'],
    ['V2__Add_users', 'V2__Add_users', 'V3__Validate_orders_fkey'],
    ['Script0002 - Add users', 'Script0002 - Add users', 'Script0003 - Validate orders fkey'],
    ['20240131120000_1.4.0-AddUsers', '20240131120000_1.4.0-AddUsers', '20240131120001_1.4.0-ValidateOrdersFkey'],
    ['0013_CamelCase', '0012_add_users', '0014_validate_orders_fkey'],
    ['20240131120000', '20240131120000', '20240131120001'],
  ])('%s, in the style of %s, is %s', (last, like, name) => {
    expect(nextName(last, like, 'validate orders_fkey')).toBe(name);
  });

  it('is none where the last one has no version', () => {
    expect(nextName('init', 'init', 'validate orders_fkey')).toBeUndefined();
  });
});
