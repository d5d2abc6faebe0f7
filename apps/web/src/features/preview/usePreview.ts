'use client';

import { useCallback, useEffect, useState } from 'react';
import {
  type AnyVariables,
  type Client,
  type OperationResult,
  type TypedDocumentNode,
  useClient,
} from 'urql';
import type { PreprocessingInput, PreviewOfQuery, PreviewSampleQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { sampleId } from '../../ui/format.ts';

const SAMPLE = graphql(`
  query PreviewSample($versionId: ID!, $index: Int!) {
    node(id: $versionId) {
      ... on DatasetVersion {
        id
        sample(index: $index) {
          id
          index
          fileName
          width
          height
          alignment {
            ...AlignmentFields
          }
        }
      }
    }
  }
`);

const PREVIEW = graphql(`
  query PreviewOf($sampleId: ID!, $preprocessing: PreprocessingInput!) {
    previewPreprocessing(sampleId: $sampleId, preprocessing: $preprocessing) {
      steps
      outline
      image {
        url
        shape
      }
      raw {
        url
        shape
      }
    }
  }
`);

type Node = NonNullable<PreviewSampleQuery['node']>;
export type PreviewedSample = NonNullable<Extract<Node, { sample?: unknown }>['sample']>;
type Answer = NonNullable<PreviewOfQuery['previewPreprocessing']>;

/** Planes of one size, one after another. */
export interface Planes {
  data: Float32Array;
  width: number;
  height: number;
}

export interface LoadedPreview {
  sample: PreviewedSample;
  channels: readonly number[];
  steps: readonly string[];
  outline: readonly (readonly number[])[];
  image: Planes;
  raw: Planes;
}

interface PreviewState {
  /** The newest that is there; while another is made it stays, so that nothing jumps. */
  preview: LoadedPreview | null;
  error: string | null;
  isUpdating: boolean;
}

interface PreviewWish {
  versionId: string;
  /** The sample's ID number. */
  index: number;
  preprocessing: PreprocessingInput;
}

// Typing and dragging settle in this time; a preview takes some tens of milliseconds.
const SETTLE_MS = 150;

/** What the model will see of a sample, as the choices are now: older requests are given up. */
export function usePreview(wish: PreviewWish): PreviewState & { retry: () => void } {
  const client = useClient();
  const [state, setState] = useState<PreviewState>({ preview: null, error: null, isUpdating: true });
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(wish);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    const abort = new AbortController();
    setState((before) => ({ ...before, isUpdating: true }));
    const timer = setTimeout(() => {
      load(client, JSON.parse(key) as PreviewWish, abort.signal)
        .then((preview) => setState({ preview, error: null, isUpdating: false }))
        .catch((error: unknown) => {
          if (abort.signal.aborted) return;
          const message = error instanceof Error ? error.message : String(error);
          setState((before) => ({ ...before, error: message, isUpdating: false }));
        });
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, key, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...state, retry };
}

async function load(client: Client, wish: PreviewWish, signal: AbortSignal): Promise<LoadedPreview> {
  const { versionId, index, preprocessing } = wish;
  const { node } = await ask(client, SAMPLE, { versionId, index }, signal);
  const sample = node && 'sample' in node ? node.sample : null;
  if (!sample) throw new Error(`There is no sample ${sampleId(index)}.`);
  const answer = await ask(client, PREVIEW, { sampleId: sample.id, preprocessing }, signal);
  const made = answer.previewPreprocessing;
  if (!made) throw new Error('The server gave no preview.');
  const [image, raw] = await Promise.all([planes(made.image, signal), planes(made.raw, signal)]);
  signal.throwIfAborted();
  return {
    sample,
    channels: preprocessing.channels ?? [],
    steps: made.steps,
    outline: made.outline,
    image,
    raw,
  };
}

/** One answer; giving up also ends the request. */
function ask<Data, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal: AbortSignal,
): Promise<Data> {
  return new Promise((resolve, reject) => {
    const take = ({ data, error }: OperationResult<Data, Variables>) => {
      if (data && !error) resolve(data);
      else reject(new Error(error?.graphQLErrors[0]?.message ?? error?.message ?? 'There was no answer.'));
    };
    const { unsubscribe } = client.query(document, variables).subscribe(take);
    signal.addEventListener('abort', unsubscribe, { once: true });
  });
}

async function planes({ url, shape }: Answer['image'], signal: AbortSignal): Promise<Planes> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The picture could not be fetched (status ${response.status}).`);
  const [, height = 0, width = 0] = shape;
  return { data: new Float32Array(await response.arrayBuffer()), width, height };
}
