'use client';

import { useQuery } from 'urql';
import type { SampleSourceQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ServedImage } from '../../ui/ServedImage.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { drawnAs } from '../datasets/display.ts';
import { type Alignment, AlignmentFacts } from './AlignmentFacts.tsx';
import { AlignmentOverlay } from './AlignmentOverlay.tsx';
import classes from './SourcePanel.module.css';

const SOURCE = graphql(`
  query SampleSource($id: ID!) {
    node(id: $id) {
      ... on Sample {
        id
        width
        height
        thumbnailUrl
        alignment {
          ...AlignmentFields
        }
      }
    }
  }
`);

type Node = SampleSourceQuery['node'];
type SourceOf = Extract<NonNullable<Node>, { thumbnailUrl: unknown }>;

const isSample = (node: Node | undefined): node is SourceOf =>
  node !== null && node !== undefined && 'thumbnailUrl' in node;

/** Where a sample's source is, how it is turned and how it is tilted: drawn on the picture, and in numbers. */
export function SourcePanel({ sampleId }: { sampleId: string }) {
  const [{ data, error }, retry] = useQuery({ query: SOURCE, variables: { id: sampleId } });
  const sample = isSample(data?.node) ? data.node : null;
  return (
    <Panel title="Source">
      {error && !sample && (
        <ErrorState message={error.message} onRetry={() => retry({ requestPolicy: 'network-only' })} />
      )}
      {!error && !sample && <Loading height={180} />}
      {sample && (
        <div className={classes.source}>
          {sample.alignment && <Drawn {...sample} alignment={sample.alignment} />}
          <AlignmentFacts alignment={sample.alignment} />
        </div>
      )}
    </Panel>
  );
}

interface DrawnProps {
  width: number;
  height: number;
  thumbnailUrl: string;
  alignment: Alignment;
}

function Drawn({ width, height, thumbnailUrl, alignment }: DrawnProps) {
  const display = { channel: alignment.channel, stretch: 'ASINH', colorMap: 'inferno' };
  return (
    <div className={classes.picture}>
      <ServedImage src={drawnAs(thumbnailUrl, display, 384)} alt="" />
      <AlignmentOverlay width={width} height={height} alignment={alignment} />
    </div>
  );
}
