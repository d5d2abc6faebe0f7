/** What an example may be about: ids of the workspace's own things, null where there is none yet. */
export interface ExampleSubjects {
  /** The slug. */
  workspace: string;
  datasetVersionId: string | null;
  newestExperimentId: string | null;
  finishedExperimentId: string | null;
  /** Two that are finished, over the same samples. */
  comparedExperimentIds: readonly [first: string, second: string] | null;
}

export interface Example {
  title: string;
  say: string;
  query: string;
  /** For the query as it stands; null where the workspace has nothing that it could be about. */
  variables(subjects: ExampleSubjects): Record<string, unknown> | null;
  /** What is missing where there are no variables. */
  lacking: string;
}

const LIST: Example = {
  title: 'Find experiments',
  say: 'Filtered by what was chosen and measured, the best first, a page at a time.',
  query: `query BestExperiments($workspace: String!, $filter: ExperimentFilter, $after: String) {
  experiments(
    workspace: $workspace
    filter: $filter
    orderBy: [{ field: SILHOUETTE, direction: DESC }]
    first: 20
    after: $after
  ) {
    totalCount
    edges {
      node {
        id
        number
        name
        model {
          kind
          latentSize
        }
        metrics {
          clusterCount
          silhouette
          stability
        }
      }
    }
    # Send endCursor as $after for the next page.
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  variables: ({ workspace }) => ({
    workspace,
    filter: {
      status: ['SUCCEEDED'],
      silhouetteAtLeast: 0.1,
      where: [{ field: 'model.latentSize', atMost: 256 }],
    },
  }),
  lacking: '',
};

const ONE: Example = {
  title: 'One experiment',
  say: 'Its scores and clusters. Labels and latents are files: fetch their url, or add &format=npy.',
  query: `query OneExperiment($id: ID!) {
  experiment(id: $id) {
    number
    name
    recommendation
    metrics {
      silhouette
      calinskiHarabasz
      daviesBouldin
      stability
      mse
      ssim
    }
    clusters {
      label
      size
      silhouette
      stability
      medoid {
        index
        fileName
      }
      members(first: 3, order: BORDER_FIRST) {
        edges {
          node {
            index
            fileName
          }
        }
      }
    }
    labels {
      url
      dtype
      shape
    }
    latents {
      url
      dtype
      shape
    }
  }
}
`,
  variables: ({ finishedExperimentId: id }) => (id === null ? null : { id }),
  lacking: 'No experiment is finished yet.',
};

const CREATE: Example = {
  title: 'Create an experiment',
  say: 'Starts work. What is left out is what is recommended for the data.',
  query: `mutation CreateExperiment($input: CreateExperimentInput!) {
  createExperiment(input: $input) {
    experiment {
      id
      number
      status
      model {
        kind
        epochs
        latentSize
      }
    }
    # What was wrong with the input, and where.
    problems {
      code
      message
      path
    }
  }
}
`,
  variables: ({ workspace, datasetVersionId }) =>
    datasetVersionId === null
      ? null
      : {
          input: {
            workspace,
            datasetVersionId,
            name: 'From the API page',
            model: { epochs: 20 },
            tags: ['api'],
          },
        },
  lacking: 'There are no data yet.',
};

const FOLLOW: Example = {
  title: 'Follow an experiment',
  say: 'A subscription: starts with the newest experiment as it is, then tells each step. Stop it with the same button.',
  query: `subscription FollowExperiment($id: ID!) {
  experimentProgress(id: $id) {
    # After a lost connection, give the last one as since.
    sequence
    experiment {
      number
      status
      progress {
        stage
        fraction
        epoch
        epochs
        secondsLeft
      }
    }
    epoch {
      epoch
      trainLoss
      validationLoss
    }
  }
}
`,
  variables: ({ newestExperimentId: id }) => (id === null ? null : { id }),
  lacking: 'There is no experiment yet.',
};

const COMPARE: Example = {
  title: 'Compare clusterings',
  say: 'How far two agree, which cluster is which, and who moved.',
  query: `query CompareClusterings($first: ID!, $second: ID!) {
  compare(experimentIds: [$first, $second]) {
    experiments {
      number
      name
    }
    configDifferences
    # Adjusted Rand index: 1 the same groups, about 0 unrelated ones.
    agreement
    matches(first: $first, second: $second) {
      first {
        label
        size
      }
      second {
        label
        size
      }
      shared
      jaccard
    }
    movers(first: $first, second: $second) {
      sample {
        index
        fileName
      }
      from {
        label
      }
      to {
        label
      }
    }
  }
}
`,
  variables: ({ comparedExperimentIds: ids }) => ids && { first: ids[0], second: ids[1] },
  lacking: 'Two finished experiments over the same data are needed.',
};

/** What the API page offers to begin with; a test sends each to the API. */
export const EXAMPLES: readonly [Example, ...Example[]] = [LIST, ONE, CREATE, FOLLOW, COMPARE];
