"""Postal codes, places, districts, states and coordinates of AT, DE, CH and LI.

The table is `data/places.xz`, compiled from GeoNames (https://www.geonames.org, CC BY 4.0) by
`manage.py refresh_places` and read into memory when it is first asked. Contents:

- `atlas`: the table in memory; places of a postal code, areas, coordinates, radius, name search
- `areas`: areas in words (»Bezirk Liezen«, »Wien 2. Bezirk (Leopoldstadt)«, »10 km um 8010 Graz«)
- `filling`: what a postal code tells an address form
- `geonames`, `cleaning`, `packing`: from a GeoNames file to the table
"""
