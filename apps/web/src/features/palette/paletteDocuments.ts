import { graphql } from '../../gql/index.ts';

/** What is offered before anything is typed, and what is found by name in the browser. */
export const PALETTE_LISTS = graphql(`
  query PaletteLists($workspace: String!) {
    experiments(workspace: $workspace, filter: { archived: false }, first: 5) {
      edges {
        node {
          ...PaletteExperiment
        }
      }
    }
    datasets(workspace: $workspace, first: 100) {
      edges {
        node {
          id
          name
          latestVersion {
            id
            sampleCount
          }
        }
      }
    }
    studies(workspace: $workspace, first: 100) {
      edges {
        node {
          id
          name
          status
        }
      }
    }
  }
`);

export const PALETTE_EXPERIMENT = graphql(`
  fragment PaletteExperiment on Experiment {
    id
    number
    name
    status
  }
`);

/** Experiments by a text, and the one of a number: archived or not, since who knows its number means it. */
export const PALETTE_SEARCH = graphql(`
  query PaletteSearch($workspace: String!, $text: String!, $numbers: [Int!]!) {
    numbered: experiments(workspace: $workspace, filter: { numbers: $numbers }, first: 1) {
      edges {
        node {
          ...PaletteExperiment
        }
      }
    }
    found: experiments(workspace: $workspace, filter: { text: $text, archived: false }, first: 6) {
      edges {
        node {
          ...PaletteExperiment
        }
      }
    }
  }
`);

export const PALETTE_VERSIONS = graphql(`
  query PaletteVersions($datasetId: ID!) {
    node(id: $datasetId) {
      ... on Dataset {
        id
        name
        versions(first: 100) {
          edges {
            node {
              id
              number
            }
          }
        }
      }
    }
  }
`);

export const PALETTE_SAMPLE = graphql(`
  query PaletteSample($versionId: ID!, $index: Int!) {
    node(id: $versionId) {
      ... on DatasetVersion {
        id
        sample(index: $index) {
          id
          index
          fileName
        }
      }
    }
  }
`);
