"""What things are: entries, people, opportunities, tasks. Standard library only; no files, no clock, no YAML."""
