# One image for every role; `docs/hosting.md` says how it is started.
FROM node:24-bookworm-slim

# What learners' programs are isolated by and run with; tini ends what is left when the bot ends.
RUN apt-get update \
    && apt-get install -y --no-install-recommends bubblewrap python3 python3-aiohttp tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin studyloop

WORKDIR /app

# Packages change seldom and code often: in this order an upgrade downloads little. There is nothing to build.
COPY package.json package-lock.json .npmrc ./
COPY bin bin
COPY tools/node24 tools/node24
RUN sh bin/setup run && npm cache clean --force

COPY LICENSE ./
COPY src src
COPY content content
RUN mkdir data && chown studyloop: data

# The bot may write to data and nowhere else. Metrics and health are for this container and its network alone.
ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/tmp/studyloop-compiled \
    METRICS_PORT=9464
USER studyloop
VOLUME /app/data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "bin/studyloop"]
CMD ["start"]
