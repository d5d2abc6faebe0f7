import { Kbd } from '@mantine/core';
import { IconDatabase, IconLayoutGrid } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PaletteExperimentFragment, PaletteListsQuery } from '../../gql/graphql.ts';
import { experimentId, formatCount, sampleId } from '../../ui/format.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { datasetPath, samplePath } from '../datasets/paths.ts';
import { PLACES } from '../frame/places.ts';
import type { FoundSample } from './findSample.ts';
import classes from './Palette.module.css';

export interface PaletteEntry {
  id: string;
  label: string;
  detail?: string;
  /** An icon, or an ID. */
  sign: ReactNode;
  /** Its keys, or how it stands. */
  aside?: ReactNode;
  run: () => void;
}

export const PaletteKeys = ({ keys }: { keys: readonly string[] }) => (
  <span className={classes.keys}>
    {keys.map((key) => (
      <Kbd key={key} size="xs">
        {key}
      </Kbd>
    ))}
  </span>
);

/** What goes to a path of the workspace. */
export type Go = (path: string) => () => void;

type Dataset = NonNullable<PaletteListsQuery['datasets']>['edges'][number]['node'];
type Study = NonNullable<PaletteListsQuery['studies']>['edges'][number]['node'];

export const ICON = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;

export const placeEntries = (go: Go): PaletteEntry[] =>
  PLACES.map(({ path, name, Icon, key }) => ({
    id: `place-${name}`,
    label: name,
    sign: <Icon {...ICON} />,
    aside: <PaletteKeys keys={['g', key]} />,
    run: go(path),
  }));

export const datasetEntry = ({ id, name, latestVersion }: Dataset, go: Go): PaletteEntry => ({
  id,
  label: name,
  ...(latestVersion ? { detail: `${formatCount(latestVersion.sampleCount)} samples` } : {}),
  sign: <IconDatabase {...ICON} />,
  run: go(datasetPath(id)),
});

export const studyEntry = ({ id, name, status }: Study, go: Go): PaletteEntry => ({
  id,
  label: name,
  sign: <IconLayoutGrid {...ICON} />,
  aside: <StatusBadge status={status} />,
  run: go(`/studies/${encodeURIComponent(id)}`),
});

export const experimentEntry = (
  { id, number, name, status }: PaletteExperimentFragment,
  go: Go,
): PaletteEntry => ({ ...numberEntry(number, go), id, label: name, aside: <StatusBadge status={status} /> });

/** An experiment of which nothing but the number is known. */
export const numberEntry = (number: number, go: Go): PaletteEntry => ({
  id: `number-${number}`,
  label: `Open ${experimentId(number)}`,
  sign: <span className="number">{experimentId(number)}</span>,
  run: go(`/experiments/${experimentId(number)}`),
});

export const sampleEntry = (
  { id, index, fileName, datasetId, datasetName, version }: FoundSample,
  go: Go,
): PaletteEntry => ({
  id,
  label: `Sample ${sampleId(index)}`,
  detail: `${fileName} of ${datasetName}`,
  sign: <span className="number">{sampleId(index)}</span>,
  run: go(samplePath(datasetId, id, version)),
});
