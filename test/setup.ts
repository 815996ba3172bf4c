import fc from 'fast-check';

// Here every run tries other cases; in CI the same ones, so that a change is judged by what it changed.
if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 20_240_101 });
