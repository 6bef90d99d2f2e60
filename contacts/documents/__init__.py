"""Files of a contact: personal ones, copies of the ID, the photo."""
