#!/usr/bin/env node
// The command `onetrip`; what it does stands in `src/command`.
import { runCommand, surroundings } from '../dist/command.js';

const around = surroundings(process);
try {
  process.exitCode = await runCommand(process.argv.slice(2), around);
} finally {
  around.close();
}
