"""What stands between connections and the application.

It takes requests in whole and hands answers out piece by piece, so that a slow line holds no
thread. `python -m immonaut.front` serves; docs/decisions/front.md says why it is made like this.
"""
