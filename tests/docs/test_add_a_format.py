"""The page works as it is written."""


def test_add_a_format(follow):
    follow("add-a-format.md")
