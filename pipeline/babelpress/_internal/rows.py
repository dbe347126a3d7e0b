"""Rows of plain text: cells with tabs between them."""


def is_row(line: str) -> bool:
    """Whether a line consists of cells with tabs between them; one tab may also be a space inside a sentence.

    >>> is_row("Lyon\\t12 °C"), is_row("un tabulateur dans\\tune phrase")
    (True, False)
    """
    left, tab, right = line.strip().partition("\t")
    if "\t" in right.strip():
        return True
    return bool(tab) and (len(left.split()) <= 2 or not right.strip()[:1].islower())
