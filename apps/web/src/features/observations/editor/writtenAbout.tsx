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

/** What is written about: said by the page around the editor. */
export const WrittenAboutContext = createContext<WrittenAbout>(NOTHING);

export const useWrittenAbout = (): WrittenAbout => useContext(WrittenAboutContext);
