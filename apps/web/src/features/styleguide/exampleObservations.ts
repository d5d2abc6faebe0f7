import type { ListedRevision } from '../observations/history/sittings.ts';
import type { RowObservation } from '../observations/list/ObservationRow.tsx';
import type { ShownSummary } from '../observations/summary/SummaryView.tsx';
import { exampleSample } from './clusteringExamples.ts';

const ADA = { id: 'ada', name: 'Ada Lovelace' };
const CECILIA = { id: 'cecilia', name: 'Cecilia Payne' };

export const BEFORE = 'Discs with one wide gap, seen close to face-on.\n\n- look at #17 again\n';
export const AFTER =
  'Discs with one narrow gap, seen close to face-on.\n\nThe gap lies at .45 of the outer radius in #17 and #61.\n';

/** Two sittings, the earlier one of which ends with a name. Long ago, so that the pictures of the page stay as they are. */
export const REVISIONS: readonly ListedRevision[] = [
  { id: '4', number: 4, at: '2025-03-01T14:20:00Z', name: null, authors: [ADA, CECILIA] },
  { id: '3', number: 3, at: '2025-03-01T14:15:00Z', name: null, authors: [CECILIA] },
  { id: '2', number: 2, at: '2025-02-28T09:30:00Z', name: 'Before the vote', authors: [ADA] },
  { id: '1', number: 1, at: '2025-02-28T09:24:00Z', name: null, authors: [] },
];

export const RUNS = [
  { text: 'Discs with one ', author: ADA },
  { text: 'narrow', author: CECILIA },
  { text: ' gap, seen close to face-on.\nThe gap lies at .45 of the outer radius in #17 ', author: ADA },
  { text: 'and #61.', author: null },
];

const thumbnail = exampleSample(0)?.thumbnailUrl ?? '';
export const thumbnails = (...indexes: number[]) =>
  indexes.map((index) => ({
    id: String(index),
    index,
    fileName: `disc_${index}.fits`,
    thumbnailUrl: thumbnail,
  }));

const ROW: RowObservation = {
  id: 'cluster',
  subject: {
    __typename: 'Cluster',
    id: '2',
    label: 2,
    experiment: { number: 42, name: 'conv 64 / k-means' },
  },
  markdown: AFTER,
  updatedAt: '2025-03-01T14:20:00Z',
  authors: [ADA, CECILIA],
  fields: { label: 'One gap', kind: 'PHYSICAL', confidence: 'HIGH', tags: ['gap', 'face-on'] },
  missingMembers: [{}, {}],
};

/** Of a cluster with all that can be said, of an experiment, of a study of which next to nothing is. */
export const OBSERVATIONS: readonly RowObservation[] = [
  ROW,
  {
    ...ROW,
    id: 'experiment',
    subject: { __typename: 'Experiment', id: '41', number: 41, name: 'vae 64 / global / hdbscan' },
    markdown: `## What it shows\n\n${'**Three** groups, as in E-42 and #17. '.repeat(12)}`,
    authors: [ADA, CECILIA, { id: 'c', name: 'Person c' }, { id: 'd', name: 'Person d' }],
    fields: { label: null, kind: 'UNSURE', confidence: null, tags: [] },
    missingMembers: [],
  },
  {
    ...ROW,
    id: 'study',
    subject: { __typename: 'Study', id: 's', studyName: 'The whole study of the discs' },
    markdown: '',
    fields: { tags: ['for the paper'] },
    authors: [ADA],
    missingMembers: [],
  },
];

export const SUMMARY: ShownSummary = {
  observed: 14,
  unobserved: 22,
  kinds: [
    { kind: 'PHYSICAL', count: 8 },
    { kind: 'ARTEFACT', count: 4 },
    { kind: null, count: 2 },
  ],
  confidences: [
    { confidence: 'HIGH', count: 6 },
    { confidence: 'LOW', count: 5 },
    { confidence: 'MEDIUM', count: 3 },
  ],
  labels: [
    { label: 'One gap', count: 5 },
    { label: null, count: 9 },
  ],
  tags: ['gap', 'face-on', 'spiral', 'edge', 'ring', 'noise', 'beam', 'odd', 'bright', 'faint'].map(
    (tag, i) => ({
      tag,
      count: 12 - i,
    }),
  ),
};
