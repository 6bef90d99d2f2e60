"""vCard 2.1, 3.0 and 4.0: files to cards and cards to files, without database and without network.

`reading.read_cards` turns the bytes of a file into `card.Card` values and never raises;
`writing.write_cards` does the reverse. What a card says and no field holds is in `Card.extras`.
"""
