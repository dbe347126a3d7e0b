"""Our own API, `/v1`: several languages in one call, sentences with findings, checks of any two texts, jobs.

Errors are problem details (RFC 9457) with every fault of a request; the description is OpenAPI 3.1.
"""
