#!/bin/bash
# Runs once, when the database folder is empty: the owner migrates, the application only
# works. What it may do in detail is granted after each migration (audit/roles.py).
set -euo pipefail

psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE immonaut_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE immonaut_app LOGIN PASSWORD :'app_password';
CREATE DATABASE immonaut OWNER immonaut_owner;
REVOKE TEMPORARY, CREATE ON DATABASE immonaut FROM PUBLIC;
SQL
