import type { SecretSource } from './account/askSecret.ts';
import type { Client } from './client.ts';
import type { CliEnv } from './env.ts';
import type { Output } from './output.ts';
import type { ServerOptions } from './server.ts';

/** Options that every command takes. */
export interface CommonOptions extends ServerOptions {
  workspace?: string;
}

/** What the commands are given: options of all of them, the world outside, and where to write. */
export interface CommandLine {
  common(): CommonOptions;
  /** The workspace that was named, to be spread into a command's options. */
  inWorkspace(): { workspace?: string };
  /** Of the server that is meant. Throws CommandFailure where there is none. */
  client(): Client;
  here: { env: CliEnv; folder: string; secrets: SecretSource };
  out: Output;
}
