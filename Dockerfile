# One image for migrations, web, worker and beat; database and broker are services of their own.
FROM python:3.12-slim AS build
WORKDIR /app
# requirements-s3.lock has what keeps files in a bucket.
ARG LOCK=requirements.lock
COPY requirements*.lock ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r "$LOCK"
COPY . .
ENV PATH=/venv/bin:$PATH DJANGO_SETTINGS_MODULE=immonaut.settings STATIC_ROOT=/app/collected
RUN python -m babel.messages.frontend compile -D django -d locale \
    && SECRET_KEY=build FIELD_KEYS=build DATABASE_URL=postgres:///build \
        python -m django collectstatic --noinput -v 0 \
    # What joins and packs them has done so.
    && pip uninstall --yes --quiet brotli lightningcss rjsmin

FROM python:3.12-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin immonaut \
    && install --directory --owner=immonaut /data/files
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=immonaut.settings \
    STATIC_ROOT=/app/collected \
    FILES_DIR=/data/files \
    WEB_CONCURRENCY=3
USER immonaut
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://localhost:8000/healthz', timeout=4)"]
CMD ["python", "-m", "immonaut.front", "--host", "0.0.0.0"]
