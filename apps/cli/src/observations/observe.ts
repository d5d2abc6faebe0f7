import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Client } from '../client.ts';
import { CommandFailure, EXIT, throwProblems } from '../failure.ts';
import type { Confidence, ObservationKind, ObservationOfQuery, ObservedFragment } from '../gql/graphql.ts';
import type { Output } from '../output.ts';
import { OBSERVATION_OF, SAMPLE_AT, SET_OBSERVATION_FIELDS, WRITE_OBSERVATION } from './documents.ts';
import { subjectId } from './subject.ts';

export interface FieldOptions {
  label?: string;
  confidence?: Confidence;
  kind?: ObservationKind;
  tags?: string[];
  /** ID numbers of samples. */
  representatives?: number[];
  counterExamples?: number[];
}

export interface ObserveOptions extends FieldOptions {
  workspace?: string;
  baseRevision?: number;
  json?: boolean;
}

type Observable = Extract<NonNullable<ObservationOfQuery['node']>, { observation?: unknown }>;

/**
 * Reads an observation as Markdown; with a file (`-` is the standard input) writes it, merged with what others wrote
 * since `baseRevision`; with fields, sets these. Throws CommandFailure.
 */
export async function observe(
  client: Client,
  { name, file }: { name: string; file?: string | undefined },
  { workspace, baseRevision, json, ...fields }: ObserveOptions,
  { input, out }: { input: Readable; out: Output },
): Promise<void> {
  if (file === undefined && baseRevision !== undefined) {
    throw new CommandFailure('--base-revision goes with a file to write.', EXIT.misused);
  }
  const id = await subjectId(client, name, workspace);
  let written: ObservedFragment | null = null;
  if (file !== undefined) {
    const markdown = await readMarkdown(file, input);
    written = await write(client, { subjectId: id, markdown, baseRevision: baseRevision ?? null });
  }
  if (Object.keys(fields).length > 0) written = await setFields(client, id, fields);
  const observation = written ?? (await read(client, id))?.observation ?? null;
  if (json) out.print(JSON.stringify({ subject: id, ...(observation ?? { revision: 0, markdown: '' }) }));
  else if (written) out.print(`${name} is at revision ${written.revision}.`);
  else show(name, observation, out);
}

function show(name: string, observation: ObservedFragment | null, out: Output): void {
  if (!observation) {
    out.note(`Nothing was written of ${name} yet.`);
    return;
  }
  const { markdown, revision, missingMembers } = observation;
  out.print(markdown.trimEnd());
  out.note(
    `Revision ${revision}. Write it back with: asterism observe ${name} FILE --base-revision ${revision}`,
  );
  if (missingMembers.length > 0) {
    out.note(
      `Speaks of what is not among the members: ${missingMembers.map(({ index }) => `#${index}`).join(', ')}`,
    );
  }
}

async function read(client: Client, id: string): Promise<Observable> {
  const { node } = await client.query(OBSERVATION_OF, { id });
  if (node && 'observation' in node) return node;
  throw new CommandFailure(
    'There is nothing here of that name that is observed. Name an experiment (E-6), a cluster of it (E-6/2), or an id.',
    EXIT.notFound,
  );
}

function readMarkdown(file: string, input: Readable): Promise<string> {
  if (file === '-') return text(input);
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new CommandFailure(`${file} cannot be read: ${error.message}`, EXIT.misused);
  });
}

async function write(
  client: Client,
  input: { subjectId: string; markdown: string; baseRevision: number | null },
): Promise<ObservedFragment | null> {
  const { writeObservation } = await client.query(WRITE_OBSERVATION, { input });
  throwProblems(writeObservation.problems);
  return writeObservation.observation ?? null;
}

async function setFields(
  client: Client,
  id: string,
  { representatives, counterExamples, ...said }: FieldOptions,
): Promise<ObservedFragment | null> {
  const versions = representatives || counterExamples ? versionsOf(await read(client, id)) : [];
  const idsOf = async (indexes: number[] | undefined) =>
    indexes && Promise.all(indexes.map((index) => sampleId(client, versions, index)));
  const input = {
    subjectId: id,
    ...said,
    representativeIds: await idsOf(representatives),
    counterExampleIds: await idsOf(counterExamples),
  };
  const { setObservationFields } = await client.query(SET_OBSERVATION_FIELDS, { input });
  throwProblems(setObservationFields.problems);
  return setObservationFields.observation ?? null;
}

/** The data set versions whose samples the ID numbers are of. */
function versionsOf(subject: Observable): string[] {
  switch (subject.__typename) {
    case 'Cluster':
      return idOf(subject.experiment.datasetVersion);
    case 'Experiment':
      return idOf(subject.datasetVersion);
    case 'Study':
      return idOf(subject.ofStudy);
    case 'Comparison':
      return [...new Set(subject.experiments.flatMap(({ datasetVersion }) => idOf(datasetVersion)))];
  }
}

const idOf = (version: { id: string } | null | undefined): string[] => (version ? [version.id] : []);

async function sampleId(client: Client, versions: string[], index: number): Promise<string> {
  const [versionId, other] = versions;
  if (versionId === undefined || other !== undefined) {
    throw new CommandFailure(
      'Its experiments have no data set version in common, so that a number names no sample.',
    );
  }
  const { node } = await client.query(SAMPLE_AT, { versionId, index });
  const sample = node && 'samples' in node ? node.samples?.edges[0]?.node : undefined;
  if (sample?.index !== index) {
    throw new CommandFailure(`There is no sample #${index} in the data set version.`, EXIT.notFound);
  }
  return sample.id;
}
