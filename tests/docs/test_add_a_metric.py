"""The page works as it is written."""


def test_add_a_metric(follow):
    follow("add-a-metric.md")
