import { createServer } from 'node:net';

/**
 * A port of loopback that nobody listens on now.
 * @returns {Promise<number>}
 */
export function freePort() {
  return listenOnce(0, '127.0.0.1');
}

/**
 * The public port. 0 asks for any free one; one in use is an error that names the setting.
 * @param {number} wanted @param {string} host
 */
export async function publicPort(wanted, host) {
  try {
    return await listenOnce(wanted, host);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'EADDRINUSE')
      throw new Error(
        `Port ${wanted} is in use. Set WEB_PORT to another one, or to 0 for any free one: WEB_PORT=0 npm start`,
      );
    if (code === 'EACCES')
      throw new Error(
        `Port ${wanted} may not be opened by this user. Set WEB_PORT to one above 1023: WEB_PORT=3000 npm start`,
      );
    throw error;
  }
}

/** @returns {Promise<number>} */
function listenOnce(/** @type {number} */ port, /** @type {string} */ host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
