// The built file, in which the programs src/bin.ts and src/reader.ts find what they run.
export { main } from './main.ts';
export { readShares } from './read-shares.ts';
