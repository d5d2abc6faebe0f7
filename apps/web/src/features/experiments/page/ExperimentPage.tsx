'use client';

import { useEffect } from 'react';
import { useClient, useQuery } from 'urql';
import { useThrottled } from '../../../api/useThrottled.ts';
import { ChartSubject } from '../../../ui/chartSubject.ts';
import { experimentId } from '../../../ui/format.ts';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../../ui/States.tsx';
import { PointedSampleProvider } from '../../clustering/pointedSample.tsx';
import { Trail } from '../../frame/Trail.tsx';
import { useLook } from '../../lastVisit/LastVisit.tsx';
import { EXPERIMENT, PROGRESS } from '../experimentDocuments.ts';
import { ExperimentActions } from './ExperimentActions.tsx';
import classes from './ExperimentPage.module.css';
import { Origin } from './Origin.tsx';
import { PageSection } from './PageSection.tsx';
import { SectionContent } from './SectionContent.tsx';
import { SectionNav } from './SectionNav.tsx';
import { sectionsOf } from './sections.ts';
import { useAnchor } from './useAnchor.ts';

/** One experiment: the conclusion in words, then what it rests on. Follows the run as it goes. */
export function ExperimentPage({ id }: { id: string }) {
  const client = useClient();
  const [{ data, error }, refetch] = useQuery({
    query: EXPERIMENT,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 700);
  useLook(data?.experiment);
  useEffect(() => {
    const { unsubscribe } = client.subscription(PROGRESS, { id }).subscribe(({ data: event }) => {
      if (event) refresh();
    });
    return unsubscribe;
  }, [client, id, refresh]);
  useAnchor(Boolean(data?.experiment));

  if (error && !data?.experiment) return <ErrorState message={error.message} onRetry={refresh} />;
  if (!data) return <Loading height={480} />;
  const { experiment } = data;
  if (!experiment) return <Empty title="There is no such experiment" isPage />;
  const sections = sectionsOf(experiment);
  return (
    <PointedSampleProvider>
      <Trail
        steps={[{ name: 'Experiments', path: '/experiments' }, { name: experimentId(experiment.number) }]}
      />
      <PageHeader
        title={
          <>
            <span className={`number ${classes.number}`}>{experimentId(experiment.number)}</span>{' '}
            {experiment.name}
          </>
        }
        detail={<Origin experiment={experiment} />}
        actions={<ExperimentActions experiment={experiment} onDone={refresh} />}
      />
      <SectionNav sections={sections} />
      <ChartSubject value={experimentId(experiment.number)}>
        {sections.map((section, place) => (
          <PageSection
            key={section.id}
            section={section}
            place={place}
            isTitled={section.id === 'scores' || section.id === 'run'}
            isScreenOnly={section.id === 'new-images'}
          >
            <SectionContent id={section.id} experiment={experiment} onChange={refresh} />
          </PageSection>
        ))}
      </ChartSubject>
    </PointedSampleProvider>
  );
}
