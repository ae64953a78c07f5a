"""The pages: each parses, asks who may, calls one change, and draws; nothing here decides."""
