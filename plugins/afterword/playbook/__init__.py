"""What is owed to whom, and when: journal and day to tasks with reasons."""
