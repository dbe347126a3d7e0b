"""The page works as it is written."""


def test_add_a_check(follow):
    follow("add-a-check.md")
