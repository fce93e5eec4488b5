"""Shows the promises of docs/guarantees.md; each test begins with the number of its own."""
