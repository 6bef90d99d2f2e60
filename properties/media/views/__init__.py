"""Pages of pictures and documents."""
