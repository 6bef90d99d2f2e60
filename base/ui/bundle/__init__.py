"""The one style sheet and the one script that every page loads.

They are joined of installed packages and our own sources, and joined anew whenever one of these
is newer: by the finder of static files (`finder`), which the collecting of static files asks
as well. An app adds a file to `static/css/components/` or `static/js/`; nothing else has to know
it.
"""
