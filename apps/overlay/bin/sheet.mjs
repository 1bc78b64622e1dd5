import { runCommand } from './run-command.mjs';

await runCommand(new URL('../sheet/main.ts', import.meta.url));
