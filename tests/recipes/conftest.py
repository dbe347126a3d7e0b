"""A toy to make a model from: a few hundred pairs of French, English and Dutch, and a recipe of seconds."""

from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
import yaml

from recipe.config import Shape, Training, read_recipe
from recipe.prepare import prepare

SUBJECTS = (
    ("Le conseil", "The council", "De raad"),
    ("La ministre", "The minister", "De minister"),
    ("Le maire", "The mayor", "De burgemeester"),
    ("La ville", "The city", "De stad"),
    ("Mon voisin", "My neighbour", "Mijn buurman"),
    ("Le journal", "The newspaper", "De krant"),
    ("L'école", "The school", "De school"),
)
VERBS = (
    ("annonce", "announces", "kondigt"),
    ("refuse", "refuses", "weigert"),
    ("prépare", "prepares", "bereidt"),
    ("demande", "asks for", "vraagt"),
    ("critique", "criticizes", "bekritiseert"),
)
OBJECTS = (
    ("une réforme", "a reform", "een hervorming"),
    ("le budget", "the budget", "de begroting"),
    ("une fête", "a party", "een feest"),
    ("le nouveau plan", "the new plan", "het nieuwe plan"),
    ("12 arbres", "12 trees", "12 bomen"),
)
WHENS = (("aujourd'hui", "today", "vandaag"), ("ce soir", "tonight", "vanavond"), ("demain", "tomorrow", "morgen"))

RECIPE = {
    "id": "toy",
    "source": "fr",
    "targets": {"en": ">>eng<<", "nl": ">>nld<<"},
    "licences": "licences.yaml",
    "augmentation": {"share": 0.1, "weights": {"capitals": 1, "figures": 1}},
    "vocabulary": {"size": 300},
    "model": {"dim": 32, "ffn": 64, "heads": 2, "encoder_layers": 1, "decoder_layers": 1},
    "training": {
        "minutes": 10,
        "steps": 300,
        "learning_rate": 0.006,
        "warmup_steps": 20,
        "batch_tokens": 1500,
        "precision": "float32",
        "device": "cpu",
        "threads": 1,
    },
    "card": {
        "licence": "CC0-1.0",
        "commercial_use": True,
        "golden": [{"target": "en", "text": "Le conseil annonce une réforme demain."}],
        "notice": "A toy.",
    },
}
LICENCES = {
    "news": {"licence": "CC0-1.0", "commercial_use": True},
    "wire": {"licence": "research", "commercial_use": False},
}
SHAPE = Shape(dim=16, ffn=32, heads=2, encoder_layers=1, decoder_layers=1)
QUICK = Training(minutes=10, steps=2, batch_tokens=500, warmup_steps=2, device="cpu", precision="float32", threads=1)
"""A model to learn with, and a training of two steps."""
TEST_LINES = (1, 2)
"""Every line of this remainder by 25 is of the test set."""


def sentences() -> list[tuple[str, str, str]]:
    """Every sentence of the toy, in three languages."""
    found = product(SUBJECTS, VERBS, OBJECTS, WHENS)
    return [tuple(f"{' '.join(part[i] for part in parts)}." for i in range(3)) for parts in found]


@dataclass(frozen=True)
class Toy:
    """Folders of corpora and test sets, and a recipe beside them."""

    root: Path

    @property
    def corpora(self) -> Path:
        return self.root / "corpora"

    @property
    def tests(self) -> Path:
        return self.root / "tests"

    @property
    def settings(self) -> dict[str, object]:
        """What its recipe says."""
        return RECIPE

    def recipe(self, name: str = "recipe", **changes: object) -> Path:
        """Write the recipe with some of its keys changed."""
        path = self.root / f"{name}.yaml"
        path.write_text(yaml.safe_dump(RECIPE | changes), encoding="utf-8")
        return path

    def corpus(self, name: str, rows: list[tuple[str, str, str]]) -> Path:
        """Write a corpus file."""
        path = self.corpora / name
        path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
        return path


@pytest.fixture(scope="session")
def toy_corpora(tmp_path_factory: pytest.TempPathFactory) -> Toy:
    """The toy; read it only."""
    return make(tmp_path_factory.mktemp("toy"))


@pytest.fixture(scope="session")
def data(toy_corpora: Toy) -> Path:
    """The toy's token ids; read them only."""
    out = toy_corpora.root / "ids"
    prepare(read_recipe(toy_corpora.recipe()), [toy_corpora.corpora], out, tests=None)
    return out


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    """A toy of the test's own."""
    return make(tmp_path)


def make(root: Path) -> Toy:
    toy = Toy(root)
    toy.corpora.mkdir()
    (toy.tests / "small").mkdir(parents=True)
    (root / "licences.yaml").write_text(yaml.safe_dump(LICENCES), encoding="utf-8")
    rows = sentences()
    tested = [row for i, row in enumerate(rows) if i % 25 in TEST_LINES]
    for i, language in enumerate(("fr", "en", "nl")):
        text = "".join(f"{row[i]}\n" for row in tested)
        (toy.tests / "small" / f"{language}.txt").write_text(text, encoding="utf-8")
    toy.corpus(
        "fr-en.tsv", [("news", fr, en) for fr, en, _ in rows[:400]] + [("wire", *rows[i][:2]) for i in range(400, 525)]
    )
    toy.corpus("fr-nl.tsv", [("news", fr, nl) for fr, _, nl in rows])
    return toy
