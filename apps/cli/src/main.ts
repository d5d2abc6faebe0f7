import { cliEnv } from './env.ts';
import { runCommandLine } from './program.ts';

// Whoever reads may have seen enough, as "head" has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  env: cliEnv,
  folder: process.cwd(),
  input: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
});
