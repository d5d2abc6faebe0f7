import { parse } from 'yaml';
import { z } from 'zod';
import { CommandFailure } from '../failure.ts';

// Keys and values of CreateStudyInput; name, workspace and data set version may come from outside. What is inside each choice is checked by the server, which knows them best and
// answers with the place of each problem.
const choice = z.record(z.string(), z.unknown());
const study = z.strictObject({
  name: z.string().min(1).optional(),
  workspace: z.string().optional(),
  datasetVersionId: z.string().optional(),
  seeds: z.array(z.int()).optional(),
  preprocessings: z.array(choice).min(1).default([{}]),
  models: z.array(choice).min(1),
  clusterings: z.array(z.looseObject({ algorithm: z.string() })).min(1),
  projections: z.array(z.string()).optional(),
});
export type StudyFile = z.infer<typeof study>;

/** Throws CommandFailure naming each key that is wrong. */
export function parseStudyFile(text: string, name: string): StudyFile {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new CommandFailure(`${name} is no YAML: ${error instanceof Error ? error.message : error}`, 2);
  }
  const parsed = study.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    ({ path, message }) => `${name}: ${path.join('.') || 'the file'}: ${message}`,
  );
  throw new CommandFailure(lines.join('\n'), 2);
}
