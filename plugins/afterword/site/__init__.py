"""The only room that imports MkDocs: the plugin, its pages and the pages of the user's files."""
