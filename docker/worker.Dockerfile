# syntax=docker/dockerfile:1
# The worker: reads, trains, clusters. Brings the native TensorFlow library (x86-64) or fails, since an image that
# silently trains on the wasm backend would be found out by its slowness alone. Another platform asks for that backend
# with --build-arg NATIVE=--or-wasm. Build from the root of the repository.
FROM node:20.20-bookworm-slim AS base
WORKDIR /app
# Where the set-up keeps TensorFlow; the links in node_modules point here.
ENV XDG_CACHE_HOME=/opt

# Only what decides the packages, so that a change of a source does not install them again.
FROM base AS manifests
WORKDIR /source
COPY . .
RUN mkdir /manifests && find . -name package.json -exec cp --parents -t /manifests {} + \
  && cp package-lock.json .npmrc /manifests

FROM base AS packages
COPY --from=manifests /manifests ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts

# Downloads the library (259 MB), compiles the addon and multiplies once with it.
FROM packages AS native
ARG NATIVE=
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends g++ python3-pip && rm -rf /var/lib/apt/lists/*
COPY scripts/setup scripts/setup
COPY scripts/native.mjs scripts/native.mjs
RUN mkdir -p /opt/asterism && node scripts/native.mjs $NATIVE

FROM packages AS build
COPY . .
RUN npx turbo run build --filter=@asterism/worker --no-daemon

# Our own packages are bundled into dist; what is left of them here are links. The second call finds the library and
# the compiled addon in /opt and tries them beside the packages that will be used.
FROM base AS dependencies
ARG NATIVE=
COPY --from=manifests /manifests ./
COPY docker/onlyApp.mjs /tmp/
RUN --mount=type=cache,target=/root/.npm node /tmp/onlyApp.mjs worker \
  && npm ci --ignore-scripts --omit=dev --omit=optional --omit=peer \
  && rm -rf node_modules/@asterism && mkdir -p apps/worker/node_modules
COPY --from=native /opt/asterism /opt/asterism
COPY scripts/setup scripts/setup
COPY scripts/native.mjs scripts/native.mjs
RUN node scripts/native.mjs $NATIVE && rm -rf /opt/asterism/*/include

FROM base
ENV NODE_ENV=production ASTERISM_HOME=/data TF_CPP_MIN_LOG_LEVEL=2 METRICS_PORT=9464 METRICS_HOST=0.0.0.0
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /opt/asterism /opt/asterism
COPY --from=dependencies /app/node_modules node_modules
COPY --from=dependencies /app/apps/worker/node_modules apps/worker/node_modules
COPY --from=build /app/apps/worker/package.json apps/worker/package.json
COPY --from=build /app/apps/worker/dist apps/worker/dist
# Ready is a worker whose database has seen all of them.
COPY --from=build /app/prisma/migrations prisma/migrations
# node
USER 1000:1000
EXPOSE 9464
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s --start-interval=2s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/worker/dist/main.js"]
