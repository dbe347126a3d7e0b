"""stub"""


def identifiers(text, language):
    return ()
