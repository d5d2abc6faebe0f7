'use client';

import { Button, Checkbox, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import type { CreateExperimentHereMutation, NewExperimentDataQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { formatCount } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { drawnAs } from '../datasets/display.ts';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import classes from './NewExperimentPage.module.css';
import { defaultForm, generalProblems, type NewExperimentForm, problemAt, toInput } from './newExperiment.ts';

const DATA = graphql(`
  query NewExperimentData($workspace: String!) {
    datasets(workspace: $workspace, first: 200) {
      edges {
        node {
          id
          name
          latestVersion {
            id
          }
          versions(first: 50) {
            edges {
              node {
                id
                number
                status
                sampleCount
                channelCount
                width
                height
                samples(first: 1) {
                  edges {
                    node {
                      thumbnailUrl
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    algorithms {
      kind
      name
      group
      pro
      con
    }
  }
`);

const CREATE = graphql(`
  mutation CreateExperimentHere($input: CreateExperimentInput!) {
    createExperiment(input: $input) {
      experiment {
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

type Data = NewExperimentDataQuery;
type Problem = CreateExperimentHereMutation['createExperiment']['problems'][number];

/** The versions that can be used, by a name for each. */
function readyVersions(data: Data) {
  return (data.datasets?.edges ?? []).flatMap(({ node: { name, versions } }) =>
    (versions?.edges ?? [])
      .map((edge) => edge.node)
      .filter(({ status }) => status === 'READY')
      .map((version) => ({
        ...version,
        label: `${name}, version ${version.number} (${formatCount(version.sampleCount)} samples)`,
      })),
  );
}

/** A new experiment: every choice explained where it is made, with defaults that work. */
export function NewExperimentPage() {
  const { workspace } = useSession();
  const [{ data, error }, refetch] = useQuery({
    query: DATA,
    variables: { workspace: workspace.slug },
    requestPolicy: 'cache-and-network',
  });
  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={480} />;
  const versions = readyVersions(data);
  return (
    <>
      <PageHeader
        title="New experiment"
        detail="Images are prepared, an autoencoder learns features, the features are clustered."
      />
      {versions.length === 0 ? (
        <Empty title="There is no data set that is ready yet">Bring FITS files in first, under Data.</Empty>
      ) : (
        <Form versions={versions} algorithms={data.algorithms} />
      )}
    </>
  );
}

function Form({
  versions,
  algorithms,
}: {
  versions: ReturnType<typeof readyVersions>;
  algorithms: Data['algorithms'];
}) {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const router = useRouter();
  const [search, change] = useSearchState();
  const version = versions.find(({ id }) => id === search.get('version')) ?? versions[0]!;
  const form = useForm<NewExperimentForm>({ initialValues: defaultForm() });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [{ fetching }, create] = useMutation(CREATE);
  const { values } = form;

  const submit = async () => {
    const { data, error } = await create({ input: toInput(values, workspace.slug, version.id) });
    if (error) return setProblems([{ code: 'FAILED', message: error.message, path: null }]);
    setProblems(data!.createExperiment.problems);
    const made = data!.createExperiment.experiment;
    if (made) router.push(to(`/experiments/${encodeURIComponent(made.id)}`));
  };
  const about = (kind: string) => algorithms.find((algorithm) => algorithm.kind === kind);
  const models = algorithms.filter(({ group }) => group === 'MODEL');
  const wrong = (...place: string[]) => problemAt(problems, ...place);
  const general = generalProblems(problems);

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Panel title="1 · Data">
        <div className={classes.fields}>
          <Select
            label="Data set"
            value={version.id}
            data={versions.map(({ id, label }) => ({ value: id, label }))}
            onChange={(value) => change({ version: value })}
          />
          <TextInput
            label="Name"
            placeholder="Left empty, it is named after its choices"
            {...form.getInputProps('name')}
            error={wrong('name')}
          />
        </div>
        <Channels
          version={version}
          chosen={values.channels}
          error={wrong('preprocessing', 'channels')}
          onChange={(channels) => form.setFieldValue('channels', channels)}
        />
      </Panel>

      <Panel title="2 · Preparation">
        <div className={classes.fields}>
          <Choice
            label="Normalisation"
            hint="Which pixels set the black and the white of each image. Each channel by itself shows faint ones; all together keeps their ratios."
          >
            <SegmentedControl
              aria-label="Normalisation"
              data={(['PER_CHANNEL', 'GLOBAL', 'NONE'] as const).map((value) => ({
                value,
                label: { PER_CHANNEL: 'Each channel', GLOBAL: 'Whole image', NONE: 'None' }[value],
              }))}
              {...form.getInputProps('normalization')}
            />
          </Choice>
          <Select
            label="Size"
            description="Pixels a side that the model sees; smaller is faster."
            data={['32', '64', '96', '128', '192', '256'].map((value) => ({
              value,
              label: `${value} × ${value}`,
            }))}
            value={String(values.size)}
            onChange={(value) => form.setFieldValue('size', Number(value))}
            error={wrong('preprocessing', 'size')}
          />
        </div>
      </Panel>

      <Panel title="3 · Model">
        <div className={classes.options} role="radiogroup" aria-label="Model">
          {models.map(({ kind, name, pro, con }) => (
            <label key={kind} className={classes.option} data-chosen={values.kind === kind}>
              <input
                type="radio"
                name="kind"
                value={kind}
                checked={values.kind === kind}
                onChange={() => form.setFieldValue('kind', kind as NewExperimentForm['kind'])}
              />
              <span className={classes.optionName}>{name}</span>
              <ProCon pro={pro} con={con} />
            </label>
          ))}
        </div>
        <div className={classes.fields}>
          <NumberInput
            label="Latent size"
            description="Numbers that describe one image."
            {...form.getInputProps('latentSize')}
            error={wrong('model', 'latentSize')}
          />
          <NumberInput
            label="Epochs"
            description="Times every image is seen."
            {...form.getInputProps('epochs')}
            error={wrong('model', 'epochs')}
          />
          <NumberInput
            label="Batch size"
            description="Images a step."
            {...form.getInputProps('batchSize')}
            error={wrong('model', 'batchSize')}
          />
          <NumberInput
            label="Learning rate"
            description="Lower it if the loss diverges."
            step={0.0005}
            decimalScale={6}
            {...form.getInputProps('learningRate')}
            error={wrong('model', 'learningRate')}
          />
        </div>
      </Panel>

      <Panel title="4 · Clusters">
        <p className={classes.note}>
          <strong>{about('KMEANS')?.name ?? 'k-means'}.</strong>{' '}
          <ProCon pro={about('KMEANS')?.pro ?? ''} con={about('KMEANS')?.con ?? ''} />
        </p>
        <div className={classes.fields}>
          <Choice
            label="Number of clusters"
            hint="Scanned, the k with the best silhouette is taken; the others stay to be seen."
          >
            <SegmentedControl
              aria-label="Number of clusters"
              data={[
                { value: 'SCAN', label: 'Best of a scan' },
                { value: 'FIXED', label: 'Fixed' },
              ]}
              {...form.getInputProps('clusterCount')}
            />
          </Choice>
          {values.clusterCount === 'FIXED' && (
            <NumberInput
              label="k"
              {...form.getInputProps('nClusters')}
              error={wrong('clustering', 'params')}
            />
          )}
          <NumberInput
            label="Scan from"
            {...form.getInputProps('scanFrom')}
            error={wrong('clustering', 'scanFrom')}
          />
          <NumberInput
            label="Scan to"
            {...form.getInputProps('scanTo')}
            error={wrong('clustering', 'scanTo')}
          />
          <NumberInput
            label="Seed"
            description="The same seed gives the same result."
            {...form.getInputProps('seed')}
            error={wrong('seed')}
          />
        </div>
      </Panel>

      <div className={classes.submit}>
        {general.map(({ code, message }) => (
          <ErrorState key={`${code}${message}`} message={message} />
        ))}
        {problems.length > general.length && (
          <ErrorState message="Some choices cannot be run: see the fields marked above." />
        )}
        <Button type="submit" size="md" loading={fetching}>
          Start the experiment
        </Button>
        <span className={classes.note}>Stages that were run before with the same choices are reused.</span>
      </div>
    </form>
  );
}

function Choice({ label, hint, children }: { label: string; hint: string; children: ReactNode }) {
  return (
    <div className={classes.choice}>
      <span className={classes.label}>{label}</span>
      <span className={classes.hint}>{hint}</span>
      {children}
    </div>
  );
}

function ProCon({ pro, con }: { pro: string; con: string }) {
  return (
    <span className={classes.proCon}>
      <span>
        <b aria-hidden>+</b> {pro}
      </span>
      <span>
        <b aria-hidden>−</b> {con}
      </span>
    </span>
  );
}

interface ChannelsProps {
  version: ReturnType<typeof readyVersions>[number];
  chosen: readonly number[];
  error: string | undefined;
  onChange: (channels: number[]) => void;
}

function Channels({ version, chosen, error, onChange }: ChannelsProps) {
  const count = version.channelCount ?? 1;
  const thumbnail = version.samples?.edges[0]?.node.thumbnailUrl;
  const toggle = (channel: number) => {
    const next = chosen.includes(channel) ? chosen.filter((c) => c !== channel) : [...chosen, channel];
    onChange(next.sort((a, b) => a - b));
  };
  return (
    <fieldset className={classes.channels}>
      <legend className={classes.label}>Channels</legend>
      <div className={classes.channelList}>
        {Array.from({ length: count }, (_, channel) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
          <div key={channel} className={classes.channel}>
            {thumbnail && (
              // biome-ignore lint/performance/noImgElement: drawn by the API, there is nothing for Next to optimise
              <img
                src={drawnAs(thumbnail, { channel, stretch: 'ASINH', colorMap: 'inferno' }, 96)}
                alt={`Channel ${channel} of the first sample`}
              />
            )}
            <Checkbox
              label={`Channel ${channel}`}
              checked={chosen.includes(channel)}
              onChange={() => toggle(channel)}
            />
          </div>
        ))}
      </div>
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
