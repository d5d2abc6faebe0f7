'use client';

import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import * as z from 'zod/mini';
import { useBlob } from '../../api/useBlob.ts';
import { type ColoredValues, type Coloring, clusterColoring, valueColoring } from './coloring.ts';
import { type ColoringChoice, scoreName } from './coloringChoice.ts';
import { FACT_VALUES } from './coloringDocuments.ts';
import type { SampleColumn } from './useMapTrust.ts';

interface ColoringOf {
  choice: ColoringChoice;
  /** Points of the map. */
  count: number;
  labels: Int32Array | null;
  perSample: readonly SampleColumn[];
  versionId: string | null | undefined;
  /** That the model saw first. */
  channel: number;
}

interface UsedColoring {
  /** By clusters while the values are on their way. */
  coloring: Coloring;
  /** Null of clusters, and while they are on their way. */
  values: ColoredValues | null;
  isComing: boolean;
  error: string | null;
}

const list = z.array(z.nullable(z.number()));

/** The colours of a map's points by what was chosen. */
export function useColoring({
  choice,
  count,
  labels,
  perSample,
  versionId,
  channel,
}: ColoringOf): UsedColoring {
  const score = choice.kind === 'SCORE' ? choice.name : null;
  const column = useBlob(perSample.find(({ name }) => name === score)?.values.url, 'float32');
  const fact = choice.kind === 'FACT' ? choice : null;
  const [{ data, error, fetching }] = useQuery({
    query: FACT_VALUES,
    variables: {
      id: versionId ?? '',
      source: fact?.source ?? 'HEADER',
      name: fact?.name ?? '',
      channel,
    },
    pause: !fact || !versionId,
  });
  const node = data?.node;
  const found = fact && !fetching && node && 'factValues' in node ? node.factValues : null;
  const name = fact?.name;
  const values = useMemo((): ColoredValues | null => {
    if (score !== null && column.data)
      return { name: scoreName(score), unit: null, isDate: false, words: null, values: column.data };
    if (!found || name === undefined) return null;
    const own = Float64Array.from(list.parse(found.values), (value) => value ?? Number.NaN);
    return { name, unit: found.unit ?? null, isDate: found.isDate, words: found.words ?? null, values: own };
  }, [score, column.data, found, name]);
  const ground = useComputedColorScheme('light');
  const coloring = useMemo(
    () => (values ? valueColoring(values, count, ground) : clusterColoring(labels, count)),
    [values, labels, count, ground],
  );
  const isUnknown = score !== null && perSample.every((one) => one.name !== score);
  const failure = column.error ?? (fact && error ? error.message : null);
  return {
    coloring,
    values,
    isComing: choice.kind !== 'CLUSTERS' && !values && !failure && !isUnknown,
    error: isUnknown ? `This run has no ${scoreName(score)}.` : failure,
  };
}
