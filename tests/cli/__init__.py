"""Tests of the commands as they are typed and as they answer."""
