"""How best to get a glossary's terms into a translation: share of terms that are there, and chrF to the reference.

    python benchmarks/fidelity/terms.py NTREX_FOLDER [--model fr-mul-tiny] [--first 200]

The folder holds `fr.txt`, `en.txt`, ...: line n of each says the same. The terms are frequent nouns of news. Ways:
`plain` leaves them to the model; `n-best` takes the best of the beam that has the most terms; `mask` puts a mask in
the place of each term and the translation of the term in that of the mask; `aligned` is `glossary.edits`, substitution
at the aligned words; `n-best + aligned` does one after the other; `prefix` makes the translation begin with the term
where it does in the source. Prints a Markdown table.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from sacrebleu.metrics import CHRF

from babelpress.config import resources
from babelpress.models import loading
from babelpress.models.backends.base import Decoding
from babelpress.models.backends.ctranslate2 import CTranslate2Backend
from babelpress.models.cards import ModelCard, read_card
from babelpress.nlp import placeholders, terminology
from babelpress.nlp.edits import apply
from babelpress.nlp.terminology import Glossary, Term
from babelpress.translation.postedit.terms import term_edits

LANGUAGES = ("en", "de", "es", "nl", "pt")
NOUNS = """
gouvernement: government, Regierung, gobierno, regering, governo
entreprise: company, Unternehmen, empresa, bedrijf, empresa
enquête: investigation, Untersuchung, investigación, onderzoek, investigação
élection: election, Wahl, elección, verkiezing, eleição
joueur: player, Spieler, jugador, speler, jogador
équipe: team, Team, equipo, team, equipa
match: match, Spiel, partido, wedstrijd, jogo
incendie: fire, Brand, incendio, brand, incêndio
accusation: allegation, Anschuldigung, acusación, beschuldiging, acusação
juge: judge, Richter, juez, rechter, juiz
police: police, Polizei, policía, politie, polícia
hôpital: hospital, Krankenhaus, hospital, ziekenhuis, hospital
frontière: border, Grenze, frontera, grens, fronteira
avion: plane, Flugzeug, avión, vliegtuig, avião
tremblement de terre: earthquake, Erdbeben, terremoto, aardbeving, terramoto
marché: market, Markt, mercado, markt, mercado
député: lawmaker, Abgeordneter, diputado, Kamerlid, deputado
croissance: growth, Wachstum, crecimiento, groei, crescimento
étude: study, Studie, estudio, studie, estudo
chercheur: researcher, Forscher, investigador, onderzoeker, investigador
agression: assault, Übergriff, agresión, aanval, agressão
entraîneur: coach, Trainer, entrenador, trainer, treinador
blessure: injury, Verletzung, lesión, blessure, lesão
sénateur: senator, Senator, senador, senator, senador
"""

Way = Callable[[list[str], str], list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="fr-mul-tiny")
    parser.add_argument("--targets", default=",".join(LANGUAGES))
    parser.add_argument("--first", type=int, default=200, help="only so many sentences that hold a term")
    options = parser.parse_args()

    card = read_card(resources.CARDS / f"{options.model}.yaml")
    model = loading.load(card, CTranslate2Backend, CTranslate2Backend.Options(device="cpu"))
    lines = {code: read(options.folder / f"{code}.txt") for code in ("fr", *options.targets.split(","))}
    print("| direction | sentences | way | terms there | chrF |\n|---|---|---|---|---|")
    for target in options.targets.split(","):
        terms = named(target)
        chosen = [i for i, line in enumerate(lines["fr"]) if terms.find(line) and model.count(line) <= card.max_tokens]
        chosen = chosen[: options.first]
        sources, references = ([lines[code][i] for i in chosen] for code in ("fr", target))
        for way, outputs in ways(model, card, sources, terms).items():
            share = present(sources, outputs, terms)
            score = CHRF().corpus_score(outputs, [references]).score
            print(f"| fr→{target} | {len(sources)} | {way} | {share:.1f} % | {score:.1f} |", flush=True)
        share = present(sources, references, terms)
        print(f"| fr→{target} | {len(sources)} | (the reference itself) | {share:.1f} % | |", flush=True)


def read(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def named(target: str) -> Glossary:
    column = LANGUAGES.index(target)
    rows = [line.partition(": ") for line in NOUNS.strip().splitlines()]
    terms = [Term(source=source, target=found.split(", ")[column]) for source, _, found in rows]
    return Glossary(terms, source="fr", target=target)


def ways(model: CTranslate2Backend, card: ModelCard, sources: list[str], terms: Glossary) -> dict[str, list[str]]:
    target = terms.target
    matches = [terms.find(source) for source in sources]
    aligned = model.generate(sources, Decoding(), source="fr", target=target, align=True)
    plain = [output.text for output in aligned]
    best = n_best(model, sources, terms)
    masked = [
        placeholders.mask(source, [placeholders.Span(start=match.start, end=match.end, kind="term") for match in found])
        for source, found in zip(sources, matches, strict=True)
    ]
    fits = [i for i, each in enumerate(masked) if model.count(each.text) <= card.max_tokens]
    copies = model.generate([masked[i].text for i in fits], Decoding(), source="fr", target=target)
    through = list(plain)
    for i, copy in zip(fits, copies, strict=True):
        text = copy.text
        for mask, match in reversed(list(zip(masked[i].masks, matches[i], strict=True))):
            text = text.replace(mask, match.term.target)
        through[i] = text
    edited = [
        apply(
            output.text,
            term_edits(source, output.text, found, align=output.alignment.span, language=target),
        )
        for source, output, found in zip(sources, aligned, matches, strict=True)
    ]
    both = [
        better if present([source], [better], terms) >= present([source], [edit], terms) else edit
        for source, better, edit in zip(sources, best, edited, strict=True)
    ]
    return {
        "plain": plain,
        "n-best": best,
        "mask": through,
        "aligned": edited,
        "n-best, else aligned": both,
        "prefix": prefixed(model, sources, plain, terms),
    }


def n_best(model: CTranslate2Backend, sources: list[str], terms: Glossary) -> list[str]:
    found = []
    for source in sources:
        tokens = model._adapter.encode(source, source="fr", target=terms.target)
        (result,) = model._engine.translate_batch([tokens], beam_size=4, num_hypotheses=4, disable_unk=True)
        texts = [model._adapter.decode(hypothesis) for hypothesis in result.hypotheses]
        found.append(max(texts, key=lambda text: present([source], [text], terms)))
    return found


def prefixed(model: CTranslate2Backend, sources: list[str], plain: list[str], terms: Glossary) -> list[str]:
    found = list(plain)
    for i, source in enumerate(sources):
        first = terms.find(source)[0]
        if first.start > 4 or present([source], [plain[i]], terms) == 100:
            continue
        start = first.term.target[:1].upper() + first.term.target[1:]
        tokens = model._adapter.encode(source, source="fr", target=terms.target)
        forced = model._adapter.pieces.split(start)
        (result,) = model._engine.translate_batch([tokens], [forced], beam_size=4, disable_unk=True)
        found[i] = model._adapter.decode(result.hypotheses[0])
    return found


def present(sources: list[str], outputs: list[str], terms: Glossary) -> float:
    """Percent of the terms of the sources that are in the translations, in any form."""
    there = [
        bool(terminology.occurrences(output, match.term.target, language=terms.target))
        for source, output in zip(sources, outputs, strict=True)
        for match in terms.find(source)
    ]
    return 100 * sum(there) / max(len(there), 1)


if __name__ == "__main__":
    main()
