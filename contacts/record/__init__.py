"""The record of a contact: the pages *Persönliches*, *Firma*, *Sonstiges*, and saving."""
