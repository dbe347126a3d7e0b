"""The page works as it is written."""


def test_add_a_model(follow):
    follow("add-a-model.md")
