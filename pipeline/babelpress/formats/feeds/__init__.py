"""Feeds and exports of sites: RSS, Atom and WordPress."""
