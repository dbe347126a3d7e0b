"""How each language says no: the words that always do, and everything else that may stand for one. Data only.

`PLAIN` are in lower case and cut at apostrophes. A hint is in lower case without accents, `x*` is a beginning, `*x` an
end. A translator may turn "n'est pas clair" into "is unclear" or "lacks clarity": what a hint could carry is no lost
negation. Clear hints deny by themselves or were found, over 20,000 sentences of news and debates a language, about
twice as often where the French denies and the translation has no plain denial as where neither does; faint ones are
prefixes and small words that prove little.
"""

PLAIN: dict[str, frozenset[str]] = {
    "fr": frozenset(["pas", "jamais", "aucun", "aucune", "rien", "nul", "nulle", "guère", "ni"]),
    "nl": frozenset(["niet", "geen", "nooit", "niets", "niemand", "nergens", "nimmer", "noch"]),
    "en": frozenset(["no", "not", "never", "nobody", "nothing", "none", "nor", "neither", "nowhere", "cannot"]),
    "de": frozenset(
        ["nicht", "nie", "niemals", "nichts", "niemand", "niemanden", "niemandem", "nirgends", "nirgendwo", "kein"]
        + ["weder", "keinesfalls", "keineswegs"]
        + [f"kein{end}" for end in ("e", "en", "em", "er", "es", "erlei")]
    ),
    "es": frozenset(
        ["no", "ni", "nunca", "jamás", "nadie", "nada", "ningún", "ninguna", "ninguno", "tampoco", "siquiera"]
    ),
    "pt": frozenset(["não", "nem", "nunca", "jamais", "ninguém", "nada", "nenhum", "nenhuma", "tampouco"]),
}
"""Words that deny; in English also whatever ends in `n't`."""

CLEAR: dict[str, str] = {
    "fr": """
        ne n non sans personne peu moins sauf hormis excepte seul seule seulement impossib* incapa* insuff*
        inutil* inexist* inacc* inadm* refus* reje* manqu* absen* absten* echou* echec* evit* empech*
        interdi* cess* arret* ignor* dout* perd* faut faute priv* renonc* abandon* oppos* plutot avant rare*
        difficil* faux fausse* loin encore tarde* nie nier mal contrairement depourvu* denue* exclu*
        mensong* dement* mauvais* redout* crain* craign* anti a-t-il desert*
    """,
    "nl": """
        zonder nee neen *loos *loze mis* weiger* wei* ontk* gebrek* ontbr* ontbreek* mislu* voorko* vermij*
        verbod* verbied* stop* nauwelijks amper weinig tenzij slechts alleen enkel zelden verlies* verlor*
        verliez* afwijz* afge* kwijt vals* moeilijk* anders pas maar twijfel* onmogelijk* onvoldoende onbe*
        onge* onac* onwaar* onz* onduid* minder behalve moeite fal* faal* vermist* intoleran* vrijwel
        evenmin beeindig* uitgesl* los weg laat laten liet
    """,
    "en": """
        without un* *less refus* reject* den* lack* absen* fail* miss* avoid* prevent* ceas* stop* doubt*
        oppos* rather rare* hard* barely scarcely little few fewer except unless false* wrong* longer seldom
        yet halt* end ended difficult* trouble impossib* insuff* inab* incap* ineff* inadeq* outside
        anything ever disagr* dislik* disappr* disapp* ignor* gone anti far from instead although only
    """,
    "de": """
        ohne noch nein *los *losen *lose miss* verweiger* weiger* ableh* abgelehn* lehn* mangel* fehl*
        scheit* gescheit* verhinder* vermeid* verbot* verbiet* kaum wenig* selten sondern nur bloss verlier*
        verlor* falsch* zweifel* entge* erst doch schw* unm* unzul* unbe* unge* unk* unw* unver* unfah* ung*
        unn* unan* unauf* lediglich allein statt anstatt anders ausgesch* stopp* aufh* aufgeh* beend* ausser
        anderes darf wird
    """,
    "es": """
        sin rechaz* nieg* neg* falt* carec* care* ausen* fracas* evit* impid* impedi* prohib* dej* ces*
        ignor* dud* perd* pierd* opon* apenas poco pocos excepto salvo solo lejos fals* dificil* aun sino
        imposib* insuf* incap* inac* inad* inutil* todavia demasiado desconoc* anti abandon* menos raramente
        unic*
    """,
    "pt": """
        sem rejeit* recus* neg* falt* carec* care* ausen* fracass* evit* imped* proib* deix* cess* ignor*
        duv* perd* opos* opoe* apenas pouco poucos exceto salvo somente longe fals* dificil* ainda senao
        imposs* insuf* incap* inac* inad* inutil* raro demasiado desconh* anti abandon* menos raramente
        unic* so
    """,
}

FAINT: dict[str, str] = {
    "fr": "in* im* il* ir* de* dis* mal* me* contre jusqu* trop pire hors que aussi*",
    "nl": "on* im* dis* anti* minder te vrij* ver eerder hoe*",
    "en": "dis* il* non* mis* but too before than until still other* any* off away beyond just against in* im*",
    "de": "un* bis abge* gegen* verhindert fern* frei* zu anders ander* aus*",
    "es": "in* im* il* des* antes contra cual* libre* mal* que",
    "pt": "in* im* ir* des* antes contra qual* livre* ate mal* que",
}
