import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { candidateLines, candidatesFor } from './candidates.ts';
import { completionScript } from './scripts.ts';

const BIN = join(import.meta.dirname, '../../bin/asterism.mjs');
const program = new Command('p').option('--url <address>', 'where').option('--quiet', 'say less');
program.command('import [folder]').description('send: every file').option('--dataset <name>', 'which');
program.command('secret', { hidden: true });
const token = program.command('token').description('tokens');
token.command('list');
token.command('create <name>').addOption(new Option('--scope <scope>').choices(['read', 'write']));
program.command('model <id> <files...>');

const lines = (...words: string[]) => candidateLines(candidatesFor(program, words));
const names = (...words: string[]) => lines(...words).map((line) => line.split('\t')[0]);

test.each<[string[], string[]]>([
  [['im'], ['import']],
  [[''], ['import', 'token', 'model', 'help']],
  [['token', 'c'], ['create']],
  // Options of all commands may stand before and behind them, and their values are no commands.
  [['--url', 'x', 'token', 'l'], ['list']],
  [['--quiet', 'token', 'l'], ['list']],
  [['token', '--url', ''], []],
  [
    ['token', 'create', 'n', '--scope', ''],
    ['read', 'write'],
  ],
  [['token', 'create', '--scope', 'w'], ['write']],
  [['token', 'create', '--scope', '=', 'w'], ['write']],
  [
    ['token', 'create', 'n', '--'],
    ['--scope', '--help', '--url', '--quiet'],
  ],
  [['token', 'create', '--', '--'], []],
  [['import', 'a'], [':files']],
  [['import', 'a', 'b'], []],
  [['import', '--dataset', ''], []],
  [['model', 'E-1', 'a', 'b'], [':files']],
])('%j', (words, expected) => {
  expect(names(...words)).toEqual(expected);
});

test('what a candidate is stands behind a tab, in a few words', () => {
  expect(lines('im')).toEqual(['import\tsend']);
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-completion-'));
  symlinkSync(BIN, join(folder, 'asterism'));
  for (const shell of ['bash', 'zsh', 'fish'] as const)
    writeFileSync(join(folder, `asterism.${shell}`), completionScript(shell));
  writeFileSync(join(folder, 'disc_0.fits'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a shell prints that runs a script, with `asterism` on its path and a file to be named. */
const inShell = (shell: string, args: string[]): string =>
  execFileSync(shell, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}` },
  });
const isThere = (shell: string): boolean =>
  (process.env.PATH ?? '').split(':').some((path) => existsSync(join(path, shell)));

test.skipIf(!isThere('bash'))('bash completes, and evaluates nothing of what was typed', () => {
  const script = `
    source ./asterism.bash
    try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _asterism; echo "$*: \${COMPREPLY[*]}"; }
    try asterism token re
    try asterism token create n --scope w
    try asterism '$(touch evaluated)' ''
    complete -p asterism`;
  expect(inShell('bash', ['--norc', '-c', script]).split('\n')).toEqual([
    'asterism token re: revoke',
    'asterism token create n --scope w: write',
    'asterism $(touch evaluated) : ',
    'complete -o default -F _asterism asterism',
    '',
  ]);
  expect(existsSync(join(folder, 'evaluated'))).toBe(false);
});

test.skipIf(!isThere('zsh'))('zsh completes, and offers files', () => {
  const script = `
    compdef() { print "compdef $*" }
    _describe() { print -l -- "\${(@P)2}" }
    _files() { print files }
    source ./asterism.zsh
    try() { words=("$@"); CURRENT=$#; _asterism }
    try asterism token re
    try asterism fits stat ''`;
  expect(inShell('zsh', ['-f', '-c', script])).toBe(
    'compdef _asterism asterism\nrevoke:end a token at once, by its id or its name\nfiles\n',
  );
});

test.skipIf(!isThere('fish'))('fish completes, and offers files', () => {
  const script = `
    source ./asterism.fish
    complete -C 'asterism token re'
    complete -C 'asterism fits stat disc_'`;
  expect(inShell('fish', ['--no-config', '-c', script])).toBe(
    'revoke\tend a token at once, by its id or its name\ndisc_0.fits\n',
  );
});
