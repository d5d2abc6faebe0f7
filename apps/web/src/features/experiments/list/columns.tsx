import type { ReactNode } from 'react';
import type { ExperimentOrderField } from '../../../gql/graphql.ts';
import { formatDuration, formatNumber, formatScore, NOTHING, words } from '../../../ui/format.ts';
import { ScoreBar } from '../../../ui/ScoreBar.tsx';
import { Sparkline } from '../../../ui/Sparkline.tsx';
import { Tags } from '../../../ui/Tags.tsx';
import { TimeAgo } from '../../../ui/TimeAgo.tsx';
import { clusteringSummary, single } from '../../clustering/clusteringSummary.ts';
import { RowStatus } from '../RowStatus.tsx';
import type { ColumnChoice } from './columnChoice.ts';
import classes from './ExperimentGrid.module.css';
import type { ListedExperiment } from './useListings.ts';

export interface GridColumn {
  id: string;
  name: string;
  /** Pixels, unless another was chosen. */
  width: number;
  cell: (row: ListedExperiment) => ReactNode;
  /** Of the values in a table outside. */
  unit?: string;
  /** What a table outside holds of it. */
  text: (row: ListedExperiment) => string | number | null;
  field?: ExperimentOrderField;
  isNumber?: boolean;
}

const score = (value: number | null | undefined): ReactNode => (
  <span className={classes.score} title={value?.toString()}>
    <ScoreBar value={value ?? null} />
    {formatScore(value)}
  </span>
);
const figure = (value: number | null | undefined): ReactNode => (
  <span title={value?.toString()}>{formatNumber(value)}</span>
);

/** A text that may be longer than its column: cut with a sign of it, whole where it is pointed at. */
const line = (text: string): ReactNode => (
  <span className={classes.line} title={text}>
    {text}
  </span>
);

export const COLUMNS: readonly GridColumn[] = [
  {
    id: 'name',
    name: 'Name',
    width: 248,
    field: 'NAME',
    cell: (row) => (
      <>
        {line(row.name)}
        <span className={classes.tags}>
          <Tags tags={row.tags} isArchived={row.archived} />
        </span>
      </>
    ),
    text: ({ name }) => name,
  },
  {
    id: 'status',
    name: 'Status',
    width: 140,
    cell: (row) => <RowStatus row={row} />,
    text: ({ status }) => status,
  },
  {
    id: 'clustering',
    name: 'Clustering',
    width: 232,
    cell: (row) => line(summaryOf(row)),
    text: (row) => summaryOf(row),
  },
  {
    id: 'model',
    name: 'Model',
    width: 112,
    cell: ({ model }) => (model ? `${model.kind.toLowerCase()} ${model.latentSize}` : NOTHING),
    text: ({ model }) => (model ? `${model.kind} ${model.latentSize}` : null),
  },
  {
    id: 'normalization',
    name: 'Normalisation',
    width: 112,
    cell: ({ preprocessing }) => (preprocessing ? words(preprocessing.normalization) : NOTHING),
    text: ({ preprocessing }) => preprocessing?.normalization ?? null,
  },
  {
    id: 'alignment',
    name: 'Alignment',
    width: 104,
    cell: ({ alignment }) => (alignment ? words(alignment.alignment) : NOTHING),
    text: ({ alignment }) => alignment?.alignment ?? null,
  },
  {
    id: 'silhouette',
    name: 'Silhouette',
    width: 112,
    field: 'SILHOUETTE',
    isNumber: true,
    cell: ({ metrics }) => score(metrics?.silhouette),
    text: ({ metrics }) => metrics?.silhouette ?? null,
  },
  {
    id: 'stability',
    name: 'Stability',
    width: 112,
    field: 'STABILITY',
    isNumber: true,
    cell: ({ scores }) => score(scores?.stability),
    text: ({ scores }) => scores?.stability ?? null,
  },
  {
    id: 'clusters',
    name: 'Clusters',
    width: 84,
    field: 'CLUSTER_COUNT',
    isNumber: true,
    cell: ({ metrics }) => metrics?.clusterCount ?? NOTHING,
    text: ({ metrics }) => metrics?.clusterCount ?? null,
  },
  {
    id: 'loss',
    name: 'Loss',
    width: 100,
    cell: ({ lossCurve }) => (
      <Sparkline
        values={lossCurve}
        label={`Training loss from ${formatNumber(lossCurve[0])} to ${formatNumber(lossCurve.at(-1))}`}
      />
    ),
    text: ({ lossCurve }) => lossCurve.at(-1) ?? null,
  },
  {
    id: 'mse',
    name: 'MSE',
    width: 92,
    field: 'MSE',
    isNumber: true,
    cell: ({ metrics }) => figure(metrics?.mse),
    text: ({ metrics }) => metrics?.mse ?? null,
  },
  {
    id: 'msSsim',
    name: 'MS-SSIM',
    width: 92,
    field: 'MS_SSIM',
    isNumber: true,
    cell: ({ scores }) => formatScore(scores?.msSsim),
    text: ({ scores }) => scores?.msSsim ?? null,
  },
  {
    id: 'took',
    name: 'Took',
    width: 104,
    field: 'DURATION',
    isNumber: true,
    cell: (row) => <span className={classes.words}>{formatDuration(secondsOf(row))}</span>,
    unit: 's',
    text: secondsOf,
  },
  {
    id: 'created',
    name: 'Created',
    width: 116,
    field: 'CREATED_AT',
    isNumber: true,
    cell: ({ createdAt }) => (
      <span className={classes.words}>
        <TimeAgo at={createdAt} />
      </span>
    ),
    text: ({ createdAt }) => createdAt,
  },
  {
    id: 'study',
    name: 'Study',
    width: 180,
    cell: ({ study }) => line(study?.name ?? NOTHING),
    text: ({ study }) => study?.name ?? null,
  },
  {
    id: 'dataset',
    name: 'Data set',
    width: 160,
    cell: ({ dataset }) => line(dataset?.name ?? NOTHING),
    text: ({ dataset }) => dataset?.name ?? null,
  },
  {
    id: 'seed',
    name: 'Seed',
    width: 72,
    isNumber: true,
    cell: ({ seed }) => seed,
    text: ({ seed }) => seed,
  },
  {
    id: 'by',
    name: 'Made by',
    width: 132,
    cell: ({ createdBy }) => line(createdBy?.name ?? NOTHING),
    text: ({ createdBy }) => createdBy?.name ?? null,
  },
];

export const USUAL_COLUMNS: ColumnChoice = {
  shown: [
    'name',
    'status',
    'clustering',
    'model',
    'silhouette',
    'stability',
    'loss',
    'mse',
    'took',
    'created',
  ],
  widths: {},
  pinned: 1,
};

/** Where there is room for the name and one figure, that is the silhouette. */
export const PHONE_COLUMNS: ColumnChoice = {
  shown: ['name', 'silhouette', ...USUAL_COLUMNS.shown.filter((id) => id !== 'name' && id !== 'silhouette')],
  widths: { silhouette: 84 },
  pinned: 0,
};

const summaryOf = ({ clustering, metrics }: ListedExperiment): string =>
  clusteringSummary(clustering, single(metrics?.clusterCount), single(metrics?.noiseCount));

function secondsOf({ startedAt, finishedAt }: ListedExperiment): number | null {
  if (!startedAt || !finishedAt) return null;
  return (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}
