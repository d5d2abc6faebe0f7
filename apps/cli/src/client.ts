import { CommandFailure } from './failure.ts';
import type { TypedDocumentString } from './gql/graphql.ts';
import type { Server } from './server.ts';

/** Speaks GraphQL to one server, and fetches blobs from it. */
export interface Client {
  server: Server;
  query<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /** The bytes at a path of the server. */
  bytes(path: string): Promise<Uint8Array>;
}

/** Answers throw CommandFailure where the server cannot be reached or refuses. */
export function createClient(server: Server): Client {
  const authorization = `Bearer ${server.token}`;
  const reach = async (url: string, init: RequestInit): Promise<Response> => {
    try {
      return await fetch(url, init);
    } catch (error) {
      const cause =
        error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new CommandFailure(`${url} cannot be reached: ${cause}`);
    }
  };
  return {
    server,
    async query(document, variables) {
      const response = await reach(server.api, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', authorization },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      const body = (await response.json()) as {
        data?: unknown;
        errors?: { message: string; extensions?: { code?: string } }[];
      };
      const [first] = body.errors ?? [];
      if (first || !body.data)
        throw new CommandFailure(
          `${first?.message ?? `status ${response.status}`} (${first?.extensions?.code ?? 'NO_DATA'})`,
        );
      return body.data as never;
    },
    async bytes(path) {
      const response = await reach(new URL(path, server.api).href, { headers: { authorization } });
      if (!response.ok) throw new CommandFailure(`${path}: status ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
