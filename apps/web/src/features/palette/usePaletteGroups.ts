'use client';

import { useRouter } from 'next/navigation';
import { useQuery } from 'urql';
import { experimentNumberOf } from '../experiments/experimentAddress.ts';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { PALETTE_LISTS } from './paletteDocuments.ts';
import {
  datasetEntry,
  experimentEntry,
  type Go,
  numberEntry,
  type PaletteEntry,
  placeEntries,
  sampleEntry,
  studyEntry,
} from './paletteEntries.tsx';
import { named } from './paletteText.ts';
import { usePaletteActions } from './usePaletteActions.tsx';
import { type PaletteFinds, usePaletteFinds } from './usePaletteFinds.ts';

export interface PaletteGroup {
  name: string;
  entries: readonly PaletteEntry[];
}

interface PaletteGroups {
  groups: readonly PaletteGroup[];
  /** Whether the server has answered for this text. */
  isSettled: boolean;
  error: string | null;
}

const MOST = 6;

/** All that fits the text. What the browser knows comes first, so that what arrives later moves nothing. */
export function usePaletteGroups(text: string): PaletteGroups {
  const to = useWorkspacePath();
  const { workspace } = useSession();
  const router = useRouter();
  const [{ data, error }] = useQuery({
    query: PALETTE_LISTS,
    variables: { workspace: workspace.slug },
    requestPolicy: 'cache-and-network',
  });
  const finds = usePaletteFinds(text);
  const go = (path: string) => () => router.push(to(path));
  const fits = (entries: readonly PaletteEntry[]) => named(entries, text, ({ label }) => label);
  const everywhere = [
    { name: 'Go to', entries: fits(placeEntries(go)) },
    { name: 'Actions', entries: fits(usePaletteActions(go)) },
  ];
  const datasets = data?.datasets?.edges.map(({ node }) => datasetEntry(node, go)) ?? [];
  const studies = data?.studies?.edges.map(({ node }) => studyEntry(node, go)) ?? [];
  const newest = data?.experiments?.edges.map(({ node }) => experimentEntry(node, go)) ?? [];
  const isSettled = finds.text === text;
  const groups =
    text === ''
      ? [...everywhere, { name: 'Newest experiments', entries: newest }]
      : [
          ...everywhere,
          { name: 'Data sets', entries: fits(datasets).slice(0, MOST) },
          { name: 'Studies', entries: fits(studies).slice(0, MOST) },
          { name: 'Samples', entries: finds.sample ? [sampleEntry(finds.sample, go)] : [] },
          { name: 'Experiments', entries: experimentEntries(text, finds, go) },
        ];
  return {
    groups: groups.filter(({ entries }) => entries.length > 0),
    isSettled,
    error: finds.error ?? error?.message ?? null,
  };
}

/** Who types a number and Enter need not wait for what it is called. */
function experimentEntries(
  text: string,
  { text: answered, experiments }: PaletteFinds,
  go: Go,
): PaletteEntry[] {
  const number = experimentNumberOf(text);
  if (answered !== text && number !== null) return [numberEntry(number, go)];
  return experiments.slice(0, MOST).map((experiment) => experimentEntry(experiment, go));
}
