'use client';

import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { saveFile } from '../../../../ui/chartFile.ts';
import { experimentId, formatBytes } from '../../../../ui/format.ts';
import { Panel } from '../../../../ui/Panel.tsx';
import { scoreName } from '../../../latents/coloringChoice.ts';
import type { ExperimentDetail } from '../../experimentDocuments.ts';
import classes from './RawFiles.module.css';
import { SampleTableButton } from './SampleTableButton.tsx';
import { studyFileOf } from './studyFile.ts';

/** What is stored of the experiment, to take away, with sizes. The trained model has a panel of its own. */
export function RawFiles({ experiment }: { experiment: ExperimentDetail }) {
  const { number, latents, labels, projections, perSample, preprocessed } = experiment;
  const at = `${experimentId(number)}-`;
  const study = studyFileOf(experiment);
  return (
    <Panel
      title="Raw files"
      say="Numbers as .npy, which NumPy reads as they are. Rows are in the order of the samples’ ID numbers."
    >
      <ul className={classes.files}>
        {study !== null && (
          <File
            name={`${at}study.yaml`}
            what="The choices, to run again from the command line"
            bytes={new TextEncoder().encode(study).length}
          >
            {(name) => <Save name={name} onClick={() => saveFile(study, name)} />}
          </File>
        )}
        {labels && (
          <File
            name={`${at}samples.csv`}
            what="A row for each sample: file, cluster, maps, scores"
            bytes={null}
          >
            {(name) => <SampleTableButton experiment={{ ...experiment, labels }} name={name} />}
          </File>
        )}
        {latents && <Numbers name={`${at}latents.npy`} what="The latents" blob={latents} />}
        {labels && <Numbers name={`${at}labels.npy`} what="The clusters; -1 is noise" blob={labels} />}
        {projections.map(({ kind, coordinates }) => (
          <Numbers
            key={kind}
            name={`${at}${kind.toLowerCase()}.npy`}
            what="Places on the map"
            blob={coordinates}
          />
        ))}
        {perSample.map(({ name, values }) => (
          <Numbers
            key={name}
            name={`${at}${name}.npy`}
            what={`Of each sample: ${scoreName(name)}`}
            blob={values}
          />
        ))}
        {preprocessed && (
          <Numbers
            name={`${at}images.npy`}
            what="The images as the model saw them"
            blob={preprocessed.images}
          />
        )}
      </ul>
    </Panel>
  );
}

interface FileProps {
  name: string;
  what: string;
  /** Null where it is made when it is asked for. */
  bytes: number | null;
  children: (name: string) => ReactNode;
}

function File({ name, what, bytes, children }: FileProps) {
  return (
    <li className={classes.file}>
      <span className={`number ${classes.name}`}>{name}</span>
      <span className={classes.what}>{what}</span>
      <span className={classes.size}>{bytes === null ? 'on demand' : formatBytes(bytes)}</span>
      {children(name)}
    </li>
  );
}

function Numbers({ name, what, blob }: { name: string; what: string; blob: { url: string; bytes: number } }) {
  return (
    <File name={name} what={what} bytes={blob.bytes}>
      {() => (
        <Button
          component="a"
          href={`${blob.url}&format=npy&name=${encodeURIComponent(name)}`}
          download={name}
          variant="default"
          size="xs"
          aria-label={`Download ${name}`}
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          Save
        </Button>
      )}
    </File>
  );
}

function Save({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <Button
      variant="default"
      size="xs"
      aria-label={`Download ${name}`}
      leftSection={<IconDownload size={14} aria-hidden />}
      onClick={onClick}
    >
      Save
    </Button>
  );
}
