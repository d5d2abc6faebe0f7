import { z } from 'zod';
import { CommandFailure, EXIT, type ExitCode, failureOf } from './failure.ts';
import type { TypedDocumentString } from './gql/graphql.ts';
import type { Server } from './server.ts';

const answer = z.object({
  // Left out where nothing was run, as where a query is refused.
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }),
    )
    .optional(),
});

/** Speaks GraphQL to one server, and fetches blobs from it. */
export interface Client {
  server: Server;
  query<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /** The bytes at a path of the server. */
  bytes(path: string): Promise<Uint8Array>;
  /** The same as they come, or the first `length` of them. */
  stream(path: string, length?: number): Promise<AsyncIterable<Uint8Array>>;
}

const EXIT_OF_STATUS: Record<number, ExitCode> = {
  401: EXIT.notAllowed,
  403: EXIT.notAllowed,
  404: EXIT.notFound,
  429: EXIT.unreachable,
};

/** Answers throw CommandFailure where the server cannot be reached or refuses. */
export function createClient(server: Server): Client {
  const authorization = `Bearer ${server.token}`;
  const reach = async (url: string, init: RequestInit): Promise<Response> => {
    try {
      return await fetch(url, init);
    } catch (error) {
      const cause =
        error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new CommandFailure(`${url} cannot be reached: ${cause}`, EXIT.unreachable);
    }
  };
  const fetchPath = async (path: string, headers: Record<string, string> = {}): Promise<Response> => {
    const response = await reach(new URL(path, server.api).href, { headers: { authorization, ...headers } });
    if (!response.ok)
      throw new CommandFailure(`${path}: status ${response.status}`, EXIT_OF_STATUS[response.status]);
    return response;
  };
  return {
    server,
    async query(document, variables) {
      const response = await reach(server.api, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', authorization },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      const body = answer.safeParse(await response.json().catch(() => null));
      const [first] = body.data?.errors ?? [];
      if (first) throw failureOf({ message: first.message, ...first.extensions });
      if (!body.data?.data)
        throw new CommandFailure(
          `${server.api} does not answer as the API does (status ${response.status}). Is the address right?`,
          EXIT.unreachable,
        );
      return body.data.data as never;
    },
    async bytes(path) {
      return new Uint8Array(await (await fetchPath(path)).arrayBuffer());
    },
    async stream(path, length) {
      const asked: Record<string, string> = length === undefined ? {} : { range: `bytes=0-${length - 1}` };
      const { status, body } = await fetchPath(path, asked);
      if (length !== undefined && status !== 206)
        throw new CommandFailure(
          `${path}: a part was asked for, and the answer is another (status ${status}).`,
        );
      return chunksOf(body);
    },
  };
}

async function* chunksOf(body: Response['body']): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) yield read.value;
}
