"""Every GraphQL document that the client sends."""

PROBLEMS = "problems { code message path }"
BLOB = "{ url dtype shape sha256 }"
PAGE = "pageInfo { hasNextPage endCursor }"

WORKSPACES = "query { viewer { workspaces { slug } } system { uploadUrl } }"

ALGORITHMS = "query { algorithms { group kind name pro con parameters } }"

DATASETS = f"""query ($workspace: String!, $after: String) {{
  datasets(workspace: $workspace, first: 100, after: $after) {{
    edges {{ node {{ id name description createdAt latestVersion {{ number status sampleCount }} }} }} {PAGE}
  }}
}}"""

VERSIONS = f"""query ($id: ID!, $after: String) {{
  node(id: $id) {{ ... on Dataset {{
    versions(first: 100, after: $after) {{ edges {{ node {{ id number status }} }} {PAGE} }}
  }} }}
}}"""

CREATE_DATASET = f"""mutation ($input: CreateDatasetInput!) {{
  createDataset(input: $input) {{ dataset {{ id name }} {PROBLEMS} }}
}}"""

ADD_FILES = f"""mutation ($input: AddFilesInput!) {{
  addFiles(input: $input) {{ version {{ id }} {PROBLEMS} }}
}}"""

VERSION = """query ($id: ID!) {
  node(id: $id) { ... on DatasetVersion {
    id number status progress sampleCount channelCount width height contentHash
    dataset { id name }
    refused { name code message byteOffset }
  } }
}"""

CHANNEL_REPORT = """query ($id: ID!) {
  node(id: $id) { ... on DatasetVersion {
    channelReportReason
    channelReport {
      correlation explainedVariance entropy emptyShare constantShare dynamicRange keep summary sampleCount
    }
  } }
}"""

SAMPLES = f"""query ($id: ID!, $after: String) {{
  node(id: $id) {{ ... on DatasetVersion {{
    samples(first: 1000, after: $after) {{
      edges {{ node {{ id index fileName channelCount width height contentHash }} }} {PAGE}
    }}
  }} }}
}}"""

SAMPLE = f"""query ($id: ID!, $index: Int!) {{
  node(id: $id) {{ ... on DatasetVersion {{
    sample(index: $index) {{
      id index fileName channelCount width height catalogue
      hdus {{ index name type bitpix shape compression }}
      header {{ keyword value comment }}
      pixels {BLOB}
    }}
  }} }}
}}"""

PREVIEW = f"""query ($sampleId: ID!, $preprocessing: PreprocessingInput!) {{
  previewPreprocessing(sampleId: $sampleId, preprocessing: $preprocessing) {{ steps image {BLOB} }}
}}"""

CREATE_STUDY = f"""mutation ($input: CreateStudyInput!) {{
  createStudy(input: $input) {{ study {{ id }} {PROBLEMS} }}
}}"""

CREATE_EXPERIMENT = f"""mutation ($input: CreateExperimentInput!) {{
  createExperiment(input: $input) {{ experiment {{ id }} {PROBLEMS} }}
}}"""

CANCEL_EXPERIMENT = f"""mutation ($input: ExperimentIdInput!) {{
  cancelExperiment(input: $input) {{ experiment {{ id }} {PROBLEMS} }}
}}"""

STUDIES = f"""query ($workspace: String!, $after: String) {{
  studies(workspace: $workspace, first: 100, after: $after) {{
    edges {{ node {{ id name status progress createdAt }} }} {PAGE}
  }}
}}"""

STUDY = """query ($id: ID!) {
  node(id: $id) { ... on Study { id name status bestReason secondsSaved best { id } board { sentence } } }
}"""

# What runs now is enough to show while waiting: two rows, however large the study.
STUDY_PROGRESS = """query ($id: ID!, $workspace: String!, $running: ExperimentFilter!) {
  node(id: $id) { ... on Study { status progress experiments(first: 1) { totalCount } } }
  experiments(workspace: $workspace, filter: $running, first: 2) {
    edges { node { number progress { stage epoch epochs fraction } } }
  }
}"""

EXPERIMENT_ROW = """
  id number name status seed tags notes archived createdAt startedAt finishedAt
  createdBy { name }
  study { name }
  dataset { name }
  datasetVersion { id number }
  preprocessing { channels alignment geometry normalization size stretch lowerPercentile upperPercentile }
  model { kind latentSize epochs batchSize learningRate parameterCount params }
  clustering { algorithm scanFrom scanTo params }
  metrics {
    mse psnr ssim msSsim mseWithoutSkips activeUnits embeddingSpread
    silhouette daviesBouldin calinskiHarabasz dbcv stability bic aic clusterCount noiseCount collapse
  }
  failure { code message }
"""

EXPERIMENTS = f"""query (
  $workspace: String!, $filter: ExperimentFilter, $orderBy: [ExperimentOrder!], $after: String
) {{
  experiments(workspace: $workspace, filter: $filter, orderBy: $orderBy, first: 200, after: $after) {{
    edges {{ node {{ {EXPERIMENT_ROW} }} }} {PAGE}
  }}
}}"""

EXPERIMENT = f"query ($id: ID!) {{ experiment(id: $id) {{ {EXPERIMENT_ROW} }} }}"

EXPERIMENT_PROGRESS = """query ($id: ID!) {
  experiment(id: $id) { status progress { stage epoch epochs fraction } }
}"""

EXPERIMENT_ARRAYS = f"""query ($id: ID!) {{
  experiment(id: $id) {{
    latents {BLOB}
    labels {BLOB}
    responsibilities {BLOB}
    projections {{ kind explainedVariance trustworthiness continuity coordinates {BLOB} }}
    perSample {{ name values {BLOB} }}
  }}
}}"""

EXPERIMENT_CURVE = "query ($id: ID!) { experiment(id: $id) { curve { epoch trainLoss validationLoss } } }"

EXPERIMENT_SCAN = """query ($id: ID!) {
  experiment(id: $id) {
    recommendation
    scan {
      value clusterCount silhouette daviesBouldin calinskiHarabasz dbcv stability bic aic inertia noiseCount best
    }
  }
}"""

EXPERIMENT_ASSOCIATIONS = """query ($id: ID!) {
  experiment(id: $id) {
    associations { fact statistic value strength pValue sampleCount isNuisance isWarning sentence }
  }
}"""

EXPERIMENT_CLUSTERS = """query ($id: ID!) {
  experiment(id: $id) {
    clusters { id label size isNoise silhouette stability medoid { index fileName } }
  }
}"""

MEMBERS = f"""query ($id: ID!, $order: MemberOrder!, $after: String) {{
  node(id: $id) {{ ... on Cluster {{
    members(order: $order, first: 1000, after: $after) {{ edges {{ node {{ id index fileName }} }} {PAGE} }}
  }} }}
}}"""

RECONSTRUCTIONS = f"""query ($id: ID!, $first: Int!, $worstFirst: Boolean!) {{
  experiment(id: $id) {{
    reconstructions(first: $first, worstFirst: $worstFirst) {{
      edges {{ node {{
        sample {{ index fileName }} mse psnr ssim msSsim isOutlier original {BLOB} reconstruction {BLOB}
      }} }}
    }}
  }}
}}"""

AGREEMENT = """query ($ids: [ID!]!) {
  compare(experimentIds: $ids) { experiments { number } agreement }
}"""

EDIT_EXPERIMENTS = f"""mutation ($input: EditExperimentsInput!) {{
  editExperiments(input: $input) {{ experiments {{ id }} {PROBLEMS} }}
}}"""

OBSERVED = """
  revision markdown authors { name } missingMembers { index }
  fields { label confidence kind tags representatives { index } counterExamples { index } }
"""

OBSERVATION_OF = f"""query ($id: ID!) {{
  node(id: $id) {{
    id
    ... on Cluster {{ experiment {{ datasetVersion {{ id }} }} observation {{ {OBSERVED} }} }}
    ... on Experiment {{ datasetVersion {{ id }} observation {{ {OBSERVED} }} }}
    ... on Study {{ ofStudy: datasetVersion {{ id }} observation {{ {OBSERVED} }} }}
    ... on Comparison {{ experiments {{ datasetVersion {{ id }} }} observation {{ {OBSERVED} }} }}
  }}
}}"""

SAMPLE_AT = """query ($id: ID!, $index: Int!) {
  node(id: $id) { ... on DatasetVersion { samples(from: $index, first: 1) { edges { node { id index } } } } }
}"""

WRITE_OBSERVATION = f"""mutation ($input: WriteObservationInput!) {{
  writeObservation(input: $input) {{ observation {{ {OBSERVED} }} {PROBLEMS} }}
}}"""

SET_OBSERVATION_FIELDS = f"""mutation ($input: SetObservationFieldsInput!) {{
  setObservationFields(input: $input) {{ observation {{ {OBSERVED} }} {PROBLEMS} }}
}}"""
