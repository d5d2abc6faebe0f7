'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { Panel } from '../../../ui/Panel.tsx';
import { Problem } from '../../people/Problem.tsx';
import { Accepted } from './Accepted.tsx';
import classes from './Heirs.module.css';
import { ACCEPT_HEIR, type HeirsOfCluster } from './heirDocuments.ts';
import { InheritedWords } from './InheritedWords.tsx';
import { PassedOn } from './PassedOn.tsx';
import { useLeftOffers } from './useLeftOffers.ts';

interface OffersProps {
  cluster: HeirsOfCluster;
  /** Those of its ancestors that are offered or were taken over. */
  ancestors: HeirsOfCluster['ancestors'];
  canWrite: boolean;
  onChange: () => void;
}

/** What was written of earlier clusters, for this one to take over; nothing is moved unless somebody says so. */
export function Offers({ cluster, ancestors, canWrite, onChange }: OffersProps) {
  const [{ fetching }, accept] = useMutation(ACCEPT_HEIR);
  const [problem, setProblem] = useState<string | null>(null);
  const { isLeft, leave, takeUp } = useLeftOffers();
  const takeOver = async (fromId: string) => {
    const { data, error } = await accept({ input: { fromClusterId: fromId, toClusterId: cluster.id } });
    setProblem(error?.message ?? data?.acceptHeir.problems[0]?.message ?? null);
    onChange();
  };
  const offerOf = (fromId: string) => `${fromId} ${cluster.id}`;
  const shown = ancestors.filter(({ isAccepted, from }) => isAccepted || !isLeft(offerOf(from.id)));
  const left = ancestors.filter((heir) => !shown.includes(heir));
  return (
    <Panel
      title="Written of earlier clusters"
      say="This cluster has the most in common with these. What was written there comes here only when somebody takes it over."
    >
      <Problem sentence={problem} />
      <div className={classes.heirs}>
        {shown.map((heir) => (
          <PassedOn
            key={heir.from.id}
            other={heir.from}
            from={heir.from}
            to={cluster}
            heir={heir}
            actions={
              canWrite &&
              !heir.isAccepted && (
                <>
                  <Button size="xs" loading={fetching} onClick={() => void takeOver(heir.from.id)}>
                    Take over
                  </Button>
                  <Button size="xs" variant="default" onClick={() => leave(offerOf(heir.from.id))}>
                    Leave it there
                  </Button>
                </>
              )
            }
          >
            <InheritedWords observation={heir.from.observation} />
            {heir.isAccepted && <Accepted>Taken over</Accepted>}
          </PassedOn>
        ))}
        {left.length > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            className={classes.again}
            onClick={() => {
              for (const { from } of left) takeUp(offerOf(from.id));
            }}
          >
            Show {left.length} that you left there
          </Button>
        )}
      </div>
    </Panel>
  );
}
