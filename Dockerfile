# mig-lint for people without Node: docker run --rm -v "$PWD:/repo" mig-lint
FROM node:22.21.1-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci && npm pack --ignore-scripts && tar -xzf mig-lint-*.tgz

# What runs: the packed files, and of the dependencies those versions that the lock file names.
FROM node:22.21.1-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY eslint-plugin/package.json eslint-plugin/
RUN npm ci --omit=dev --omit=peer --ignore-scripts --workspaces=false

FROM node:22.21.1-bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    # The repository is mounted, and belongs to somebody else than the user here: git would not read it.
    && git config --system --add safe.directory '*' \
    && ln -s /app/dist/bin.cjs /usr/local/bin/mig-lint
COPY --from=dependencies /app/node_modules /app/node_modules
COPY --from=build /app/package /app
USER node
WORKDIR /repo
ENTRYPOINT ["mig-lint"]
