'use client';

import { useQuery } from 'urql';
import { graphql } from '../../gql/index.ts';
import { Facts } from '../../ui/Facts.tsx';
import { formatNumber, NOTHING } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { sampleValues } from './jsonValues.ts';

const SAMPLE_CATALOGUE = graphql(`
  query SampleCatalogue($sampleId: ID!, $versionId: ID!) {
    sample: node(id: $sampleId) {
      ... on Sample {
        id
        catalogue
      }
    }
    version: node(id: $versionId) {
      ... on DatasetVersion {
        id
        catalogue {
          name
          type
          unit
        }
      }
    }
  }
`);

/** What the catalogue says of one sample; nothing where no table was attached. Whole numbers and words as they are, others in five digits. */
export function SampleCatalogue({ sampleId, versionId }: { sampleId: string; versionId: string }) {
  const [{ data }] = useQuery({ query: SAMPLE_CATALOGUE, variables: { sampleId, versionId } });
  const columns = data?.version && 'catalogue' in data.version ? data.version.catalogue : [];
  if (columns.length === 0) return null;
  const values = sampleValues(data?.sample && 'catalogue' in data.sample ? data.sample.catalogue : null);
  return (
    <Panel title="Catalogue" say={values.size === 0 ? 'No table has a row for this sample.' : null}>
      {values.size > 0 && (
        <Facts
          facts={columns.map(({ name, type, unit }) => [
            name,
            <span key={name} title={String(values.get(name) ?? '')}>
              {shown(values.get(name) ?? null, type)}
              {unit && values.get(name) != null ? ` ${unit}` : ''}
            </span>,
          ])}
        />
      )}
    </Panel>
  );
}

function shown(value: string | number | boolean | null, type: string): string {
  if (value === null) return NOTHING;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' && type === 'FLOAT'
    ? formatNumber(value, 5)
    : String(value).replace(/^-(?=\d)/, '\u2212');
}
