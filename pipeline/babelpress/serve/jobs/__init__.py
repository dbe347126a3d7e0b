"""Work that goes on without its client, and that the end of a process does not lose."""
