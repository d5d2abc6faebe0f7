'use client';

import { createContext, useContext } from 'react';

/** The samples that a text can speak of by their ID numbers. */
export interface WrittenAbout {
  /** The data set's version that they are of; null where it is gone. */
  versionId: string | null;
  datasetId?: string | undefined;
  versionNumber?: number | undefined;
  sampleCount: number;
  /** ID numbers that are offered before one is typed. */
  offered: readonly number[];
}

const NOTHING: WrittenAbout = { versionId: null, sampleCount: 0, offered: [] };

interface Known {
  dataset?: { id: string } | null | undefined;
  /** Null where it is gone, as of latents that were brought from elsewhere. */
  version?: { id: string; number: number; sampleCount: number } | null | undefined;
  offered?: readonly number[];
}

/** What is written about where the samples are those of a data set's version. */
export const writtenAbout = ({ dataset, version, offered = [] }: Known): WrittenAbout =>
  version
    ? {
        versionId: version.id,
        datasetId: dataset?.id,
        versionNumber: version.number,
        sampleCount: version.sampleCount,
        offered,
      }
    : NOTHING;

/** What is written about: said by the page around the editor. */
export const WrittenAboutContext = createContext<WrittenAbout>(NOTHING);

export const useWrittenAbout = (): WrittenAbout => useContext(WrittenAboutContext);
