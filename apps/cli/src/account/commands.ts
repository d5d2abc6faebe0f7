import { type Command, Option } from 'commander';
import type { CommandLine } from '../commandLine.ts';
import { days } from '../numbers.ts';
import { login, logout } from './login.ts';
import { type CreateTokenOptions, createToken, listTokens, revokeToken, TOKEN_SCOPES } from './tokens.ts';

export function addAccountCommands(program: Command, line: CommandLine): void {
  program
    .command('login')
    .description(
      'keep an API token for a server (--url), so that other commands find both; asks for the token, or reads it from a pipe. Tokens are made on the page People of the web, and by "asterism token create"',
    )
    .action(() => login(line.common(), line.here, line.out.print));

  program
    .command('logout')
    .description('forget the token that login keeps')
    .action(() => logout(line.here.env, line.out.print));

  const token = program
    .command('token')
    .description(
      'your API tokens; to make and revoke them takes one of scope admin, and never more than your role allows',
    );
  token
    .command('list')
    .description('those that are not revoked, the newest first')
    .option('--json', 'a line of JSON each')
    .action((options: { json?: boolean }) => listTokens(line.client(), options, line.out));
  token
    .command('create <name>')
    .description(
      'print the secret of a new token, once; with --workspace it opens that one alone, else all of yours',
    )
    .addOption(new Option('--scope <scope>', 'look, work, or manage').choices(TOKEN_SCOPES).default('read'))
    .option('--expires-in-days <number>', '1 to 3650 (else it lives until it is revoked)', days)
    .option('--json', 'the token and its secret as a line of JSON')
    .action((name: string, options: Omit<CreateTokenOptions, 'workspace'>) =>
      createToken(line.client(), name, { ...line.inWorkspace(), ...options }, line.out),
    );
  token
    .command('revoke <token>')
    .description('end a token at once, by its id or its name')
    .action((idOrName: string) => revokeToken(line.client(), idOrName, line.out));
}
