'use client';

import { Select } from '@mantine/core';
import { useSearchState } from '../../../api/useSearchState.ts';
import { experimentId } from '../../../ui/format.ts';
import type { BoardRow } from '../board/boardDocument.ts';
import type { StudyRun } from '../studyDocument.ts';

interface RunChoiceProps {
  label: string;
  /** In the address. */
  param: string;
  options: readonly { run: StudyRun; name: string }[];
  chosen: StudyRun | null;
  /** The one that is shown unless another is asked for. */
  usual: StudyRun | null;
}

/** Which experiment of the study is looked at. */
export function RunChoice({ label, param, options, chosen, usual }: RunChoiceProps) {
  const [, change] = useSearchState();
  if (options.length < 2) return null;
  return (
    <Select
      size="xs"
      w={300}
      searchable
      aria-label={label}
      value={chosen?.id ?? null}
      data={options.map(({ run, name }) => ({
        value: run.id,
        label: `${experimentId(run.number)} ${name}${run.id === usual?.id ? ' (best)' : ''}`,
      }))}
      onChange={(id) => {
        const run = options.find((option) => option.run.id === id)?.run;
        change({ [param]: run && run.id !== usual?.id ? experimentId(run.number) : null });
      }}
    />
  );
}

/** The run that the address names, `E-12`, where it is among them. */
export const askedRun = (options: readonly { run: StudyRun }[], text: string | null): StudyRun | null =>
  options.find(({ run }) => experimentId(run.number) === text)?.run ?? null;

/** Runs that finished, by the names of their choices. */
export const finishedRuns = (
  rows: readonly BoardRow[],
  runs: ReadonlyMap<string, StudyRun>,
): { run: StudyRun; row: BoardRow; name: string }[] =>
  rows.flatMap((row) =>
    row.experiments.flatMap(({ id, seed }) => {
      const run = runs.get(id);
      const name = row.experimentCount > 1 ? `${row.name}, seed ${seed}` : row.name;
      return run?.status === 'SUCCEEDED' ? { run, row, name } : [];
    }),
  );
