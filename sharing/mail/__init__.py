"""Mail to customers: written, sent, and kept where it can be read."""
