"""Italian, as a package of your own may bring it: the whole of what it takes."""

from babelpress.lang.base import (
    Clauses,
    Dates,
    Endings,
    Labels,
    Language,
    Negation,
    NumberWords,
    Places,
    PlaceWords,
    Quotations,
    Stops,
    UnitWords,
    Variant,
    words,
)

LANGUAGE = Language(
    # Names and labels
    code="it",
    iso639_3="ita",
    english="Italian",
    endonym="Italiano",
    names=("italiano", "italien", "italian", "italienisch", "italiaans"),
    menu_labels=("lingue", "lingua", "altre lingue", "leggi in", "disponibile in", "traduzioni"),
    labels=Labels(
        summary="In breve",
        languages="Lingue",
        translated="Traduzione automatica, non riveduta.",
        source="Testo originale",
        articles="Articoli",
        skip="Vai al contenuto",
    ),
    # Typography
    variants=(
        Variant(
            tag="it-IT",
            quotes=("«", "»"),
            inner=("“", "”"),
            decimal=",",
            thousands=".",
            percent="{n}%",
            money="{n}\u00a0{symbol}",
        ),
    ),
    # Sentences and clauses
    stops=Stops(
        open=words("sig sig.ra sigg dott dott.ssa prof prof.ssa ing avv on es"),
        numbered=words("n nn p pp art artt cap fig vol tel"),
        either=words("ecc a.c d.c s.p.a s.r.l"),
        starters=words("il lo la i gli le un uno una e ma o in di a da con per non questo questa che chi se quando"),
    ),
    clauses=Clauses(
        conjunctions="e o ma perché mentre che",
        after=("mentre", "e"),
        openings=words("se quando mentre perché poiché dopo prima durante secondo con senza in a per chi che"),
        only=("non solo", "non soltanto"),
        referring=words("egli ella lui lei essi esse loro questo questa ciò ma e o quindi inoltre infine poi allora"),
    ),
    # Dates and numbers
    dates=Dates(
        months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        short="gen feb mar apr mag giu lug ago set|sett ott nov dic",
        written="{day} {month} {year}",
    ),
    numbers=NumberWords(
        decimal=",",
        ones="""
            zero uno|un|una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici
            sedici diciassette diciotto diciannove venti ventuno ventidue ventitré ventiquattro venticinque ventisei
            ventisette ventotto ventinove trenta trentuno trentadue trentatré trentaquattro trentacinque trentasei
            trentasette trentotto trentanove quaranta quarantuno quarantadue quarantatré quarantaquattro
            quarantacinque quarantasei quarantasette quarantotto quarantanove cinquanta cinquantuno cinquantadue
            cinquantatré cinquantaquattro cinquantacinque cinquantasei cinquantasette cinquantotto cinquantanove
            sessanta sessantuno sessantadue sessantatré sessantaquattro sessantacinque sessantasei sessantasette
            sessantotto sessantanove settanta settantuno settantadue settantatré settantaquattro settantacinque
            settantasei settantasette settantotto settantanove ottanta ottantuno ottantadue ottantatré
            ottantaquattro ottantacinque ottantasei ottantasette ottantotto ottantanove novanta novantuno
            novantadue novantatré novantaquattro novantacinque novantasei novantasette novantotto novantanove
        """,
        hundred="cento",
        thousand="mille|mila",
        dozen="dozzina|dozzine",
        glue="e",
        first="primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta sesto|sesta settimo|settima",
        others={"metà": "0.5 50", "mezzo": "0.5 30", "doppio": "2", "decina": "10", "centinaio": "100"},
        scales={"milione": 6, "milioni": 6, "miliardo": 9, "miliardi": 9},
        short={"mln": 6, "mld": 9, "mila": 3},
        written=((6, "milione", "milioni"), (9, "miliardo", "miliardi")),
        linked="di",
        ordinal=("º", "ª"),
    ),
    units=UnitWords(
        percent="per cento|percento",
        currencies={"euro": "EUR", "dollaro": "USD", "dollari": "USD", "sterline": "GBP", "franchi svizzeri": "CHF"},
        of="di ",
        half="e mezzo|e mezza",
        units={"chilometro": "km", "chilometri": "km", "metri": "m", "tonnellate": "t", "gradi": "°", "ore": "h"},
        decade="anni",
    ),
    # Words
    function_words=words("""
        di e il la che in un una a per è non con del i le da si sono della al come più dei nel alla ha lo gli ma o se
        anche ci dal questo questa su mi ho le suo sua loro essere stato stata dopo tra fra quando molto cui così
        dalla delle degli nella nelle negli sulla sul era erano quello quella sempre già solo perché ancora
    """),
    titles=words("signor signora signorina sig dott prof don suor padre"),
    landmarks="""
        not: non mai nessuno nessuna niente né
        we: noi nostro nostra nostri nostre
        two: due
        now: oggi ora adesso
        president: presidente
        war: guerra
    """,
    endings=Endings(
        suffixes=("i", "e"),
        added=words("i e"),
        exchanged=("o i a e", "co chi ca che"),
        articles=words("il lo la i gli le un uno una del dello della dei degli delle al allo alla"),
    ),
    negation=Negation(
        plain=words("non mai nessuno nessuna niente nulla né neanche nemmeno neppure"),
        clear="senza no *abile rifiut* manc* imped* evit* smett* poco salvo tranne",
        faint="in* im* dis* s*",
        idle=("non solo",),
    ),
    quotations=Quotations(
        saying=words("ha detto dice afferma spiegato spiega dichiarato secondo aggiunto scrive"),
        leaning=words("il lo la i gli le di a da in con su per tra fra e o che"),
        that=words("che"),
    ),
    # Places
    places=Places(
        countries="""
            france: Francia, frances*
            italy: Italia, italian*
            germany: Germania, tedesc*
            spain: Spagna, spagnol*
            poland: Polonia, polacc*
            thailand: Thailandia, thailandes*
        """,
        cities="""
            london: Londra, londines*
            paris: Parigi, parigin*
            warsaw: Varsavia
            milan: Milano, milanes*
            munich: Monaco di Baviera
        """,
        ambiguous={"given name": "italia"},
        around=PlaceWords(
            at=words("a"),
            inside=words("in"),
            article=words("la il l"),
            of=words("di del della"),
            located=words("nato nata vive viveva abita risiede"),
            called=words("via piazza corso viale"),
            person=words("signor signora dott prof"),
        ),
    ),
    # The rest
    script="Latin",
    expansion=0.97,
    plural_forms={"": "nplurals=2; plural=(n != 1);"},
    stemmer="italian",
)
