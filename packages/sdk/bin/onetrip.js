#!/usr/bin/env node
// The command `onetrip`; what it does stands in `src/command`.
import { runCommand } from '../dist/command.js';

process.exitCode = await runCommand(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
});
