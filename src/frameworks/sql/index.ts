export { sql } from './files.ts';
