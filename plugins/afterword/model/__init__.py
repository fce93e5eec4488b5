"""What things are. Standard library only; no files, no clock, no YAML."""
