"""How the shipped translation models are made: corpora in, weights and a card out. `run.py` is the way in."""
