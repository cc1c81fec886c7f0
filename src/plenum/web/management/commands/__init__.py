"""Commands of the web door."""
