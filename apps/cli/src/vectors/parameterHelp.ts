import { z } from 'zod';

/** The section of `--help` that tells what `--params` may hold for each choice, with the defaults. */
export function parameterHelp(choices: Record<string, z.ZodObject>): string {
  const width = Math.max(...Object.keys(choices).map((name) => name.length)) + 4;
  const blocks = Object.entries(choices).map(([name, { shape }]) =>
    Object.entries(shape)
      .map(([key, field], i) => `${(i === 0 ? `  ${name}` : '').padEnd(width)}${key}${defaultOf(field)}`)
      .join('\n'),
  );
  return `\nParameters, and what they are where left out:\n${blocks.join('\n')}`;
}

function defaultOf(field: z.core.$ZodType): string {
  const value = z.safeParse(field, undefined).data;
  return value === undefined ? '' : ` = ${value}`;
}
