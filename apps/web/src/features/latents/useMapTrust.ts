'use client';

import { useMemo } from 'react';
import { useBlob } from '../../api/useBlob.ts';
import type { PointTrust } from '../map/torn.ts';

/** A column of numbers by ID number, to be fetched. */
export interface SampleColumn {
  name: string;
  values: { url: string };
}

interface Projected {
  kind: string;
  neighbourCount?: number | null;
}

/** The column's numbers; null while they are fetched, and where there is no such column. */
export function useSampleColumn(columns: readonly SampleColumn[], name: string | null): Float32Array | null {
  return useBlob(columns.find((column) => column.name === name)?.values.url, 'float32').data;
}

/** How far each point of one map is to be trusted. */
export function useMapTrust(columns: readonly SampleColumn[], projection: Projected | undefined): PointTrust {
  const kind = projection?.kind ?? '';
  // As the API names its columns: trustPca, keptTsne.
  const suffix = kind.slice(0, 1) + kind.slice(1).toLowerCase();
  const trustworthiness = useSampleColumn(columns, `trust${suffix}`);
  const continuity = useSampleColumn(columns, `continuity${suffix}`);
  const kept = useSampleColumn(columns, `kept${suffix}`);
  const neighbourCount = projection?.neighbourCount ?? null;
  return useMemo(
    () => ({ trustworthiness, continuity, kept, neighbourCount }),
    [trustworthiness, continuity, kept, neighbourCount],
  );
}
