'use client';

import { MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from 'urql';
import { useBlob } from '../../api/useBlob.ts';
import { useSearchState } from '../../api/useSearchState.ts';
import { experimentId } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { projectionName } from '../clustering/mapTrust.ts';
import { PointedSampleProvider, usePointedSample } from '../clustering/pointedSample.tsx';
import { useSelectedSamples } from '../clustering/selectedSamples.tsx';
import { useSelection } from '../clustering/useSelection.ts';
import { MapLegend } from '../experiments/MapLegend.tsx';
import { SelectedGallery } from '../latents/SelectedGallery.tsx';
import { useChosenSample } from '../latents/useChosenSample.ts';
import { PictureNotice } from '../map/PictureNotice.tsx';
import { usePictureStore } from '../map/usePictureStore.ts';
import { MAPS } from './compareDocuments.ts';
import { textOf } from './compareState.ts';
import { LinkedMap } from './LinkedMap.tsx';
import classes from './LinkedMaps.module.css';
import { coloringOf, MOST_MAPS, mappedNumbers, projectionKinds } from './linkedMaps.ts';

interface LinkedMapsPanelProps {
  experiments: readonly { id: string; number: number; name: string }[];
}

/** Up to six maps beside each other, of the same samples: what is pointed at, chosen or selected in one is so in all. */
export function LinkedMapsPanel(props: LinkedMapsPanelProps) {
  return (
    <PointedSampleProvider>
      <LinkedMaps {...props} />
    </PointedSampleProvider>
  );
}

function LinkedMaps({ experiments }: LinkedMapsPanelProps) {
  const [search, change] = useSearchState();
  const { cluster, choose: select } = useSelection();
  const { chosen, choose } = useChosenSample();
  const { pointed, point } = usePointedSample();
  const { selected, select: selectSamples } = useSelectedSamples();
  const shown = mappedNumbers(
    search.get('maps'),
    experiments.map(({ number }) => number),
  );
  const [{ data, error }, refetch] = useQuery({
    query: MAPS,
    variables: { ids: idsOf(experiments, shown) },
    requestPolicy: 'cache-and-network',
  });
  const found = data?.compare.experiments ?? [];
  const mapped = shown.flatMap((number) => found.find((experiment) => experiment.number === number) ?? []);
  const kinds = projectionKinds(mapped);
  const kind = kinds.find((one) => one.toLowerCase() === search.get('projection')) ?? kinds[0];
  const reference = coloringOf(search.get('color'), shown);
  const colorer = mapped.find(({ number }) => number === reference);
  const coloring = useBlob(colorer?.labels?.url, 'int32');
  const linked = colorer ?? mapped[0];
  const linkedVersion = linked?.datasetVersion?.id;
  const store = usePictureStore(linkedVersion, 0);
  const linkedLabels = useBlob(colorer ? null : linked?.labels?.url, 'int32');
  const labels = colorer ? coloring.data : linkedLabels.data;
  return (
    <Panel
      title="Maps"
      say={
        mapped.length > 0 &&
        `What is pointed at, chosen or selected with the lasso in one map is so in all. ${colorer ? `All are coloured by the clusters of ${experimentId(colorer.number)}, so that one sees where they went.` : 'Each is coloured by its own clusters: the same colour in two maps does not mean the same cluster.'}`
      }
      action={
        mapped.length > 0 && (
          <div className={classes.actions}>
            {kind && kinds.length > 1 && (
              <SegmentedControl
                aria-label="Projection"
                value={kind}
                data={kinds.map((one) => ({ value: one, label: projectionName(one) }))}
                onChange={(one) => change({ projection: one.toLowerCase() })}
              />
            )}
            <Select
              aria-label="Colours"
              size="xs"
              value={reference === null ? 'own' : experimentId(reference)}
              data={[
                ...shown.map((number) => ({
                  value: experimentId(number),
                  label: `Clusters of ${experimentId(number)}`,
                })),
                { value: 'own', label: 'Each by its own clusters' },
              ]}
              allowDeselect={false}
              onChange={(color) => change({ color, cluster: null })}
            />
          </div>
        )
      }
    >
      {experiments.length > MOST_MAPS && (
        <MultiSelect
          className={classes.which}
          label={`Maps, ${MOST_MAPS} at most`}
          size="xs"
          value={shown.map(String)}
          data={experiments.map(({ number, name }) => ({
            value: String(number),
            label: `${experimentId(number)} ${name}`,
          }))}
          maxValues={MOST_MAPS}
          searchable
          onChange={(values) => change({ maps: textOf(values.map(Number)) })}
        />
      )}
      {error && !data && (
        <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {coloring.error && <ErrorState message={coloring.error} />}
      {!error && !data && <Loading height={290} />}
      <div className={classes.maps}>
        {mapped.map((experiment) => {
          const isLinked = experiment.datasetVersion?.id === linkedVersion;
          return (
            <LinkedMap
              key={experiment.id}
              experiment={experiment}
              projection={experiment.projections.find((projection) => projection.kind === kind)}
              coloring={colorer ? (isLinked ? coloring.data : null) : undefined}
              cluster={colorer ? cluster : null}
              chosen={isLinked ? chosen : null}
              pointed={isLinked ? pointed : null}
              selected={isLinked ? selected : NONE}
              store={isLinked ? store : null}
              onSelect={isLinked ? selectSamples : undefined}
              onChoose={isLinked ? choose : ignore}
              onPoint={isLinked ? point : ignore}
              note={
                isLinked ? null : 'Of another version of the data: its samples are not those of the others.'
              }
            />
          );
        })}
      </div>
      {colorer && (
        <MapLegend
          clusters={colorer.clusters}
          chosen={cluster}
          onChoose={(label) => select({ cluster: label })}
        />
      )}
      {store && <PictureNotice store={store} />}
      {linked && (
        <SelectedGallery
          store={store}
          labels={labels}
          count={labels?.length ?? 0}
          chosen={chosen}
          onChoose={choose}
        />
      )}
    </Panel>
  );
}

const ignore = () => undefined;
const NONE = new Uint32Array();

/** The API compares no fewer than two. */
function idsOf(experiments: LinkedMapsPanelProps['experiments'], numbers: readonly number[]): string[] {
  const asked = experiments.filter(({ number }) => numbers.includes(number));
  const others = experiments.filter(({ number }) => !numbers.includes(number));
  return [...asked, ...(asked.length < 2 ? others.slice(0, 1) : [])].map(({ id }) => id);
}
