import { experimentId } from '../../../ui/format.ts';

/** The page of a cluster, within the workspace; noise is -1. */
export const clusterPath = (experimentNumber: number, label: number): string =>
  `/experiments/${experimentId(experimentNumber)}/clusters/${label}`;
