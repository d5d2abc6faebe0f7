'use client';

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { type AnyVariables, useClient, useQuery } from 'urql';
import { useSession } from '../../session/session.tsx';
import { useDocumentState } from '../document/DocumentProvider.tsx';
import { MENTIONABLE } from '../editor/editorDocuments.ts';
import {
  ADD_COMMENT,
  DELETE_COMMENT,
  OPEN_OBSERVATION,
  REACT_TO_COMMENT,
  RESOLVE_COMMENT,
} from './commentDocuments.ts';
import type { Commenting, NewComment } from './commenting.ts';

interface Subject {
  subjectId: string;
  observationId: string | null;
  /** Called once something is another than it was. */
  onChange: () => void;
}

interface Outcome {
  problems: readonly { message: string }[];
}

/** What one may do with the comments on a subject, and what did not work, in a sentence. */
export function useCommenting(subject: Subject): { commenting: Commenting; problem: string | null } {
  const { subjectId, observationId, onChange } = subject;
  const client = useClient();
  const { user, workspace } = useSession();
  const { mayWrite } = useDocumentState();
  const [{ data: people }] = useQuery({ query: MENTIONABLE, variables: { slug: workspace.slug } });
  const [problem, setProblem] = useState<string | null>(null);

  /** Null where it was done, else why not. */
  async function send<Data extends Record<string, Outcome>, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<string | null> {
    const { data, error } = await client.mutation(document, variables).toPromise();
    onChange();
    const [outcome] = Object.values(data ?? {}).filter((one) => typeof one === 'object');
    return error?.message ?? outcome?.problems[0]?.message ?? null;
  }
  const add = async ({ body, replyTo, words }: NewComment): Promise<string | null> => {
    let id = observationId;
    if (id === null) {
      const { data, error } = await client.mutation(OPEN_OBSERVATION, { subjectId }).toPromise();
      id = data?.openObservation.observation?.id ?? null;
      if (id === null)
        return error?.message ?? data?.openObservation.problems[0]?.message ?? 'The server does not answer.';
    }
    const on = words ? { quote: words.quote, anchor: words.anchor } : {};
    return send(ADD_COMMENT, { input: { observationId: id, body, replyTo: replyTo ?? null, ...on } });
  };
  return {
    problem,
    commenting: {
      user,
      mayWrite,
      members: people?.workspace?.members.map((member) => member.user) ?? [],
      add,
      resolve: async (id, resolved) => setProblem(await send(RESOLVE_COMMENT, { id, resolved })),
      react: async (id, emoji, on) => setProblem(await send(REACT_TO_COMMENT, { id, emoji, on })),
      remove: async (id) => setProblem(await send(DELETE_COMMENT, { id })),
    },
  };
}
