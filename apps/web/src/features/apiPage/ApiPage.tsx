'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useCallback, useState } from 'react';
import { useQuery } from 'urql';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Loading } from '../../ui/States.tsx';
import { Trail } from '../frame/Trail.tsx';
import { TokensPanel } from '../people/TokensPanel.tsx';
import { useSession } from '../session/session.tsx';
import classes from './ApiPage.module.css';
import { ExampleList } from './ExampleList.tsx';
import type { TabText } from './Explorer.tsx';
import { EXAMPLE_SUBJECTS, exampleSubjects } from './exampleSubjects.ts';
import { EXAMPLES } from './examples.ts';
import { FromScripts } from './FromScripts.tsx';
import { RatePanel } from './RatePanel.tsx';
import { useRate } from './useRate.ts';

// 1.1 MB gzipped, four times any other page: loaded here alone, when somebody reaches for it.
const Explorer = dynamic(() => import('./Explorer.tsx').then((module) => module.Explorer), {
  ssr: false,
  loading: () => <Loading height={600} label="Loading the editor" />,
});

/** Has it at hand by the time the button is pressed. Opened by the pointer alone, the button would be gone below it. */
const fetchExplorer = () => void import('./Explorer.tsx');

/** The API to try by hand, with examples, one's tokens and what is left of one's rate. */
export function ApiPage() {
  const { user, workspace } = useSession();
  const [{ data }] = useQuery({ query: EXAMPLE_SUBJECTS, variables: { workspace: workspace.slug } });
  const subjects = exampleSubjects(workspace.slug, data);
  const [asked, setAsked] = useState<TabText | null>(null);
  const { rate, limits, see } = useRate();
  const [isWanted, setWanted] = useState(false);
  const [first] = useState(() => textOf(EXAMPLES[0].query, EXAMPLES[0].variables(subjects)));
  const open = useCallback((query: string, variables: Record<string, unknown>) => {
    setWanted(true);
    setAsked(textOf(query, variables));
  }, []);
  return (
    <>
      <Trail steps={[{ name: 'API' }]} />
      <PageHeader
        title="API"
        detail="Everything these pages do, a script can do. What you run here is run as you, with your session."
      />
      <div className={classes.page}>
        <Panel title="Examples" say="Each opens in a tab, about your own data.">
          <ExampleList subjects={subjects} onOpen={open} />
        </Panel>
        <section aria-label="Editor" className={classes.explorer} onPointerMove={fetchExplorer}>
          {isWanted ? (
            <Explorer owner={`${user.id}/${workspace.slug}`} first={first} asked={asked} onRate={see} />
          ) : (
            <div className={classes.unopened}>
              <Button onClick={() => setWanted(true)}>Open the editor</Button>
              <pre>{first.query}</pre>
            </div>
          )}
        </section>
        <div className={classes.scripts}>
          <RatePanel rate={rate} limits={limits} />
          <FromScripts />
        </div>
        <div className={classes.tokens}>
          <TokensPanel />
        </div>
      </div>
    </>
  );
}

const textOf = (query: string, variables: Record<string, unknown> | null): TabText => ({
  query,
  variables: JSON.stringify(variables ?? {}, null, 2),
});
