import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const CSP = 'content-security-policy';

export interface PageSecurity {
  /** The headers of a request as Next gets them: it marks its own scripts with the nonce that it finds there. */
  forNext(request: object, headers: IncomingHttpHeaders): IncomingHttpHeaders;
}

/**
 * What browsers are told of every answer: only scripts of this server run, and inline ones only where Next wrote them
 * (they carry a nonce made for that answer); nobody frames the pages. `isDevelopment` lets React's refresh evaluate.
 */
export async function addPageSecurity(
  server: FastifyInstance,
  { isHttps, isDevelopment }: { isHttps: boolean; isDevelopment: boolean },
): Promise<PageSecurity> {
  const nonces = new WeakMap<object, string>();
  const nonceOf = (request: object): string => {
    const nonce = nonces.get(request) ?? randomBytes(16).toString('base64');
    nonces.set(request, nonce);
    return `'nonce-${nonce}'`;
  };
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", nonceOf, ...(isDevelopment ? ["'unsafe-eval'"] : [])],
        // Components set style attributes, which no nonce can mark.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'worker-src': ["'self'", 'blob:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    // Only where the public address is one of https: a laptop's http://localhost must stay reachable.
    strictTransportSecurity: isHttps,
  });
  return {
    forNext: (request, headers) => ({ ...headers, [CSP]: `script-src ${nonceOf(request)}` }),
  };
}
