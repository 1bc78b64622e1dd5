import { runCommand } from './run-command.mjs';

await runCommand(new URL('../animate/main.ts', import.meta.url));
