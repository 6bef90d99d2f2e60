"""CSV and XLSX: files to rows of text, and columns to fields of a contact; without database.

`reading.read_table` turns the bytes of a file into a `table.Table`, `guessing.guess` its headings
into a mapping, `rows.row_values` one row into values with the problems of each cell.
"""
