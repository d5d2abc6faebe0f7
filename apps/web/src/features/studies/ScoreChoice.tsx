'use client';

import { Select } from '@mantine/core';
import { useSearchState } from '../../api/useSearchState.ts';
import type { BoardRow } from './board/boardDocument.ts';
import { type StudyScore, studyScoresOf } from './studyScores.ts';

/** By which score the choices are looked at; in the address, so that every view that goes by it follows. */
export function ScoreChoice({ rows, score }: { rows: readonly BoardRow[]; score: StudyScore }) {
  const [, change] = useSearchState();
  const scores = studyScoresOf(rows);
  if (scores.length < 2) return null;
  return (
    <Select
      size="xs"
      w={132}
      aria-label="Score of the choices"
      value={score.key}
      data={scores.map(({ key, name }) => ({ value: key, label: name }))}
      onChange={(key) => change({ score: key === 'silhouette' ? null : key })}
    />
  );
}
