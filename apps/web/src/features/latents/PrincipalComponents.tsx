'use client';

import dynamic from 'next/dynamic';
import { useRef } from 'react';
import { csvText, drawnSvg } from '../../ui/chartFile.ts';
import { formatNumber } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { Loading } from '../../ui/States.tsx';
import classes from './Components.module.css';
import { LoadingBars } from './LoadingBars.tsx';
import { componentsFor, loadingsOf, shownCount } from './loadings.ts';

// The library that draws it, 100 kB, comes after the page can be read.
const SpectrumChart = dynamic(() => import('./SpectrumChart.tsx').then((module) => module.SpectrumChart), {
  ssr: false,
  loading: () => <Loading height={200} />,
});

interface PrincipalComponentsProps {
  projection: {
    explainedVariance?: readonly number[] | null;
    spectrum?: readonly number[] | null;
    loadings?: unknown;
  };
}

const MOST = 0.9;

/** What the map by PCA keeps: how much of the variance each component holds, and which latent dimensions make its axes. */
export function PrincipalComponents({ projection }: PrincipalComponentsProps) {
  const frame = useRef<HTMLDivElement>(null);
  const shares = projection.spectrum ?? projection.explainedVariance ?? [];
  const loadings = loadingsOf(projection.loadings);
  if (shares.length === 0) return null;
  return (
    <Panel
      title="Principal components"
      say={conclusion(shares, projection.spectrum != null)}
      action={
        <SaveChart
          name="principal components"
          csv={() =>
            csvText(
              ['component', 'share of variance'],
              shares.map((share, i) => [i + 1, share]),
            )
          }
          svg={() => drawnSvg(frame.current)}
        />
      }
    >
      <div className={classes.parts}>
        <SpectrumChart shares={shares.slice(0, shownCount(shares))} frame={frame} />
        {loadings.map((own, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a component is its number
          <LoadingBars key={i} component={i + 1} loadings={own} />
        ))}
      </div>
    </Panel>
  );
}

function conclusion(shares: readonly number[], isWhole: boolean): string {
  const percent = (share: number) => `${formatNumber(share * 100)} %`;
  const two = shares.slice(0, 2).reduce((sum, share) => sum + share, 0);
  const shown = `The two that the map shows hold ${percent(two)} of the latents’ variance.`;
  if (!isWhole) return `${shown} The others’ shares were not kept: run the experiment again to see them.`;
  const enough = componentsFor(shares, MOST);
  return enough === null
    ? `${shown} The first ${shares.length} hold less than ${percent(MOST)}.`
    : `${shown} It takes ${enough === 1 ? 'one component' : `${enough} components`} to hold ${percent(MOST)}.`;
}
