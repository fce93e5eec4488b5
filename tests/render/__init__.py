"""Tests of what is rendered for other generators."""
