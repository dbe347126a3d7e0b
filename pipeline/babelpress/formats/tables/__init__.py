"""Archives: many articles in one file, as lines or rows; and the tables that a run gives back."""
