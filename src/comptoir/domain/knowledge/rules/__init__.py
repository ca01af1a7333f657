"""What we decide about what a shop knows: pure, without the database."""
