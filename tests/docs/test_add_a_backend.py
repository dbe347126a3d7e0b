"""The page works as it is written."""


def test_add_a_backend(follow):
    follow("add-a-backend.md")
