"""Pages of a customer: signed in nowhere, opened by a link."""
