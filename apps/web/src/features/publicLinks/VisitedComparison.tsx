'use client';

import { useEffect } from 'react';
import * as z from 'zod/mini';
import { useSearchState } from '../../api/useSearchState.ts';
import type { VisitQuery } from '../../gql/graphql.ts';
import { experimentId } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { ComparedParts } from '../compare/ComparedParts.tsx';
import { pairOf, textOf } from '../compare/compareState.ts';
import { VisitProvider } from '../session/pagePaths.tsx';
import classes from './PublicPage.module.css';
import { VisitedExperiment } from './VisitedExperiment.tsx';

type Comparison = Extract<NonNullable<VisitQuery['publicLink']>['subject'], { experiments: unknown }>;

const kept = z.catch(z.object({ pair: z.nullish(z.string()), index: z.nullish(z.string()) }), {});

/** Experiments beside each other, to look at; each of them opens below the same link. */
export function VisitedComparison({ comparison: { title, state, experiments } }: { comparison: Comparison }) {
  const [search, change] = useSearchState();
  const number = Number(/^E-(\d{1,9})$/.exec(search.get('experiment') ?? '')?.[1]);
  const opened = experiments.find((experiment) => experiment.number === number);
  useEffect(() => {
    if (!opened) document.title = `${title} · Asterism`;
  }, [title, opened]);
  if (opened)
    return (
      <>
        <a href={window.location.pathname} className={classes.back}>
          Back to {title}
        </a>
        <VisitedExperiment id={opened.id} />
      </>
    );
  const before = kept.parse(state);
  const pair = pairOf(
    search.get('pair') ?? before.pair ?? null,
    experiments.map((experiment) => experiment.number),
  );
  const choose = (chosen: readonly [number, number]) => change({ pair: textOf(chosen), flow: null });
  return (
    <VisitProvider experimentPath={(experiment) => `?experiment=${experimentId(experiment.number)}`}>
      <PageHeader
        title={title}
        detail={`What ${experiments.length} experiments did differently and what came of it: scores, training, how far clusterings agree, and who moved.`}
      />
      <ComparedParts
        experiments={experiments}
        pair={pair}
        onPair={choose}
        usualIndex={before.index ?? null}
      />
    </VisitProvider>
  );
}
