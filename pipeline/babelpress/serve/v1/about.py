"""What `/v1` tells of the service: its models, and what a key has used."""

from datetime import UTC, datetime

from pydantic import BaseModel, Field

from babelpress.serve.keys import Keys, Usage
from babelpress.serve.service import Service
from babelpress.serve.v1.operations import Given, Model, Operation
from babelpress.stages.profiles import all_cards


class ScoreAnswer(Model):
    """A measured or published score of a model in one direction."""

    source: str
    target: str
    metric: str
    testset: str
    value: float
    origin: str


class ModelAnswer(Model):
    """A model as its card describes it."""

    id: str
    task: str
    architecture: str
    sources: list[str]
    targets: list[str]
    licence: str
    commercial_use: bool
    size_mb: float | None
    notice: str
    description: str
    scores: list[ScoreAnswer]


class ModelsAnswer(Model):
    """The models that the service uses."""

    models: list[ModelAnswer]


class UsageAnswer(Model):
    """What a key has used today (UTC); without a key nothing is counted."""

    day: str
    characters: int
    characters_limit: int | None = Field(description="Characters that it may translate in a day; null: any number.")
    requests: int
    jobs: int


class About:
    """The operations that tell of the service."""

    def __init__(self, service: Service, keys: Keys) -> None:
        self._service = service
        self._keys = keys

    def operations(self) -> list[Operation]:
        """Return the operations."""
        return [
            Operation(
                method="GET", path="/v1/models", work=self.models, summary="List the models", answer=ModelsAnswer
            ),
            Operation(
                method="GET", path="/v1/usage", work=self.usage, summary="Tell what a key has used", answer=UsageAnswer
            ),
        ]

    async def models(self, given: Given) -> BaseModel:
        """List the models of the profile."""
        profile = (await self._service.pipeline()).profile
        cards = all_cards(profile)
        names = dict.fromkeys((*profile.translation.models, *profile.summary.models))
        own = set(ModelAnswer.model_fields) - {"scores"}
        return ModelsAnswer(
            models=[
                ModelAnswer(
                    **cards[name].model_dump(include=own),
                    scores=[ScoreAnswer(**one.model_dump(include=set(ScoreAnswer.model_fields))) for one in scores],
                )
                for name in names
                for scores in [cards[name].scores]
            ]
        )

    async def usage(self, given: Given) -> BaseModel:
        """Tell what a key has used today."""
        key = given.account.key
        used = self._keys.used(key) if key else Usage()
        return UsageAnswer(
            day=datetime.now(UTC).date().isoformat(),
            characters=used.characters,
            characters_limit=(key.characters or None) if key else None,
            requests=used.requests,
            jobs=used.jobs,
        )
