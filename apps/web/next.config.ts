import { join } from 'node:path';
import type { NextConfig } from 'next';

const root = join(import.meta.dirname, '../..');

// No rewrites: the API process is the one door and hands pages on to this server (docs/decisions/api-server.md).
const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
  transpilePackages: ['@asterism/fits', '@asterism/ml'],
  poweredByHeader: false,
  devIndicators: false,
};
export default config;
