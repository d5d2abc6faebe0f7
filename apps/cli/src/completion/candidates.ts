import type { Argument, Command, Option } from 'commander';

export interface Candidate {
  value: string;
  description: string;
}

export interface Candidates {
  values: Candidate[];
  /** Whether names of files fit as well. */
  files: boolean;
}

// What an argument or an option's value is called where it is a file's name.
const FILE_NAMES = /^(files?|folder|table|study|model)$/;
const NOTHING: Candidates = { values: [], files: false };

/** What may stand for the last of `words`, which are those behind the name of the program. */
export function candidatesFor(program: Command, words: readonly string[]): Candidates {
  // Where bash sees it, = is a word of its own.
  const before = words.slice(0, -1).filter((word) => word !== '=');
  const current = words.at(-1) ?? '';
  const { command, position, open, isPlain } = walk(program, before);
  if (open) return startingWith(current, valuesOf(open.argChoices, placeholder(open)));
  if (!isPlain && current.startsWith('-')) return startingWith(current, optionsOf(program, command));
  const subcommands = visibleCommands(command);
  if (subcommands.length > 0 && position === 0)
    return startingWith(current, { values: subcommands, files: false });
  const argument = argumentAt(command, position);
  return startingWith(current, argument ? valuesOf(argument.argChoices, argument.name()) : NOTHING);
}

interface Place {
  command: Command;
  /** How many arguments of the command are there already. */
  position: number;
  /** The option whose value comes next. */
  open: Option | null;
  /** Behind --, where nothing is an option. */
  isPlain: boolean;
}

function walk(program: Command, words: readonly string[]): Place {
  let command = program;
  let position = 0;
  let open: Option | null = null;
  let isPlain = false;
  for (const word of words) {
    if (open) open = null;
    else if (word === '--') isPlain = true;
    else if (!isPlain && word.startsWith('-')) open = takesNext(program, command, word);
    else {
      const next = position === 0 ? command.commands.find((sub) => sub.name() === word) : undefined;
      if (next) command = next;
      else position++;
    }
  }
  return { command, position, open, isPlain };
}

function takesNext(program: Command, command: Command, word: string): Option | null {
  const option = [...command.options, ...program.options].find(
    ({ short, long }) => word === short || word === long,
  );
  return option?.required ? option : null;
}

const placeholder = (option: Option): string => /<([^>]+)>/.exec(option.flags)?.[1] ?? '';

const argumentAt = ({ registeredArguments }: Command, position: number): Argument | undefined =>
  registeredArguments[position] ?? registeredArguments.findLast(({ variadic }) => variadic);

const valuesOf = (choices: readonly string[] | undefined, name: string): Candidates => ({
  values: (choices ?? []).map((value) => ({ value, description: '' })),
  files: FILE_NAMES.test(name),
});

function visibleCommands(command: Command): Candidate[] {
  if (command.commands.length === 0) return [];
  return command
    .createHelp()
    .visibleCommands(command)
    .map((sub) => ({ value: sub.name(), description: sub.description() }));
}

function optionsOf(program: Command, command: Command): Candidates {
  const options = command.createHelp().visibleOptions(command);
  const all = command === program ? options : [...options, ...program.options];
  return {
    values: all.map(({ long, short, description }) => ({ value: long ?? short ?? '', description })),
    files: false,
  };
}

const startingWith = (start: string, { values, files }: Candidates): Candidates => ({
  values: values.filter(({ value }) => value.startsWith(start)),
  files,
});

/** As the scripts of the shells read them: a line each, behind a tab what it is; `:files` where names of files fit too. */
export function candidateLines({ values, files }: Candidates): string[] {
  const lines = values.map(({ value, description }) => `${value}\t${firstSentence(description)}`);
  return files ? [...lines, ':files'] : lines;
}

// A terminal shows one line of it.
const firstSentence = (text: string): string => text.split(/[;:(]/)[0]!.trim().slice(0, 70);
