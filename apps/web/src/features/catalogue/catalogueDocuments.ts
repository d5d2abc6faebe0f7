import type { CataloguePanelQuery, PreviewCatalogueHereQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

export const CATALOGUE = graphql(`
  query CataloguePanel($id: ID!) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        sampleCount
        catalogue {
          name
          type
          unit
          description
          matched
          file {
            name
          }
        }
        catalogueFiles {
          name
          joinColumn
          joinBy
          rows
          matched
          unmatchedRowCount
          unmatchedRows {
            row
            value
          }
          ambiguousRowCount
          ambiguousRows {
            row
            value
          }
          unmatchedSampleCount
          unmatchedSamples {
            index
            fileName
          }
          replacedColumns
          leftOutColumns
          attachedAt
        }
      }
    }
  }
`);

export const PREVIEW = graphql(`
  query PreviewCatalogueHere($datasetVersionId: ID!, $uploadId: ID!) {
    previewCatalogue(datasetVersionId: $datasetVersionId, uploadId: $uploadId) {
      columns {
        name
        unit
        description
      }
      rows
      joinColumn
      joinBy
      problems {
        code
        message
        path
      }
    }
  }
`);

export const ATTACH = graphql(`
  mutation AttachCatalogueHere($input: AttachCatalogueInput!) {
    attachCatalogue(input: $input) {
      version {
        id
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export type CatalogueVersion = Extract<
  NonNullable<CataloguePanelQuery['node']>,
  { catalogueFiles?: unknown }
>;
export type CatalogueColumn = CatalogueVersion['catalogue'][number];
export type CatalogueFile = CatalogueVersion['catalogueFiles'][number];
export type Preview = NonNullable<PreviewCatalogueHereQuery['previewCatalogue']>;
