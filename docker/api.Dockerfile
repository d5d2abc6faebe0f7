# syntax=docker/dockerfile:1
# The API: the one public door. The same image applies the migrations (node apps/api/dist/migrate.js) and makes the
# first account (node apps/api/dist/operator.js). Build from the root of the repository.
FROM node:20.20-bookworm-slim AS base
WORKDIR /app

# Only what decides the packages, so that a change of a source does not install them again.
FROM base AS manifests
WORKDIR /source
COPY . .
RUN mkdir /manifests && find . -name package.json -exec cp --parents -t /manifests {} + \
  && cp package-lock.json .npmrc /manifests

FROM base AS build
COPY --from=manifests /manifests ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN npx turbo run build --filter=@asterism/api --no-daemon

# Our own packages are bundled into dist; what is left of them here are links.
FROM base AS dependencies
COPY --from=manifests /manifests ./
COPY docker/onlyApp.mjs /tmp/
RUN --mount=type=cache,target=/root/.npm node /tmp/onlyApp.mjs api \
  && npm ci --ignore-scripts --omit=dev --omit=optional --omit=peer \
  && rm -rf node_modules/@asterism && mkdir -p apps/api/node_modules

FROM base
ENV NODE_ENV=production ASTERISM_HOME=/data WEB_HOST=0.0.0.0 WEB_PORT=3000 METRICS_PORT=9464 METRICS_HOST=0.0.0.0
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=dependencies /app/apps/api/node_modules apps/api/node_modules
COPY --from=build /app/apps/api/package.json apps/api/package.json
COPY --from=build /app/apps/api/dist apps/api/dist
COPY --from=build /app/prisma/migrations prisma/migrations
# node
USER 1000:1000
EXPOSE 3000 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --start-interval=1s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The young generation as scripts/start/processes.mjs gives it.
CMD ["node", "--enable-source-maps", "--no-allocation-site-pretenuring", "--heap-growing-percent=30", "apps/api/dist/main.js"]
