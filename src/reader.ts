import { runCommand } from './cli/command-file.ts';

// The program of the threads that read migrations.
void runCommand('reader', ({ readShares }) => readShares());
