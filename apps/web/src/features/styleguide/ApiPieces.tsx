import { Panel } from '../../ui/Panel.tsx';
import { ExampleList } from '../apiPage/ExampleList.tsx';
import { RatePanel } from '../apiPage/RatePanel.tsx';

const NOTHING_YET = {
  workspace: 'discs',
  datasetVersionId: null,
  newestExperimentId: null,
  finishedExperimentId: null,
  comparedExperimentIds: null,
};
const LIMITS = {
  batchOperations: 10,
  cost: 100_000,
  depth: 16,
  filesPerWindow: 5000,
  subscriptionsPerUser: 500,
  uploadBytes: 16 * 2 ** 30,
  windowSeconds: 10,
};

/** The parts of the API page that are not its editor. */
export function ApiPieces() {
  return (
    <>
      <Panel title="Examples" say="One can be run; the others have nothing to be about yet.">
        <ExampleList subjects={{ ...NOTHING_YET, newestExperimentId: 'one' }} onOpen={() => undefined} />
      </Panel>
      <RatePanel rate={{ limit: 1000, remaining: 37, resetSeconds: 4 }} limits={LIMITS} />
    </>
  );
}
