'use client';

import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useVersionSamples } from '../../../../api/useVersionSamples.ts';
import { saveFile } from '../../../../ui/chartFile.ts';
import { ErrorState } from '../../../../ui/States.tsx';
import type { ShownExperiment } from '../../experimentDocuments.ts';
import { sampleTableCsv } from './sampleTable.ts';

interface SampleTableButtonProps {
  experiment: ShownExperiment & { labels: { url: string } };
  name: string;
}

/** Makes the table of all samples when it is asked for, out of what is stored as numbers in bulk. */
export function SampleTableButton({ experiment, name }: SampleTableButtonProps) {
  const { labels, perSample, projections, datasetVersion } = experiment;
  const { samples, total, error } = useVersionSamples(datasetVersion?.id);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isRead = samples !== null && samples.length === total;
  const save = async () => {
    setBusy(true);
    try {
      const csv = sampleTableCsv({
        fileNames: samples?.map(({ fileName }) => fileName) ?? [],
        labels: new Int32Array(await bytesOf(labels.url)),
        columns: await Promise.all(
          perSample.map(async (column) => ({
            name: column.name,
            values: new Float32Array(await bytesOf(column.values.url)),
          })),
        ),
        maps: await Promise.all(
          projections.map(async ({ kind, coordinates }) => ({
            kind,
            coordinates: new Float32Array(await bytesOf(coordinates.url)),
          })),
        ),
      });
      saveFile(csv, name);
      setProblem(null);
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        aria-label={`Download ${name}`}
        loading={isBusy || (!isRead && !error)}
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => void save()}
      >
        Make
      </Button>
      {(problem ?? error) && <ErrorState message={problem ?? error ?? ''} />}
    </>
  );
}

async function bytesOf(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The numbers could not be fetched (status ${response.status}).`);
  return response.arrayBuffer();
}
