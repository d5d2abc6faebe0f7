import { Panel } from '../../ui/Panel.tsx';
import { EstimatePanel } from '../newExperiment/EstimatePanel.tsx';
import { Options } from '../newExperiment/Options.tsx';

const STAGES = [
  { kind: 'PREPROCESS' as const, subject: null, count: 2, reused: 2, seconds: 0 },
  { kind: 'TRAIN' as const, subject: 'CONV', count: 2, reused: 1, seconds: 42 },
  { kind: 'CLUSTER' as const, subject: 'KMEANS', count: 2, reused: 0, seconds: 1.4 },
];
const CLUSTERERS = [
  {
    kind: 'KMEANS',
    name: 'k-means',
    group: 'CLUSTERING',
    pro: 'Fast, and every sample belongs to a cluster.',
    con: 'Clusters are round and alike in size.',
    parameters: null,
  },
  {
    kind: 'HDBSCAN',
    name: 'HDBSCAN',
    group: 'CLUSTERING',
    pro: 'Finds clusters of any form, and leaves out what belongs to none.',
    con: 'Among many dimensions much is called noise.',
    parameters: null,
  },
];

/** The parts of the form for a new experiment that stand by themselves. */
export function NewExperimentPieces() {
  return (
    <>
      <Panel title="What a study takes">
        <EstimatePanel
          estimate={{ experimentCount: 4, seconds: 43.4, secondsSaved: 40, stages: STAGES }}
          lacking={null}
          isUpdating={false}
        />
      </Panel>
      <Panel title="Options" say="One of several, with what it was before.">
        <Options
          label="Clusterer"
          options={CLUSTERERS}
          chosen={['HDBSCAN']}
          several={false}
          was="Changed: k-means in E-6."
          onChoose={() => undefined}
        />
      </Panel>
    </>
  );
}
