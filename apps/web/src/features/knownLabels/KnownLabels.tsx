'use client';

import { Select } from '@mantine/core';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { graphql } from '../../gql/index.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { AgreementTable, SaveAgreement } from './AgreementTable.tsx';
import { labelColumns } from './labelColumns.ts';

const COLUMNS = graphql(`
  query LabelColumns($id: ID!) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        sampleCount
        catalogue {
          name
          type
          matched
        }
      }
    }
  }
`);

const AGREEMENT = graphql(`
  query LabelAgreement($id: ID!, $column: String!) {
    experiment(id: $id) {
      id
      agreement(column: $column) {
        adjustedRandIndex
        clusters
        names
        counts
        sampleCount
      }
    }
  }
`);

interface KnownLabelsProps {
  experimentId: string;
  versionId: string | null | undefined;
  /** Of the experiment: clusters are there at the end of the run. */
  status: string;
}

/** The clusters held against what is known of the samples; nothing where nothing is known. */
export function KnownLabels({ experimentId, versionId, status }: KnownLabelsProps) {
  const [search, change] = useSearchState();
  const [{ data: version }] = useQuery({
    query: COLUMNS,
    variables: { id: versionId ?? '' },
    pause: !versionId,
    requestPolicy: 'cache-and-network',
  });
  const node = version?.node && 'catalogue' in version.node ? version.node : null;
  const columns = labelColumns(node?.catalogue ?? []);
  const column = columns.find(({ name }) => name === search.get('column')) ?? columns[0];
  const isComing = status === 'QUEUED' || status === 'RUNNING';
  const [{ data, error, fetching }, refetch] = useQuery({
    query: AGREEMENT,
    variables: { id: experimentId, column: column?.name ?? '' },
    pause: !column || isComing,
    requestPolicy: 'cache-and-network',
  });
  if (!node || !column) return null;
  const agreement = data?.experiment?.agreement;
  return (
    <Panel
      title="Known labels"
      say="The clusters beside what the catalogue says of the samples. It was not used to make them."
      action={agreement && <SaveAgreement agreement={agreement} column={column.name} />}
    >
      <Select
        label="Column of the catalogue"
        size="xs"
        w={240}
        mb={12}
        value={column.name}
        data={columns.map(({ name }) => name)}
        searchable={columns.length > 10}
        onChange={(name) => change({ column: name })}
      />
      {error && !data && (
        <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!error && !data && (
        <Loading height={160} {...(isComing ? { label: 'Known when the run is done' } : {})} />
      )}
      {agreement && (
        <AgreementTable agreement={agreement} column={column.name} sampleCount={node.sampleCount} />
      )}
      {data && !agreement && !fetching && (
        <p>
          {column.name} cannot be held against clusters: it has more than 50 different values, or there are no
          clusters. Choose a column that sorts the samples into kinds.
        </p>
      )}
    </Panel>
  );
}
