"""The pages as they are drawn, apart from any site generator."""
