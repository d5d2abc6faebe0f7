import { z } from 'zod';

// npm and shells hand on variables that are set to nothing.
const text = z
  .string()
  .optional()
  .transform((value) => value || undefined);

/** What the command line is told from outside. */
export const cliEnv = z
  .object({ ASTERISM_URL: text, ASTERISM_TOKEN: text, ASTERISM_HOME: text, XDG_CONFIG_HOME: text })
  .parse(process.env);
export type CliEnv = typeof cliEnv;

/** Keeps TensorFlow, which reads it when it is loaded, from writing its notes between the lines of a command. */
export function quietTensorFlow(): void {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
}
