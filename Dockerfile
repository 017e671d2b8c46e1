# Everything a machine needs in one image: SQLite, media on a volume, no Node, no compiler, no root at run time.

FROM node:22-bookworm-slim AS front
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci
COPY frontend ./
# Vite writes to ../src/vermilion/web/static/dist
RUN npm run build

FROM python:3.11-slim-bookworm AS wheel
WORKDIR /build
RUN pip install --no-cache-dir hatchling
COPY pyproject.toml README.md ./
COPY src src
COPY --from=front /build/src/vermilion/web/static/dist src/vermilion/web/static/dist
RUN pip wheel --no-cache-dir --no-build-isolation --no-deps --wheel-dir /wheels .

FROM python:3.11-slim-bookworm
COPY requirements.lock /tmp/
COPY --from=wheel /wheels /tmp/
# The lock also pins what only tests and builds need, so it serves as a list of versions here. pg_dump is for backups.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && sed -nE 's/^([a-z0-9._-]+==[^ ;]+).*/\1/p' /tmp/requirements.lock > /tmp/versions.txt \
    && pip install --no-cache-dir --constraint /tmp/versions.txt /tmp/*.whl \
    && rm -rf /tmp/* \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin vermilion \
    && install -d -o vermilion -g vermilion -m 0700 /data
USER vermilion
ENV VERMILION_DATA=/data \
    VERMILION_HOST=0.0.0.0 \
    PYTHONDONTWRITEBYTECODE=1
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["vermilion", "serve"]
