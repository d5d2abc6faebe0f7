'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { askWhole } from '../../api/askOnce.ts';
import type { PaletteExperimentFragment } from '../../gql/graphql.ts';
import { useSession } from '../session/session.tsx';
import { type FoundSample, findSample } from './findSample.ts';
import { PALETTE_SEARCH } from './paletteDocuments.ts';
import { datasetAt, experimentMeant, sampleMeant } from './paletteText.ts';

// A pause between keys is mostly shorter.
const SETTLED_MS = 180;

export interface PaletteFinds {
  /** What they were found by. */
  text: string;
  experiments: readonly PaletteExperimentFragment[];
  sample: FoundSample | null;
  error: string | null;
}

const NONE: PaletteFinds = { text: '', experiments: [], sample: null, error: null };

/** What the server finds by a text, asked once no key was pressed for a moment; the last answer until the next is there. */
export function usePaletteFinds(text: string): PaletteFinds {
  const { workspace } = useSession();
  const dataset = datasetAt(usePathname());
  const version = useSearchParams().get('version');
  const [finds, setFinds] = useState(NONE);
  useEffect(() => {
    if (text === '') {
      setFinds(NONE);
      return;
    }
    const asking = new AbortController();
    const { signal } = asking;
    const ask = async () => {
      const number = experimentMeant(text);
      const index = dataset === null ? null : sampleMeant(text);
      const variables = { workspace: workspace.slug, text, numbers: number === null ? [] : [number] };
      try {
        const [{ numbered, found }, sample] = await Promise.all([
          askWhole(PALETTE_SEARCH, variables, signal),
          dataset === null || index === null
            ? null
            : findSample(
                { datasetId: dataset, version: version === null ? null : Number(version), index },
                signal,
              ),
        ]);
        const all = [...(numbered?.edges ?? []), ...(found?.edges ?? [])].map(({ node }) => node);
        setFinds({ text, experiments: distinct(all), sample, error: null });
      } catch (failure) {
        if (signal.aborted) return;
        setFinds({ ...NONE, text, error: failure instanceof Error ? failure.message : String(failure) });
      }
    };
    const timer = setTimeout(() => void ask(), SETTLED_MS);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [text, dataset, version, workspace.slug]);
  return finds;
}

const distinct = (rows: readonly PaletteExperimentFragment[]): PaletteExperimentFragment[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];
