from babelpress.evaluation.report.segments import differences


def text(pieces, *kinds):
    return "".join(piece for kind, piece in pieces if kind in ("", *kinds))


def test_differences_of_equal_texts_mark_nothing():
    assert differences("Een zin.", "Een zin.") == (("", "Een zin."),)


def test_differences_mark_a_changed_number_as_one_word():
    pieces = differences("De prijs is 1.500 euro.", "De prijs is 1.700 euro.")

    assert ("del", "1.500") in pieces
    assert ("ins", "1.700") in pieces


def test_differences_give_both_texts_back():
    before, after = "De kat slaapt op de bank.", "De kat slaapt vandaag op bank."

    pieces = differences(before, after)

    assert text(pieces, "del").split() == before.split()
    assert text(pieces, "ins").split() == after.split()


def test_differences_keep_a_dropped_last_word_apart_from_the_one_before():
    assert text(differences("rises to 832", "rises to"), "del") == "rises to 832"


def test_differences_of_texts_without_a_word_in_common_are_not_told():
    assert differences("De kat slaapt.", "Il pleut à Paris") is None


def test_differences_of_a_script_without_spaces_are_told_by_character():
    assert ("del", "猫") in differences("彼は猫が好きです", "彼は犬が好きです")
