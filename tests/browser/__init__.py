"""Tests what people see and do in a real browser: Debian's Chromium, driven by Playwright."""
