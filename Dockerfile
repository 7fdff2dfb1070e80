# The connector as a container: docs/operations.md explains how to run it, compose.yaml is an example with PostgreSQL.
# Without a container engine test/deploy reads this file, and test/scenarios/dockerfile.process.test.ts carries its steps out.

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# Install scripts would only bring another Node, and "npm run build" would install everything once more.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build.ts

FROM node:24-bookworm-slim AS libraries
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    WOO_ODOO_DATA_DIR=/data \
    WOO_ODOO_HOST=0.0.0.0 \
    WOO_ODOO_PORT=8080
WORKDIR /app
COPY --from=libraries /app/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY package.json README.md LICENSE CHANGELOG.md ./
RUN chmod 755 dist/launch.cjs && ln -s /app/dist/launch.cjs /usr/local/bin/woo-odoo \
 && install --directory --owner=node --group=node --mode=0700 /data
# The only folder that is written to: the rest may be read-only.
VOLUME /data
USER node
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.WOO_ODOO_PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["woo-odoo"]
CMD ["serve"]
