'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import { askWhole } from '../../../api/askOnce.ts';
import type { ExperimentFilter, ExperimentGroupField, ExperimentOrder } from '../../../gql/graphql.ts';
import { words } from '../../../ui/format.ts';
import { statusWord } from '../../../ui/StatusBadge.tsx';
import { CLUSTERER_NAMES } from '../../clustering/clusteringSummary.ts';
import { EXPERIMENT_GROUPS } from './experimentListDocuments.ts';
import type { GroupOfRows, Span, Stretch } from './rows.ts';
import { type ListedExperiment, useListings } from './useListings.ts';

export const GROUPS: readonly { value: ExperimentGroupField; label: string }[] = [
  { value: 'STUDY', label: 'By study' },
  { value: 'MODEL', label: 'By model' },
  { value: 'CLUSTERER', label: 'By clusterer' },
  { value: 'NORMALIZATION', label: 'By normalisation' },
  { value: 'ALIGNMENT', label: 'By alignment' },
  { value: 'DATASET', label: 'By data set' },
  { value: 'STATUS', label: 'By status' },
];

export const groupFieldOf = (text: string | null): ExperimentGroupField | null =>
  GROUPS.find(({ value }) => value === text)?.value ?? null;

/** As rows say it, too. */
function nameOf(by: ExperimentGroupField, { key, name }: GroupOfRows): string | null {
  if (key === null || by === 'STUDY' || by === 'DATASET') return name;
  if (by === 'STATUS') return statusWord(key);
  return by === 'CLUSTERER' ? (CLUSTERER_NAMES[key] ?? key) : words(key);
}

// How the address names a group without a key.
const NONE = '~';
const nameInAddress = ({ key }: GroupOfRows): string => key ?? NONE;

const NO_ROWS: ReadonlyMap<number, ListedExperiment> = new Map();

interface Request {
  workspace: string;
  filter: ExperimentFilter;
  orderBy: readonly ExperimentOrder[];
  by: ExperimentGroupField | null;
  /** Keys of the open groups, as the address has them. */
  open: string;
  onOpen: (open: string) => void;
}

interface Stretches {
  /** Null until the first is known. */
  stretches: readonly Stretch<ListedExperiment>[] | null;
  total: number | null;
  error: string | null;
  want(span: Span): void;
  /** Those rows, read where they were not. Rejects with a sentence. */
  rowsOf(spans: readonly Span[]): Promise<ListedExperiment[]>;
  toggle(stretch: number): void;
  refresh(): void;
}

/** The list in one stretch, or in groups of which each open one is a list of its own. */
export function useStretches({ workspace, filter, orderBy, by, open, onOpen }: Request): Stretches {
  const { groups, error: groupError, refresh: readGroups } = useGroups(workspace, filter, by);
  const opened = useMemo(() => new Set(open === '' ? [] : open.split(',')), [open]);
  const filters = useMemo(
    (): ExperimentFilter[] => groups?.map(({ key }) => ({ ...filter, group: { by: by!, key } })) ?? [filter],
    [filter, groups, by],
  );
  const looked = filters.filter((_, at) => !groups?.[at] || opened.has(nameInAddress(groups[at])));
  const {
    listings,
    error,
    want: wantRows,
    rowsAt,
    refresh: readRows,
  } = useListings(workspace, orderBy, looked);
  useEffect(() => {
    if (!by) wantRows(filter, { first: 0, last: 0 });
  }, [by, filter, wantRows]);
  const stretches = useMemo((): readonly Stretch<ListedExperiment>[] | null => {
    if (by && !groups) return null;
    const found = filters.map((one, at): Stretch<ListedExperiment> | null => {
      const listing = listings.get(JSON.stringify(one));
      const group = groups?.[at] ?? null;
      if (!group && !listing) return null;
      const total = listing?.total ?? group?.count ?? 0;
      return {
        group,
        isOpen: !group || opened.has(nameInAddress(group)),
        rows: listing?.rows ?? NO_ROWS,
        total,
      };
    });
    return found.every((stretch) => stretch !== null) ? found : null;
  }, [by, groups, filters, listings, opened]);
  const want = useCallback(
    ({ stretch, first, last }: Span) => {
      const one = filters[stretch];
      if (one) wantRows(one, { first, last });
    },
    [filters, wantRows],
  );
  const rowsOf = useCallback(
    async (spans: readonly Span[]) => {
      const found: ListedExperiment[] = [];
      for (const { stretch, first, last } of spans) {
        const one = filters[stretch];
        if (one) found.push(...(await rowsAt(one, { first, last })));
      }
      return found;
    },
    [filters, rowsAt],
  );
  const toggle = (stretch: number) => {
    const group = groups?.[stretch];
    if (!group) return;
    const name = nameInAddress(group);
    const next = opened.has(name) ? [...opened].filter((other) => other !== name) : [...opened, name];
    onOpen(next.join(','));
  };
  const refresh = useCallback(() => {
    readRows();
    readGroups();
  }, [readRows, readGroups]);
  const total = by
    ? (groups?.reduce((sum, { count }) => sum + count, 0) ?? null)
    : (stretches?.[0]?.total ?? null);
  return { stretches, total, error: error ?? groupError, want, rowsOf, toggle, refresh };
}

function useGroups(workspace: string, filter: ExperimentFilter, by: ExperimentGroupField | null) {
  const [found, setFound] = useState<{ by: ExperimentGroupField; groups: readonly GroupOfRows[] } | null>(
    null,
  );
  const [error, setError] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks again.
  useEffect(() => {
    if (!by) return;
    const stop = new AbortController();
    askWhole(EXPERIMENT_GROUPS, { workspace, filter, by }, stop.signal)
      .then(({ experimentGroups }) => {
        setFound({
          by,
          groups: (experimentGroups ?? []).map((group) => ({ ...group, name: nameOf(by, group) })),
        });
        setError(null);
      })
      .catch((failure: unknown) => {
        if (!stop.signal.aborted) setError(failure instanceof Error ? failure.message : String(failure));
      });
    return () => stop.abort();
  }, [workspace, filter, by, round]);
  const refresh = useCallback(() => setRound((before) => before + 1), []);
  return { groups: found && found.by === by ? found.groups : null, error: by ? error : null, refresh };
}
