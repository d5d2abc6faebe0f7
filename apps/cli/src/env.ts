import { z } from 'zod';

// npm and shells hand on variables that are set to nothing.
const text = z
  .string()
  .optional()
  .transform((value) => value || undefined);

/** What the command line is told from outside. */
export const cliEnv = z
  .object({ ASTERISM_URL: text, ASTERISM_TOKEN: text, ASTERISM_HOME: text })
  .parse(process.env);
export type CliEnv = typeof cliEnv;
