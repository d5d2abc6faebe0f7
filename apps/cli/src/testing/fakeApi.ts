import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const request = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).default({}) });

export interface Asked {
  /** The name of the operation. */
  operation: string;
  variables: Record<string, unknown>;
  token: string;
}

export interface FakeApi {
  url: string;
  http: Server;
  close(): Promise<void>;
}

/** Something that speaks as the API does, and answers as a test says: `data`, or `errors`. */
export async function startFakeApi(answer: (asked: Asked) => object, port = 0): Promise<FakeApi> {
  const http = createServer((message, response) => {
    let text = '';
    message.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    message.on('end', () => {
      const { query, variables } = request.parse(JSON.parse(text));
      const operation = /(?:query|mutation|subscription) (\w+)/.exec(query)?.[1] ?? '';
      const token = message.headers.authorization?.replace('Bearer ', '') ?? '';
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer({ operation, variables, token })));
    });
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    http,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
