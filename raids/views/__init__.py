"""The public pages, a module for each kind of page."""
