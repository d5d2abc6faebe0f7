'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReviewAnswer } from '../../gql/graphql.ts';
import { Panel } from '../../ui/Panel.tsx';
import { KeysProvider } from '../keys/KeysProvider.tsx';
import { Accepted } from '../observations/heirs/Accepted.tsx';
import { HeirCard } from '../observations/heirs/HeirCard.tsx';
import { MissingMembers } from '../observations/heirs/MissingMembers.tsx';
import { RestoredNotice } from '../observations/history/RestoredNotice.tsx';
import { SittingList } from '../observations/history/SittingList.tsx';
import { type VersionLook, VersionView } from '../observations/history/VersionView.tsx';
import { ObservationRow } from '../observations/list/ObservationRow.tsx';
import { BlindReview } from '../observations/review/BlindReview.tsx';
import { CannotTell } from '../observations/review/CannotTell.tsx';
import { ReviewResult } from '../observations/review/ReviewResult.tsx';
import { SummaryView } from '../observations/summary/SummaryView.tsx';
import { AFTER, BEFORE, OBSERVATIONS, REVISIONS, RUNS, SUMMARY, thumbnails } from './exampleObservations.ts';
import classes from './StyleguidePage.module.css';

const ignore = () => undefined;
const nowhere = () => '#observations';

/** What stands beside an observation's text, with observations made up. */
export function ObservationPanels() {
  return (
    <div className={classes.stack}>
      <Panel title="Versions by sittings">
        <RestoredNotice number={2} isBusy={false} onBack={ignore} />
        <SittingList revisions={REVISIONS} chosen={4} onChoose={ignore} />
      </Panel>
      <Panel title="Who wrote what">
        <Version look="written" />
      </Panel>
      <Panel title="What changed">
        <Version look="changes" />
      </Panel>
      <Heirs />
      <Panel title="Blind">
        <Blind />
      </Panel>
      <Panel title="What came of reviews" mark={<CannotTell isShort />}>
        <div className={classes.stack}>
          <ReviewResult
            review={{
              reviewers: 3,
              kappa: 0.612,
              kappaLow: 0.41,
              kappaHigh: 0.81,
              accuracy: 0.854,
              accuracyLow: 0.72,
              accuracyHigh: 0.95,
            }}
          />
          <ReviewResult
            review={{
              reviewers: 1,
              kappaMissing: 'ONE_RATER',
              accuracy: 0.46,
              accuracyLow: 0.31,
              accuracyHigh: 0.62,
            }}
          />
        </div>
      </Panel>
      <Panel title="Observations in a list">
        <div className={classes.stack}>
          {OBSERVATIONS.map((observation) => (
            <ObservationRow key={observation.id} observation={observation} href={nowhere()} />
          ))}
        </div>
      </Panel>
      <Panel title="What was written, counted">
        <SummaryView summary={SUMMARY} path={nowhere} />
      </Panel>
    </div>
  );
}

function Version({ look: first }: { look: VersionLook }) {
  const [look, setLook] = useState<VersionLook>(first);
  const [version, ...earlier] = REVISIONS;
  if (!version) return null;
  return (
    <VersionView
      // Two of one number on one page would have one name.
      version={first === 'written' ? version : { ...version, number: version.number + 1 }}
      text={{ markdown: AFTER, runs: RUNS }}
      look={look}
      onLook={setLook}
      against={{ options: earlier, chosen: 2, markdown: BEFORE }}
      onAgainst={ignore}
      edits={{
        isNewest: first === 'written',
        isBusy: false,
        onRestore: ignore,
        onHold: ignore,
        onName: ignore,
      }}
    />
  );
}

function Heirs() {
  const other = { id: '1', label: 1, experiment: { id: '41', number: 41 } };
  const moved = (count: number, ...indexes: number[]) => ({
    count,
    samples: thumbnails(...indexes),
    path: nowhere,
  });
  return (
    <Panel title="Heirs">
      <div className={classes.stack}>
        <HeirCard
          other={other}
          href={nowhere()}
          jaccard={0.816}
          joined={moved(2, 3, 17)}
          left={moved(5, 4, 8, 15)}
          actions={<Button size="xs">Take over</Button>}
        />
        <HeirCard other={other} href={nowhere()} jaccard={1} joined={moved(0)} left={moved(0)}>
          <Accepted>Taken over</Accepted>
        </HeirCard>
        <MissingMembers samples={thumbnails(17, 61)} samplePath={nowhere} />
      </div>
    </Panel>
  );
}

const ITEMS: readonly { sample: { id: string; thumbnailUrl: string }; answer: ReviewAnswer | null }[] =
  thumbnails(0, 1, 2, 3, 4, 5, 6, 7).map((sample, i) => ({
    sample,
    answer: i < 2 ? 'BELONGS' : i === 2 ? 'UNSURE' : null,
  }));

function Blind() {
  return (
    <KeysProvider everywhere={{ name: 'Everywhere', lines: [], actions: () => ({}) }}>
      <BlindReview items={ITEMS} examples={thumbnails(20, 21, 22)} onAnswer={ignore} />
    </KeysProvider>
  );
}
