"""Every form of data gives the same corpus."""

import json
from pathlib import Path

import pytest

from babelpress.document import Article, Block, Record, Segment, Summary, Translation, to_json
from babelpress.evaluation.datasets.load import load_corpora

SOURCE = ("Le chat dort sur le canapé.", "Il fait beau.", "Elle mange 12 pommes.")
REFERENCE = ("De kat slaapt op de bank.", "Het is mooi weer.", "Zij eet 12 appels.")
OURS = ("De kat slaapt op de sofa.", "Het weer is mooi.", "Ze eet 12 appels.")
THEIRS = ("Kat slaapt bank.", "Mooi weer.", "Zij eet 21 appels.")


def write(path: Path, *rows: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def table(folder: Path, suffix: str) -> Path:
    """The three segments with ids, documents, languages and two systems."""
    columns = {
        "id": ["a", "b", "c"],
        "document": ["1", "1", "2"],
        "source_language": ["fr"] * 3,
        "target_language": ["nl"] * 3,
        "source": list(SOURCE),
        "reference": list(REFERENCE),
        "mt:ours": list(OURS),
        "mt:theirs": list(THEIRS),
    }
    path = folder / f"table{suffix}"
    rows = list(zip(*columns.values(), strict=True))
    if suffix == ".tsv":
        write(path, "\t".join(columns), *("\t".join(row) for row in rows))
    elif suffix == ".csv":
        write(path, ",".join(columns), *(",".join(f'"{cell}"' for cell in row) for row in rows))
    elif suffix == ".jsonl":
        write(path, *(json.dumps(dict(zip(columns, row, strict=True))) for row in rows))
    else:
        pa = pytest.importorskip("pyarrow")
        made = pa.table(columns)
        if suffix == ".parquet":
            import pyarrow.parquet as pq

            pq.write_table(made, path)
        elif suffix == ".arrow":
            with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, made.schema) as writer:
                writer.write_table(made)
        else:
            from datasets import Dataset

            Dataset(made).save_to_disk(str(path))
    return path


@pytest.mark.parametrize("suffix", [".tsv", ".csv", ".jsonl", ".parquet", ".arrow", ""])
def test_table_gives_the_corpus_it_holds(tmp_path: Path, suffix: str):
    (corpus,) = load_corpora([str(table(tmp_path, suffix))])

    assert (corpus.direction, corpus.ids, corpus.documents) == ("fr-nl", ("a", "b", "c"), ("1", "1", "2"))
    assert corpus.sources == SOURCE
    assert corpus.references == tuple((text,) for text in REFERENCE)
    assert [(system.name, system.hypotheses) for system in corpus.systems] == [("ours", OURS), ("theirs", THEIRS)]
    assert corpus.notices == ()


@pytest.mark.parametrize("suffix", [".tsv", ".csv", ".jsonl"])
def test_table_in_utf_16_gives_the_same(tmp_path: Path, suffix: str):
    path = table(tmp_path, suffix)
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")

    (corpus,) = load_corpora([str(path)])

    assert (corpus.sources, corpus.systems[0].hypotheses) == (SOURCE, OURS)


def test_cells_of_a_csv_hold_lines_and_quotation_marks_as_spreadsheets_write_them(tmp_path: Path):
    path = write(tmp_path / "t.csv", "source,mt,", '"Il dit : ""Oui"".\nBien, bien.",De kat.,', "", "Le chat.,De kat.,")

    (corpus,) = load_corpora([str(path)], source_language="fr", target_languages=["nl"])

    assert corpus.sources == ('Il dit : "Oui".\nBien, bien.', "Le chat.")


def test_blank_line_of_a_tsv_is_a_segment_without_text(tmp_path: Path):
    path = write(tmp_path / "t.tsv", "mt", *OURS[:1], "", *OURS[1:])

    (corpus,) = load_corpora([str(path)], target_languages=["nl"])

    assert corpus.systems[0].hypotheses == (OURS[0], "", *OURS[1:])


def test_lines_are_matched_by_their_place(tmp_path: Path):
    ours = write(tmp_path / "ours.nl.txt", *OURS)
    theirs = write(tmp_path / "theirs.nl.txt", *THEIRS)

    (corpus,) = load_corpora(
        [str(ours), f"b={theirs}"],
        source=str(write(tmp_path / "source.fr.txt", *SOURCE)),
        references=[str(write(tmp_path / "ref.nl.txt", *REFERENCE))],
    )

    assert corpus.direction == "fr-nl"
    assert [system.name for system in corpus.systems] == ["ours", "b"]
    assert corpus.sources == SOURCE and corpus.references[1] == (REFERENCE[1],)


def test_folders_give_a_corpus_a_language(tmp_path: Path):
    write(tmp_path / "set/fr.txt", *SOURCE)
    write(tmp_path / "set/nl.txt", *REFERENCE)
    write(tmp_path / "set/newstest2019-ref.eng.txt", "The cat sleeps.", "Nice weather.", "She eats 12 apples.")
    write(tmp_path / "set/document_ids.tsv", "x", "x", "y")
    write(tmp_path / "ours/nl.txt", *OURS)
    write(tmp_path / "ours/en.txt", "A cat sleeps.", "The weather is nice.", "She eats 12 apples.")
    write(tmp_path / "ours/nl.json", "{}")

    nl, en = sorted(
        load_corpora(
            [str(tmp_path / "ours")],
            source=str(tmp_path / "set"),
            references=[str(tmp_path / "set")],
            source_language="fr",
        ),
        key=lambda corpus: corpus.direction,
        reverse=True,
    )

    assert (nl.direction, en.direction) == ("fr-nl", "fr-en")
    assert nl.documents == ("x", "x", "y")
    assert en.references[0] == ("The cat sleeps.",)
    assert nl.name == "set" and nl.systems[0].name == "ours"


def test_flores_folder_is_read_by_its_own_codes(tmp_path: Path):
    write(tmp_path / "devtest/fra_Latn.devtest", *SOURCE)
    write(tmp_path / "devtest/nld_Latn.devtest", *REFERENCE)
    write(tmp_path / "devtest/jpn_Jpan.devtest", "a", "b", "c")

    corpora = load_corpora(
        [], source=str(tmp_path / "devtest"), references=[str(tmp_path / "devtest")], source_language="fra_Latn",
        target_languages=["nld_Latn"],
    )  # fmt: skip

    assert [(corpus.direction, corpus.references[0]) for corpus in corpora] == [("fr-nl", (REFERENCE[0],))]


def test_hub_columns_of_flores_and_wmt_are_known(tmp_path: Path):
    flores = write(tmp_path / "flores.jsonl", *(
        json.dumps({"id": n, "sentence_fra_Latn": a, "sentence_nld_Latn": b})
        for n, (a, b) in enumerate(zip(SOURCE, REFERENCE, strict=True))
    ))  # fmt: skip
    wmt = write(tmp_path / "wmt.jsonl", *(
        json.dumps({"translation": {"fr": a, "nl": b}}) for a, b in zip(SOURCE, REFERENCE, strict=True)
    ))  # fmt: skip

    for path in (flores, wmt):
        (corpus,) = load_corpora(
            [f"ours={write(tmp_path / 'ours.txt', *OURS)}"],
            source=str(path), references=[str(path)], source_language="fr", target_languages=["nl"],
        )  # fmt: skip
        assert corpus.sources == SOURCE and corpus.references[2] == (REFERENCE[2],)
        assert corpus.systems[0].hypotheses == OURS


def test_several_references_are_kept_apart(tmp_path: Path):
    path = write(tmp_path / "t.tsv", "mt\tref\tref2\ttgt_lang", f"{OURS[0]}\t{REFERENCE[0]}\tEen kat slaapt.\tnl")
    listed = write(tmp_path / "t.jsonl", json.dumps({"mt": OURS[0], "references": [REFERENCE[0], "Een kat slaapt."]}))

    for said in (path, listed):
        (corpus,) = load_corpora([str(said)], target_languages=["nl"])
        assert corpus.references == ((REFERENCE[0], "Een kat slaapt."),)


def test_table_of_several_languages_gives_a_corpus_each(tmp_path: Path):
    path = write(tmp_path / "t.tsv", "src\tmt\tsrc_lang\ttgt_lang",
                 f"{SOURCE[0]}\t{OURS[0]}\tfr\tnl", f"{SOURCE[0]}\tThe cat sleeps.\tfr\ten",
                 f"{SOURCE[1]}\t{OURS[1]}\tfr\tnl")  # fmt: skip

    assert [(corpus.direction, len(corpus)) for corpus in load_corpora([str(path)])] == [("fr-nl", 2), ("fr-en", 1)]
    assert [corpus.direction for corpus in load_corpora([str(path)], target_languages=["en"])] == ["fr-en"]


def test_named_columns_and_numbers_stand_for_a_header(tmp_path: Path):
    named = write(tmp_path / "a.csv", "fr,nl,deepl", '"Le chat dort.","De kat slaapt.","Kat slaapt."')
    bare = write(tmp_path / "b.tsv", "Le chat dort.\tDe kat slaapt.\tKat slaapt.")

    for path, columns in (
        (named, ["source=fr", "reference=nl", "deepl=deepl"]),
        (bare, ["source=1", "reference=2", "deepl=3"]),
    ):
        (corpus,) = load_corpora([str(path)], columns=columns, source_language="fr", target_languages=["nl"])
        assert (corpus.sources, corpus.references) == (("Le chat dort.",), (("De kat slaapt.",),))
        assert [(system.name, system.hypotheses) for system in corpus.systems] == [("deepl", ("Kat slaapt.",))]


XML = """<?xml version="1.0"?><dataset id="t"><doc id="d1" origlang="fr">
<src lang="fr"><p><seg id="1">Le chat &amp; le chien.</seg><seg id="2">Il fait beau.</seg></p></src>
<ref lang="nl" translator="A"><p><seg id="1">De kat &amp; de hond.</seg><seg id="2">Mooi weer.</seg></p></ref>
<hyp system="X" language="nl"><p><seg id="1">Kat &amp; hond.</seg><seg id="2">Weer mooi.</seg></p></hyp>
</doc></dataset>"""


def test_wmt_xml_gives_sources_references_and_systems(tmp_path: Path):
    path = write(tmp_path / "set.xml", XML)

    (corpus,) = load_corpora([f"mine={path}"])

    assert corpus.direction == "fr-nl" and corpus.ids == ("d1:1", "d1:2") and corpus.documents == ("d1", "d1")
    assert corpus.sources[0] == "Le chat & le chien." and corpus.references[0] == ("De kat & de hond.",)
    assert (corpus.systems[0].name, corpus.systems[0].hypotheses) == ("mine", ("Kat & hond.", "Weer mooi."))


def test_sgm_of_older_wmt_is_matched_by_segment(tmp_path: Path):
    source = write(tmp_path / "src.sgm",
                   '<srcset setid="t" srclang="fr"><doc docid="d">', '<seg id="1">Le chat &amp; moi.</seg>',
                   '<seg id="2">Il fait beau.</seg></doc></srcset>')  # fmt: skip
    reference = write(tmp_path / "ref.sgm", '<refset setid="t" srclang="fr" trglang="nl"><doc sysid="ref" docid="d">',
                      '<seg id="2">Mooi weer.</seg>', '<seg id="1">De kat en ik.</seg></doc></refset>')  # fmt: skip
    ours = write(tmp_path / "ours.sgm", '<tstset setid="t" srclang="fr" trglang="nl"><doc sysid="us" docid="d">',
                 '<seg id="1">Kat en ik.</seg>', '<seg id="2">Weer mooi.</seg></doc></tstset>')  # fmt: skip

    (corpus,) = load_corpora([str(ours)], source=str(source), references=[str(reference)])

    assert corpus.sources == ("Le chat & moi.", "Il fait beau.")
    assert corpus.references == (("De kat en ik.",), ("Mooi weer.",))
    assert corpus.systems[0].hypotheses == ("Kat en ik.", "Weer mooi.")


def test_tmx_is_a_test_set_without_its_own_codes(tmp_path: Path):
    path = write(tmp_path / "memory.tmx", '<?xml version="1.0"?><tmx version="1.4"><header srclang="fr-FR"/><body>',
                 '<tu tuid="7"><tuv xml:lang="fr"><seg>Le <bpt i="1">&lt;b></bpt>chat<ept i="1">&lt;/b></ept>.</seg>',
                 "</tuv>",
                 '<tuv xml:lang="nl"><seg>De kat.</seg></tuv></tu></body></tmx>')  # fmt: skip

    (corpus,) = load_corpora([f"ours={write(tmp_path / 'ours.nl.txt', 'Kat.')}"], references=[str(path)])

    assert (corpus.sources, corpus.references, corpus.ids) == (("Le chat.",), (("De kat.",),), ("7",))


def record() -> Record:
    segments = tuple(
        Segment(block=0 if n < 2 else 1, source=SOURCE[n], target=OURS[n], model="m", score=-0.1 * n) for n in range(3)
    )
    blocks = [
        (Block(kind="paragraph", text=" ".join(texts[:2])), Block(kind="paragraph", text=texts[2]))
        for texts in (SOURCE, OURS)
    ]
    return Record(
        article=Article(id="art", blocks=blocks[0], language="fr"),
        translations=(Translation(language="nl", blocks=blocks[1], segments=segments, route=("m",)),),
        summaries=(Summary(language="nl", text="De kat slaapt.", strategy="extractive"),),
    )


def test_records_give_sentences_with_their_log_probability(tmp_path: Path):
    path = write(tmp_path / "run.jsonl", to_json(record()))

    (corpus,) = load_corpora([str(path)])

    assert corpus.direction == "fr-nl" and corpus.ids == ("art:1", "art:2", "art:3")
    assert corpus.sources == SOURCE and corpus.systems[0].hypotheses == OURS
    assert corpus.systems[0].log_probabilities == pytest.approx((0.0, -0.1, -0.2))


def test_records_are_held_against_references_block_by_block(tmp_path: Path):
    path = write(tmp_path / "run.jsonl", to_json(record()))
    reference = write(tmp_path / "ref.nl.txt", " ".join(REFERENCE[:2]), REFERENCE[2])

    (corpus,) = load_corpora([str(path)], references=[str(reference)])

    assert corpus.references == ((" ".join(REFERENCE[:2]),), (REFERENCE[2],))
    assert corpus.systems[0].hypotheses == (" ".join(OURS[:2]), OURS[2])


def test_summaries_are_held_against_the_text_of_their_language(tmp_path: Path):
    path = write(tmp_path / "run.jsonl", to_json(record()))

    (corpus,) = load_corpora(
        [str(path)], task="summary", references=[str(write(tmp_path / "ref.nl.txt", "Kat slaapt."))]
    )

    assert (corpus.task, corpus.direction, corpus.ids) == ("summary", "nl", ("art",))
    assert corpus.sources == ("\n".join([" ".join(OURS[:2]), OURS[2]]),)
    assert corpus.systems[0].hypotheses == ("De kat slaapt.",)


def test_language_that_nothing_tells_is_detected(tmp_path: Path):
    (corpus,) = load_corpora([str(write(tmp_path / "a.txt", *OURS))], source=str(write(tmp_path / "b.txt", *SOURCE)))

    assert corpus.direction == "fr-nl"


def test_dataset_is_loaded_as_the_hub_lays_it_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    datasets = pytest.importorskip("datasets")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "mine/data").mkdir(parents=True)
    table(tmp_path, ".parquet").rename(tmp_path / "mine/data/dev-00000-of-00001.parquet")

    (corpus,) = load_corpora([f"hf:{tmp_path / 'mine'}::dev"])

    assert corpus.sources == SOURCE and corpus.systems[1].hypotheses == THEIRS
