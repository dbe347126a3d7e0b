"""A page is followed word by word: what is not so fails."""

import pytest

PAGE = """# A page

```text title="a/b.txt"
one
two  words
```

```console
$ cat a/b.txt
{output}
$ cat missing.txt{status}
...
```
"""


@pytest.mark.parametrize("output", ["one\ntwo words", "...", "one\n...", "one\ntwo ..."])
def test_true_page_passes(follow, output):
    follow(PAGE.format(output=output, status="    # exit status 1"))


@pytest.mark.parametrize(
    "output", ["", "one", "One\ntwo words", "one\ntwo", "one\ntwo words\nthree", "o...\ntwo words"]
)
def test_output_that_differs_fails(follow, output):
    with pytest.raises(AssertionError, match="the page says"):
        follow(PAGE.format(output=output, status="    # exit status 1"))


def test_status_that_differs_fails(follow):
    with pytest.raises(AssertionError, match="missing"):
        follow(PAGE.format(output="...", status=""))


def test_page_without_commands_fails(follow):
    with pytest.raises(AssertionError):
        follow("# Nothing\n")
