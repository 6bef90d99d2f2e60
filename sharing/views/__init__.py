"""What several pages of this app share."""
