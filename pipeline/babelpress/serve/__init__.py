"""The HTTP service: one process that translates for programs which speak the API of LibreTranslate or of DeepL."""
