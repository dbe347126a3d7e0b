"""Subtitles: SubRip (SRT) and WebVTT."""
