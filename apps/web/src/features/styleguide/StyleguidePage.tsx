'use client';

import { Button, Checkbox, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { type ReactNode, Suspense } from 'react';
import { Facts } from '../../ui/Facts.tsx';
import {
  experimentId,
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatScore,
  sampleId,
} from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { CLUSTER_COLORS, NOISE_COLOR } from '../../ui/palette.ts';
import { ScoreBar } from '../../ui/ScoreBar.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { SeedRange } from '../studies/board/SeedRange.tsx';
import classes from './StyleguidePage.module.css';

const ApiPieces = dynamic(() => import('./ApiPieces.tsx').then((module) => module.ApiPieces), {
  ssr: false,
  loading: () => <Loading height={640} />,
});
const HomePieces = dynamic(() => import('./HomePieces.tsx').then((module) => module.HomePieces), {
  ssr: false,
  loading: () => <Loading height={640} />,
});
const MapPieces = dynamic(() => import('./MapPieces.tsx').then((module) => module.MapPieces), {
  ssr: false,
  loading: () => <Loading height={640} />,
});
const PeoplePieces = dynamic(() => import('./PeoplePieces.tsx').then((module) => module.PeoplePieces), {
  ssr: false,
  loading: () => <Loading height={640} />,
});
const ComparePieces = dynamic(() => import('./ComparePieces.tsx').then((module) => module.ComparePieces), {
  ssr: false,
  loading: () => <Loading height={640} />,
});
const ExperimentPieces = dynamic(
  () => import('./ExperimentPieces.tsx').then((module) => module.ExperimentPieces),
  {
    ssr: false,
    loading: () => <Loading height={640} />,
  },
);
const NewExperimentPieces = dynamic(
  () => import('./NewExperimentPieces.tsx').then((module) => module.NewExperimentPieces),
  {
    ssr: false,
    loading: () => <Loading height={640} />,
  },
);
const ObservationPanels = dynamic(
  () => import('./ObservationPanels.tsx').then((module) => module.ObservationPanels),
  {
    ssr: false,
    loading: () => <Loading height={2400} />,
  },
);
const PresencePieces = dynamic(() => import('./PresencePieces.tsx').then((module) => module.PresencePieces), {
  ssr: false,
  loading: () => <Loading height={640} />,
});
const ObservationPieces = dynamic(
  () => import('./ObservationPieces.tsx').then((module) => module.ObservationPieces),
  {
    ssr: false,
    loading: () => <Loading height={640} />,
  },
);
const TablePieces = dynamic(() => import('./TablePieces.tsx').then((module) => module.TablePieces), {
  ssr: false,
  loading: () => <Loading height={640} />,
});
const Evidence = dynamic(() => import('./Evidence.tsx').then((module) => module.Evidence), {
  ssr: false,
  loading: () => <Loading height={640} />,
});
const ClusteringPanels = dynamic(
  () => import('./ClusteringPanels.tsx').then((module) => module.ClusteringPanels),
  {
    ssr: false,
    loading: () => <Loading height={1600} />,
  },
);

const GROUNDS = ['paper', 'surface', 'raised', 'accent-soft', 'bad-soft'];
const INKS = ['ink', 'ink-soft', 'ink-faint', 'accent', 'good', 'warn', 'bad'];
const SIZES = [12, 13, 14, 16, 20, 28];
const STATUSES = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;

const SEEDS = [
  { mean: 0.35, min: 0.2, max: 0.45 },
  { mean: 0.6, min: 0.5, max: 0.8 },
  { mean: 0.7, min: 0.7, max: 0.7 },
];

/** Every component in every state: a new one appears here first. */
export function StyleguidePage() {
  return (
    <main className={classes.page}>
      <PageHeader
        title="Style guide"
        detail="Every component in every state. The theme follows the browser’s."
      />
      <div className={classes.grid}>
        <Colours />
        <Letters />
        <Numbers />
        <Progress />
        <Inputs />
        <States />
        <MapPieces />
        <Evidence />
        <NewExperimentPieces />
        <PeoplePieces />
        <HomePieces />
        <ExperimentPieces />
        <PresencePieces />
        <ApiPieces />
        <ObservationPieces />
      </div>
      <div className={classes.wide}>
        {/* What stands out in them is read from the address, which is not known while the page is built. */}
        <Suspense fallback={<Loading height={1600} />}>
          <ClusteringPanels />
        </Suspense>
        <TablePieces />
        <ComparePieces />
        <ObservationPanels />
      </div>
    </main>
  );
}

function Colours() {
  return (
    <Panel title="Colours" say="One accent for what can be pressed; status colours for status alone.">
      <Row>
        {GROUNDS.map((name) => (
          <span key={name} className={classes.ground} style={{ background: `var(--${name})` }}>
            {name}
          </span>
        ))}
      </Row>
      <Row>
        {INKS.map((name) => (
          <span key={name} style={{ color: `var(--${name})` }}>
            {name}
          </span>
        ))}
      </Row>
      <Row>
        {[...CLUSTER_COLORS, NOISE_COLOR].map((color) => (
          <span key={color} className={classes.swatch} style={{ background: color }} title={color} />
        ))}
      </Row>
    </Panel>
  );
}

function Letters() {
  return (
    <Panel title="Letters">
      {SIZES.map((size) => (
        <p key={size} className={classes.line} style={{ fontSize: size }}>
          {size} Rings, gaps and spirals <span className="number">0.553 {sampleId(17)}</span>
        </p>
      ))}
    </Panel>
  );
}

function Numbers() {
  return (
    <Panel
      title="Numbers"
      mark={<span className={classes.swatch} style={{ background: CLUSTER_COLORS[0] }} />}
    >
      <Facts
        facts={[
          ['three digits', formatNumber(0.0123456)],
          ['minus', formatNumber(-2.5)],
          ['very small', formatNumber(7.7e-5)],
          ['count', formatCount(1234567)],
          ['score', formatScore(0.5531)],
          ['nothing', formatNumber(null)],
          ['duration', formatDuration(185)],
          ['bytes', formatBytes(2.5e9)],
          ['sample and experiment', `${sampleId(3)}, ${experimentId(42)}`],
        ]}
      />
    </Panel>
  );
}

function Progress() {
  return (
    <Panel title="Status and progress">
      <Row>
        {STATUSES.map((status) => (
          <StatusBadge key={status} status={status} />
        ))}
      </Row>
      {[0, 0.4, 1].map((fraction) => (
        <div key={fraction} className={classes.line}>
          <ProgressBar fraction={fraction} label={`Progress ${fraction}`} />
        </div>
      ))}
      <Row>
        {SEEDS.map((spread) => (
          <span key={spread.mean} className={classes.score}>
            <SeedRange spread={spread} range={[0.2, 0.8]} />{' '}
            <span className="number">{formatScore(spread.mean)}</span>
          </span>
        ))}
      </Row>
      <Row>
        {[-0.2, 0.1, 0.55, 1].map((score) => (
          <span key={score} className={classes.score}>
            <ScoreBar value={score} /> <span className="number">{formatScore(score)}</span>
          </span>
        ))}
      </Row>
    </Panel>
  );
}

function Inputs() {
  return (
    <Panel title="Buttons and fields">
      <Row>
        <Button leftSection={<IconFlask size={16} aria-hidden />}>New experiment</Button>
        <Button variant="default">Cancel</Button>
        <Button loading>Sending</Button>
        <Button disabled>Not yet</Button>
      </Row>
      <div className={classes.fields}>
        <TextInput label="Name" placeholder="Left empty, it is named after its choices" />
        <TextInput label="Name" defaultValue="Discs" error="That name is taken." />
        <NumberInput label="Epochs" description="Times every image is seen." defaultValue={30} />
        <Select label="Size" data={['64', '128']} defaultValue="128" />
      </div>
      <Row>
        <SegmentedControl aria-label="Points" data={['Dots', 'Pictures']} />
        <Checkbox label="Channel 0" defaultChecked />
      </Row>
    </Panel>
  );
}

function States() {
  return (
    <Panel title="States">
      <div className={classes.stack}>
        <Loading height={56} />
        <Empty title="No experiments yet" action={<Button>New experiment</Button>}>
          What belongs here, and how to get it.
        </Empty>
        <ErrorState
          message="The server does not answer. Look whether it still runs."
          onRetry={() => undefined}
        />
      </div>
    </Panel>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div className={classes.row}>{children}</div>;
}
