"""German: the resources of the language. Data only; `base` defines the fields."""

from babelpress.lang.base import (
    Capitals,
    Clauses,
    Dates,
    Editorial,
    Endings,
    IdentifierWords,
    Labels,
    Language,
    Negation,
    NumberWords,
    People,
    Places,
    Quotations,
    Stops,
    TimeWords,
    UnitWords,
    Variant,
    words,
)

# fmt: off
LANGUAGE = Language(
    sample="Der Stadtrat hat gestern Abend den Haushalt für das kommende Jahr beschlossen.",
    # Names and labels. CLDR adds further names
    code="de",
    iso639_3="deu",
    iso639_2b="ger",
    menu_labels=("sprachen", "sprache", "andere sprachen", "lesen auf", "auch verfügbar auf", "übersetzungen"),
    labels=Labels(
        summary="Kurz gefasst",
        languages="Sprachen",
        translated="Dieser Artikel wurde automatisch mit KI übersetzt und nicht geprüft.",
        source="Originaltext",
        articles="Artikel",
        skip="Zum Inhalt",
        reviewed="Dieser Artikel wurde automatisch mit KI übersetzt; geprüft: {name}.",
        tags="Themen",
        missing="Seite nicht gefunden",
        newer="Neuere Artikel",
        older="Ältere Artikel",
    ),
    # Typography. Separators, percent and currency come from CLDR, the rest follows the press of the country
    variants=(
        Variant(
            tag="de-DE",
            quotes=("„", "“"),
            inner=("‚", "‘"),
            time="{h}:{mm} Uhr",
            hour="{h} Uhr",
            duration="{h} Std. {mm} Min.",
        ),
    ),
    # Sentences and clauses
    stops=Stops(
        open=words("hr fr mr mrs dr prof dipl ing st z.b d.h u.a bzw evtl ggf inkl sog vgl ca"),
        numbered=words("""
            nr nrn s bd abb art abs max min tel jan feb apr jun jul aug sep sept okt nov dez
        """),
        either=words("""
            mio mrd bio tsd mill std sek jh jhd jhdt stk usw etc u.ä v.chr n.chr s.a s.a.s s.a.r.l inc ltd corp
            co cie bros jr sr al ph.d
        """),
        starters=words("""
            der die das den dem ein eine einen er sie es wir ich ihr sein seine ihre unser mein dieser diese
            dieses und aber oder denn doch dann im in am an auf aus bei mit nach von vor zu zum zur für durch
            über unter laut wenn als weil obwohl da hier dort nun wer was warum wie wo kein keine nicht niemand
            nichts viele alle auch mehr danach davor dabei damit dafür daher deshalb zudem außerdem dennoch
            trotzdem insgesamt heute gestern seit
        """),
        ordinals=True,
    ),
    editorial=Editorial(
        openings=frozenset({
            "bildquelle", "veröffentlicht am", "aktualisiert am", "zuletzt aktualisiert", "lesezeit", "lesedauer",
            "lesen sie auch", "lesen sie mehr", "mehr zum thema", "auch interessant", "siehe auch", "jetzt abonnieren",
            "abonnieren sie", "newsletter", "melden sie sich an", "teilen sie", "artikel teilen", "folgen sie uns",
            "alle rechte vorbehalten", "mit material von", "das interview führte", "das gespräch führte",
            "die fragen stellte", "der liveticker ist beendet", "damit endet der", "anmerkung der redaktion",
            "hinweis der redaktion", "guten morgen", "guten tag", "guten abend", "hallo", "herzlich willkommen",
            "willkommen im", "willkommen zum", "willkommen bei", "vielen dank fürs", "vielen dank für ihr",
            "danke fürs", "bleiben sie dran", "dieser artikel ist", "dieser inhalt", "klicken sie", "laden sie",
            "entdecken sie", "mit reuters", "mit afp", "mit dpa",
        }),
        labels=words("""
            foto fotos bild bilder quelle video videos grafik illustration aktualisiert stand redaktion tabelle
            ergebnisse tore schiedsrichter zuschauer korrektur
        """),
        bylines=frozenset({"von", "mit", "text", "texte", "ein gastbeitrag von", "ein kommentar von", "interview"}),
        first_person=words("ich mich mir mein meine meinen meinem meiner meines"),
        addressing=words("sie ihnen ihr ihre ihren ihrem ihrer du dich dir dein deine euch eure"),
    ),
    clauses=Clauses(
        conjunctions="und oder aber dass weil während",
        after=("wobei", "wodurch", "während", "und"),
        openings=words("""
            wenn als während weil da obwohl nach vor nachdem bevor seit laut trotz mit ohne in im an am auf bei
            um durch sobald falls bis zu zum zur für unter neben angesichts weder nicht wer was ob
        """),
        only=("nicht nur",),
        referring=words("""
            er sie es sein seine ihr ihre dies das dieser diese dieses jener aber und oder also auch doch jedoch
            dennoch schließlich dann danach deshalb außerdem
        """),
    ),
    # Dates and numbers. Months come from CLDR; the rest follows spelling rules and the style guides of the press
    dates=Dates(
        short="jan|jän feb mär|mrz apr mai jun jul aug sept|sep okt nov dez",
        capital=True,
        dotted=True,
        other_weekdays={"sonnabend": 5},
        nights=words("nacht vorabend mitternacht"),
    ),
    numbers=NumberWords(
        ones="""
            null ein|eins|eine|einer|einem|einen|eines zwei|zwo drei vier fünf sechs sieben acht neun zehn elf
            zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn
        """,
        tens="zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
        hundred="hundert",
        thousand="tausend",
        dozen="dutzend|dutzende|dutzenden",
        tens_joined=True,
        glue="und",
        counted="""
            jährig jährige jährigen jähriger jähriges jährigem mal fach fache fachen tägig tägige tägigen
            stündig stündige stündigen monatig monatige monatigen wöchig wöchige wöchigen köpfig köpfige
            köpfigen teilig teilige seitig seitige
        """,
        ranks="te ten ter tes tem ste sten ster stes stem",
        first="""
            erste|ersten|erster|erstes zweite|zweiten|zweiter|zweites dritte|dritten|dritter|drittes
            vierte|vierten|vierter fünfte|fünften sechste|sechsten siebte|siebten achte|achten neunte|neunten
            zehnte|zehnten elfte|elften zwölfte|zwölften dreizehnte|dreizehnten vierzehnte|vierzehnten
            fünfzehnte|fünfzehnten
        """,
        others={
            "hälfte": "0.5 50", "halb": "0.5 30 50", "halbe": "0.5 50", "halben": "0.5 50", "halbes": "0.5",
            "anderthalb": "1.5", "eineinhalb": "1.5", "zweieinhalb": "2.5", "dreieinhalb": "3.5",
            "viereinhalb": "4.5", "viertel": "0.25 4 15 25", "dreiviertel": "0.75 75", "drittel": "3 33",
            "doppelt": "2", "doppelte": "2", "doppelten": "2", "doppel": "2", "verdoppelt": "2",
            "verdoppeln": "2", "beide": "2", "beiden": "2", "beider": "2", "paar": "2", "duo": "2",
            "dreifache": "3", "trio": "3", "dreien": "3", "zweien": "2", "mittag": "12", "mitternacht": "0 12",
            "zwanziger": "20", "dreißiger": "30", "vierziger": "40", "fünfziger": "50", "sechziger": "60",
            "siebziger": "70", "achtziger": "80", "neunziger": "90", "zwanzigerjahre": "20", "zwanzigerjahren": "20", "dreißigerjahre": "30", "dreißigerjahren": "30", "vierzigerjahre": "40", "vierzigerjahren": "40", "fünfzigerjahre": "50", "fünfzigerjahren": "50", "sechzigerjahre": "60", "sechzigerjahren": "60", "siebzigerjahre": "70", "siebzigerjahren": "70", "achtzigerjahre": "80", "achtzigerjahren": "80", "neunzigerjahre": "90", "neunzigerjahren": "90", "jahrhundert": "100", "jahrzehnt": "10",
        },
        scales={
            "million": 6, "millionen": 6, "milliarde": 9, "milliarden": 9, "billion": 12, "billionen": 12,
            "billiarde": 15, "billiarden": 15, "trillion": 18, "trillionen": 18,
        },
        short={
            "Mio": 6, "Mio.": 6, "Mill.": 6, "Mrd": 9, "Mrd.": 9, "Bio.": 12, "Tsd.": 3, "T": 3, "tausend": 3, "k": 3,
            "Tausend": 3,
        },
        written=((6, "Million", "Millionen"), (9, "Milliarde", "Milliarden"), (12, "Billion", "Billionen")),
        ordinal=(".", "."),
        ordinals={
            "hundertste": 100, "hundertsten": 100, "hundertster": 100, "tausendste": 1000, "tausendsten": 1000,
        },
        halves="einhalb",
        denominators={
            "drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "achtel": 8, "zehntel": 10,
        },
        wholes={"halb": "0.5", "halbe": "0.5", "halben": "0.5", "halbes": "0.5", "hälfte": "0.5", "dreiviertel": "0.75"},
        to="bis|und|oder|bis zu",
        out_of="von|aus",
        idioms=(
            r"(?:Achtel|Viertel|Halb|Sechzehntel)finals?e?|rund um die Uhr|auf allen vieren"
            r"|unter vier Augen|tausend Dank|zwei Fliegen|fünf vor zwölf"
        ),
        magnitudes={
            "dutzende": 10, "dutzenden": 10, "hunderte": 100, "hunderten": 100, "hunderter": 100, "tausende": 1000,
            "tausenden": 1000, "tausender": 1000, "million": 10**6, "millionen": 10**6, "milliarde": 10**9,
            "milliarden": 10**9, "billion": 10**12, "billionen": 10**12,
        },
    ),
    units=UnitWords(
        percent="prozent|prozentige|prozentigen|prozentiger|prozentiges|v. h.",
        currencies={
            "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "kanadische Dollar": "CAD",
            "kanadischen Dollar": "CAD", "kanadischer Dollar": "CAD", "australische Dollar": "AUD",
            "australischen Dollar": "AUD", "australischer Dollar": "AUD", "US-Dollar": "USD", "pfund sterling": "GBP",
            "pfund": "lb", "britische pfund": "GBP", "yen": "JPY", "yuan": "CNY", "rubel": "RUB",
            "rupien": "INR", "franken": "CHF", "real": "BRL", "reais": "BRL", "kronen": "kr", "pesos": "MXN", "CFA-Franc": "XOF",
        },
        half="und eine halbe|einhalb",
        units={
            "Ar": "are", "Doppelzentner": "q", "Doppelzentnern": "q", "kilometer": "km", "kilometern": "km", "meter": "m", "metern": "m", "zentimeter": "cm",
            "zentimetern": "cm", "millimeter": "mm", "meile": "mi", "meilen": "mi", "fuß": "ft", "fuss": "ft",
            "zoll": "in", "yard": "yd", "yards": "yd", "kilogramm": "kg", "gramm": "g", "unzen": "oz",
            "unze": "oz", "tonnen": "t", "grad": "°", "grad celsius": "°C", "grad fahrenheit": "°F",
            "liter": "l", "litern": "l", "gallonen": "gal", "barrel": "bbl", "hektar": "ha", "acre": "ac",
            "acres": "ac", "stundenkilometer": "km/h", "stundenkilometern": "km/h",
            "kilometer pro stunde": "km/h", "kilometern pro stunde": "km/h", "kilo": "kg",
            "meilen pro stunde": "mph", "quadratmeter": "m²", "quadratkilometer": "km²", "quadratfuß": "sq ft",
            "quadratmeilen": "sq mi", "std": "h", "std.": "h", "min.": "min",
            "sek.": "s", "sek": "s", "jahren": "yr", "monaten": "mo", "tagen": "d", "tages": "d", "jahres": "yr",
            "monats": "mo", "jahrzehnten": "dec", "tonne": "t", "kilogramms": "kg",
            "nächte": "d", "nächten": "d", "mal": "×", "punkt": "pp", "punkte": "pp", "punkten": "pp",
            "prozentpunkt": "pp", "prozentpunkte": "pp", "prozentpunkten": "pp", "basispunkte": "bp", "cent": "cent", "cents": "cent",
            "basispunkten": "bp", "dezibel": "dB", "esslöffel": "tbsp", "el": "tbsp", "teelöffel": "tsp", "tl": "tsp",
            "kubikmeter": "m³", "kubikmetern": "m³", "hektarn": "ha", "ps": "hp", "knoten": "kn", "seemeilen": "nmi", "lichtjahren": "ly", "kilowattstunden": "kWh", "quadratmetern": "m²",
            "quadratkilometern": "km²", "km pro stunde": "km/h",
        },
        decade="Jahre|Jahren|Jahrzehnt",
        doubtful=words("pfund fuß fuss zoll punkt punkte punkten bar unze unzen grad"),
        per=(
            r"(?:pro |/ ?|je |alle )|im (?=(?:Monat|Jahr)(?! \d))|am (?=Tag)|in der (?=Woche|Stunde)|die (?=Stunde)|"
            r"den (?=Liter)|das (?=Kilo|Gramm)"
        ),
        adverbs={
            "täglich": "d", "wöchentlich": "wk", "monatlich": "mo", "jährlich": "yr", "stündlich": "h",
        },
        minus=r"\bminus\b|unter null|negativ|Minusgrad",
        over=r"(?:(?<!nicht )mehr als|mindestens|wenigstens|nicht weniger als)",
        under=r"(?:(?<!nicht )weniger als|höchstens|maximal|nicht mehr als)",
        lost=r"Rückstand|zurück|verlor|verlier|unterl[ai]g|Niederlage|geschlagen|besiegt",
    ),
    times=TimeWords(
        at=r"\b(?:um|ab|gegen|bis)\s+\Z",
        near=r"\b(?:nach|vor|seit|zwischen|von)\s+\Z",
        on=r" ?Uhr\b",
        lasts=r"\b(?:in|dauert|dauerte|Dauer|Zeit|Rekord|Spielzeit|Film|Bestzeit)(?: von| beträgt| liegt bei)?\s*[:(]?\s*\Z",
        long=r" ?(?:Std|Stunden?|Min|h\b)",
        half_before="halb",
        early=r" (?:Uhr )?(?:morgens|früh|vormittags|am (?:Morgen|Vormittag))",
        late=r" (?:Uhr )?(?:abends|nachmittags|mittags|am (?:Abend|Nachmittag))",
    ),
    # Words before an identifier
    identifiers=IdentifierWords(
        marks={
            "phone": """
                tel|tel.|telefon|fax|telefax|handy|mobil|rufnummer|telefonnummer|hotline|notruf|
                kostenlose nummer
            """,
            "postcode": "PLZ|postleitzahl|postfach|Cedex|CEDEX",
            "company number": """
                SIRET|SIREN|USt-IdNr.|USt-ID|USt-IdNr|UID|HRB|HRA|handelsregisternummer|steuernummer|
                mehrwertsteuernummer
            """,
            "account": "kontonummer|konto-nr.|kto.|BLZ|bankleitzahl|kartennummer|konto nr.",
            "docket": "az.|aktenzeichen|Rs.|rechtssache|geschäftszeichen|gz.",
            "reference": """
                Nr.|nr.|Nr|Nrn.|n°|nº|№|rechnungsnummer|bestellnummer|kundennummer|seriennummer|passnummer|
                ausweisnummer|auftragsnummer|artikelnummer|vertragsnummer|aktennummer|referenz|ref.|
                referenznummer|matrikelnummer
            """,
            "plate": "kennzeichen|kfz",
        },
        nouns={
            "phone": """
                rufen sie die|rufen sie|wählen sie die|erreichbar unter|unter der nummer|
                anrufen unter
            """,
            "account": "konto",
            "law": """
                artikel|artikeln|art.|absatz|abs.|paragraf|paragraph|§|§§|satz|gesetz|dekret|verordnung|
                richtlinie|beschluss
            """,
            "reference": """
                nummer|nummern|code|linie|zeile|akte|bestellung|rechnung|vertrag|zimmer|patent|flug|
                haushaltslinie
            """,
        },
        links="ist|ist die|lautet|lautet die|sind|war|bleibt|Nr.|Nr|nummer|n°|nº|die",
        joins=",|;|und|oder|bis|sowie",
        plural=(
            r"(?!(?:"
            r"Absatz|Absätze|Satz|Sätze|Buchstabe|Nummer|Nummern|Artikel|Ziffer|Halbsatz"
            r")\b)[A-ZÄÖÜ][a-zäöüß-]+(?:en|er|e|n|s|l|ß|d)"
        ),
        streets="straße|strasse|str.|platz|weg|allee|gasse|postfach|ufer|ring|adresse|rue",
    ),
    # Function words: of the 220 most frequent words of news, debates and conversation, those that belong to no topic
    function_words=words("""
        de die der und in sie zu das den ist für von ich auf eine es nicht ein mit werden im wir um des wird
        sich dem sind als dass wenn er wie auch oder an du aus einen haben einer diese hat können kann über
        einem bei aber nach daß so nur ihr dieser zur noch zum ihre sein was uns wurde mehr vor war am müssen
        habe durch alle keine unter eines dieses diesem man deine dann mich gibt hier sehr mir immer ihrer seine
        da anderen bis ihnen wurden unsere muss andere doch dich vom zwei viele damit gegen ihren waren möchte
        jedoch sollten sollte meine schon einige selbst nun jetzt ohne ob während zwischen etwas ihn wieder
        heute hatte dazu euch kein würde bereits soll viel denn beim ihm weil seit ganz bevor alles also könnte
        ihrem unserer nichts seinen seiner hätte
    """),
    emphatic=words("sehr viel viele lange ganz klein kleine schnell weit"),
    linking=words("""
        der die das den dem des ein eine einer eines einem einen und oder in im am an auf zu zum zur von
        vom mit für aus bei ohne über unter nach
    """),
    # Capitals
    capitals=Capitals(
        small=words("""
            der die das den dem des ein eine einen einem einer eines von zu und in im an am auf für mit aus
            durch als oder aber dass ob wie ist war nicht er sie es wir ihr um nach bei bis über unter zum zur
            vom was wer da seit wenn weil während damit obwohl sondern denn nachdem bevor ohne gegen zwischen wo
            wodurch beim ins trotz während laut einige etwa seine ihre
        """),
        acronyms=words("BMW VW ARD ZDF CDU CSU SPD FDP AFD EZB EU"),
        nouns=True,
    ),
    # Capitalised words that are not names: titles before a name, and names of institutions
    titles=words("dr hr herr herrn frau pater prof sankt st"),
    # Frequent words and their meanings, for comparing two quotations
    landmarks="""
        i: ich mir mich mein meine meinen meiner meinem meines
        we: wir uns unser unsere unseren unserer unserem unseres
        you: sie ihr ihre ihnen du dich dir dein deine euch
        not: nicht kein keine keinen keiner nie niemals nichts nein ohne
        and: und
        or: oder
        but: aber sondern
        if: wenn falls ob
        because: weil denn da
        when: wann als
        in: in im ins
        for: für um zu
        with: mit
        after: nach nachdem
        before: vor bevor
        against: gegen
        between: zwischen
        very: sehr
        more: mehr
        all: alle alles allen aller jeder jede
        many: viele viel vielen
        where: wo
        how: wie als
        who: wer der die
        even: sogar selbst gleiche gleichen
        also: auch ebenfalls
        still: noch immer weiterhin
        here: hier
        now: jetzt nun heute derzeit
        a: ein eine einen einem einer eines
        two: zwei
        three: drei
        four: vier
        five: fünf
        six: sechs
        ten: zehn
        first: erste ersten erster
        year: jahr jahre jahren
        day: tag tage tagen
        month: monat monate monaten
        week: woche wochen
        time: zeit mal
        monday: montag
        tuesday: dienstag
        wednesday: mittwoch
        thursday: donnerstag
        friday: freitag
        saturday: samstag
        sunday: sonntag
        people: leute menschen person personen
        man: mann männer männern
        woman: frau frauen
        child: kind kinder kindern
        country: land länder ländern landes
        world: welt
        city: stadt
        life: leben
        war: krieg
        law: gesetz
        water: wasser
        money: geld
        government: regierung
        president: präsident präsidentin
        minister: minister ministerin
        company: unternehmen firma
        party: partei
        work: arbeit
        problem: problem probleme problemen
        must: muss müssen sollte sollten
        can: kann können
        want: will wollen möchte
        great: groß große großen großer großes
        new: neu neue neuen neuer neues
        good: gut gute guten gutes
    """,
    # Negation
    negation=Negation(
        plain=words("""
            nicht nie niemals nichts niemand niemanden niemandem nirgends nirgendwo kein weder keinesfalls
            keineswegs keine keinen keinem keiner keines keinerlei
        """),
        clear="""
            ohne noch nein *los *losen *lose miss* verweiger* weiger* ableh* abgelehn* lehn* mangel* fehl*
            scheit* gescheit* verhinder* vermeid* verbot* verbiet* kaum wenig* selten sondern nur bloss verlier*
            verlor* falsch* zweifel* entge* erst doch schw* unm* unzul* unbe* unge* unk* unw* unver* unfah* ung*
            unn* unan* unauf* lediglich allein statt anstatt anders ausgesch* stopp* aufh* aufgeh* beend* ausser
            anderes darf wird
        """,
        faint="un* bis abge* gegen* verhindert fern* frei* zu anders ander* aus*",
        idle=("nicht nur", "nicht zuletzt", "nichts ander\\w*", "nichts wie", "nicht anders"),
    ),
    # Words of opposite meaning
    opposites="""
        rise-fall: steigt steigen stieg stiegen gestiegen erhöht erhöhen erhöhung anstieg zunahme wächst
            gewachsen zugenommen / sinkt sinken sank sanken gesunken fällt fallen fiel gefallen rückgang
            abnahme gesenkt senkt abgenommen ~minus ~verlust ~verluste ~weniger ~niedriger
        yesterday-tomorrow: gestern / ~morgen
        north-south: nord norden nördlich nördlichen / süd süden südlich südlichen
        win-lose: gewinnt gewinnen gewann gewonnen sieg / verliert verlieren verlor verloren niederlage
        buy-sell: kauft kaufen kaufte gekauft kauf / verkauft verkaufen verkaufte verkauf
        born-died: geboren geburt / tot tote gestorben starb tod verstorben
        open-close: öffnet öffnen geöffnet offen / schließt schließen geschlossen
        double-halve: verdoppelt verdoppeln verdoppelte verdoppelten / halbiert halbieren halbierte halbierten
        before-after: vor ~bevor ~vorher / nach ~nachdem ~danach
        convict-acquit: verurteilt verurteilte / freigesprochen freispruch
        accept-refuse: akzeptiert akzeptieren angenommen / abgelehnt verweigert weigert
    """,
    # Words around quotations
    quotations=Quotations(
        saying=words("""
            sagte sagt sagten erklärte erklärt fügte berichtete laut schrieb schreibt fragte antwortete teilte
            meinte meint betonte behauptet behauptete äußerte zufolge so
        """),
        leaning=words("""
            der die das den dem des ein eine einen einem einer eines von zu und in im an am auf für mit aus
            durch als oder aber dass ob wie sein seine ihr ihre um nach bei bis über unter ich wir er es sie
            mein meine unser unsere diese dieser dieses so zum zur vom
        """),
        that=words("dass"),
        # Conjunctions of indirect speech, verbs in the subjunctive, `laut` and `zufolge`.
        reported=(
            r"\b(?:dass|ob|sei|seien|seist|habe|hätten?|wäre|wären|würden?|werde|könnten?|könne|müssten?|müsse|sollten?|solle|"
            r"wolle|dürfe|gebe|gäbe|komme|gehe|stehe|laut|zufolge)\b"
        ),
        own=r"\b(?:ich|mir|mich|mein\w*|wir|uns|unser\w*)\b",
        closing=True,
        verb_last=True,
    ),
    # Inflection, for glossaries
    endings=Endings(
        suffixes=("e", "en", "n", "s", "es", "er", "ern"),
        added=words("e en er es em n s ern ns se sen nen ens in innen"),
        exchanged=("e er es em en n", "us en", "um en a"),
        compounds=True,
        links=("s", "n", "en", "es", "er"),
        articles=words("der die das den dem des ein eine einen einem einer eines im am zum zur"),
    ),
    # Places, institutions and capitalised words of the news
    places=Places(
        countries="""
            france: Frankreich, franzos*
            germany: Deutschland, deutsch*
            united-kingdom: Vereinigtes Königreich, vereinigten konigreich*, brit*, grossbritannien
            ireland: Irland, irisch*, iren
            netherlands: Niederlande*, niederland*, holland*
            belgium: Belgien, belgi*
            switzerland: Schweiz*
            austria: Österreich*
            spain: Spanien, spani*
            portugal: Portugal, portugies*
            italy: Italien, italien*
            greece: Griechenland, griech*
            turkey: Türkei, turk*
            poland: Polen, poln*
            russia: Russland, russ*
            ukraine: Ukraine, ukrain*
            sweden: Schweden, schwed*
            norway: Norwegen, norweg*
            denmark: Dänemark, dan*
            finland: Finnland, finn*
            iceland: Island*
            hungary: Ungarn, ungar*
            romania: Rumänien, rumani*
            bulgaria: Bulgarien, bulgar*
            serbia: Serbien, serb*
            croatia: Kroatien, kroat*
            czechia: Tschechien, tschech*
            united-states: Vereinigte Staaten, vereinigten staaten, us*, usa, amerika*, lateinamerika*, nordamerika*, sudamerika*
            canada: Kanada, kanad*
            mexico: Mexiko, mexik*, nordmexi*
            brazil: Brasilien, brasili*
            argentina: Argentinien, argentin*
            chile: Chile, chile*
            colombia: Kolumbien, kolumb*
            peru: Peru, peru*
            venezuela: Venezuela, venez*
            japan: Japan, japan*
            china: China, chines*
            korea: Korea, korea*, nordkorea*, sudkorea*
            india: Indien, indi*, inder*
            pakistan: Pakistan, pakistan*
            afghanistan: Afghanistan, afghan*
            indonesia: Indonesien, indones*
            australia: Australien, austral*
            new-zealand: Neuseeland*
            philippines: Philippinen, philippin*
            burma: Birma, birm*, burm*, myanmar
            iran: Iran, iran*
            iraq: Irak, irak*
            syria: Syrien, syr*
            israel: Israel, israel*
            lebanon: Libanon, liban*
            jordan: Jordanien, jordan*
            egypt: Ägypten, agypt*
            libya: Libyen, liby*
            tunisia: Tunesien, tunes*
            algeria: Algerien, alger*
            morocco: Marokko, marokk*
            saudi-arabia: Saudi-Arabien, saudi*
            yemen: Jemen, jemen*
            ethiopia: Äthiopien, athiop*
            south-africa: Südafrika*
            macedonia: Mazedonien, mazedon*
            bosnia: Bosnien, bosni*
            slovenia: Slowenien, slowen*
            slovakia: Slowakei, slowak*
            yugoslavia: Jugoslawien, jugoslaw*
            soviet-union: Sowjetunion, sowjet*
            bolivia: Bolivien, boliv*
            ecuador: Ecuador, ecuador*
            vietnam: Vietnam, vietnam*
            singapore: Singapur*
            nigeria: Nigeria, nigeria*
            palestine: Palästina, palast*
            cyprus: Zypern, zypr*
            luxembourg: Luxemburg*
            niger: Niger, nigrisch*, nigrer*
            guinea: Guinea, guineisch*, guineer*
            guinea-bissau: Guinea-Bissau, bissau-guineisch*
            equatorial-guinea: Äquatorialguinea, aquatorialguine*
            papua-new-guinea: Papua-Neuguinea, neuguinea, papua-neuguine*, papua*
            dominica: Dominica
            dominican-republic: Dominikanische Republik, dominikanischen republik, dominikan*
            lithuania: Litauen, litau*
            latvia: Lettland, lett*
            estonia: Estland, estnisch*, estlandisch*, este, esten, estin*
            mauritania: Mauretanien, mauretan*
            mauritius: Mauritius, mauriti*
            north-korea: Nordkorea, nordkorean*
            south-korea: Südkorea, sudkorean*
            congo: Kongo, kongoles*
            dr-congo: Demokratische Republik Kongo, demokratischen republik kongo, dr kongo, drk, kongo-kinshasa
            congo-brazzaville: Republik Kongo, kongo-brazzaville
            gambia: Gambia, gambisch*, gambier*
            zambia: Sambia, sambisch*, sambier*
            liberia: Liberia, liberian*, liberier*
            sudan: Sudan, sudanes*
            south-sudan: Südsudan, sudsudanes*
            mali: Mali, malisch*, malier*
            malawi: Malawi, malawisch*, malawier*
            uruguay: Uruguay, uruguay*
            paraguay: Paraguay, paraguay*
        """,
        regions="""
            england: England, englisch*, englander*
            scotland: Schottland, schott*
            africa: Afrika*
            europe: Europa, europa*
            asia: Asien, asiat*
            alps: Alpen
            wales: Wales, walis*
            catalonia: Katalonien, katal*
            california: Kalifornien*, niederkalifornien, kalif*
            virginia: Virginia*
            carolina: Carolina*, north carolina, south carolina
            florida: Florida*
            louisiana: Louisiana*
            pennsylvania: Pennsylvania*
            bavaria: Bayern*, bayer*
            saxony: Sachsen*
            pacific: Pazifik, pazifi*
            atlantic: Atlantik, atlanti*
            crimea: Krim
        """,
        cities="""
            london: London*
            paris: Paris, pariser*
            brussels: Brüssel*
            antwerp: Antwerpen, antwerp*
            ghent: Gent
            geneva: Genf*
            vienna: Wien*
            berlin: Berlin*
            munich: München, munchner*
            cologne: Köln*
            frankfurt: Frankfurt*
            hamburg: Hamburg*
            moscow: Moskau*
            warsaw: Warschau*
            prague: Prag*
            athens: Athen*
            rome: Rom, rom*
            milan: Mailand*
            venice: Venedig, venez*
            lisbon: Lissabon*
            madrid: Madrid*
            barcelona: Barcelona
            copenhagen: Kopenhagen*
            kyiv: Kiew, kyjiw
            beijing: Peking, beijing
            jerusalem: Jerusalem*
            hague: Den Haag, haag*
            new-york: New York*
            naples: Neapel, neapol*
            strasbourg: Straßburg*
            marseille: Marseille*
            nice: Nizza
            liege: Lüttich*
            turin: Turin*
            florence: Florenz*
            seville: Sevilla
            edinburgh: Edinburgh
            cairo: Kairo*
            tokyo: Tokio*
            baghdad: Bagdad*
            damascus: Damaskus*
            beirut: Beirut*
            bruges: Brügge
            ostend: Ostende
            kortrijk: Kortrijk
            nijmegen: Nimwegen, nijmegen
            groningen: Groningen
            basel: Basel, basler*
            bern: Bern, berner*
            lucerne: Luzern, luzerner*
            aachen: Aachen
            mainz: Mainz
            trier: Trier
            regensburg: Regensburg
            bremen: Bremen, bremer*
            dresden: Dresden, dresdner*
            nuremberg: Nürnberg, nurnberger*
            hanover: Hannover
            koblenz: Koblenz
            zaragoza: Saragossa, zaragoza
            cadiz: Cádiz
            bologna: Bologna, bolognes*
            padua: Padua
            mantua: Mantua
            pisa: Pisa
            krakow: Krakau
            thessaloniki: Thessaloniki, saloniki
            canterbury: Canterbury
            dover: Dover
            dunkirk: Dünkirchen
        """,
        acronyms="""
            un: UNO, un, vereinte nationen, vereinten nationen
            eu: EU, europaische union, europaischen union
            nato: NATO, nato*
            who: WHO, weltgesundheitsorganisation
            imf: IWF, wahrungsfonds
            ecb: EZB, europaische zentralbank
            ai: KI, kunstliche intelligenz, kunstlicher intelligenz, ai
            ceo: CEO, chef*, geschaftsfuhr*, vorstand*, firmenchef*
            wto: WTO, welthandelsorganisation
            oecd: OECD
            gdp: BIP, bruttoinlandsprodukt*
            vat: MwSt, mehrwertsteuer*
            ngo: NGO, nro, ngo*
            hiv: HIV
            dna: DNA, dns, dna*
            aids: AIDS
            us: USA, us*, vereinigte* staaten, amerika*
            cia: CIA
            fbi: FBI
            soviet-union: SOWJETUNION, udssr, sowjet*
            tv: TV, tv*, fernseh*
            stroke: SCHLAGANFALL*
            text: SMS*, textnachricht*, nachricht*
        """,
        institutions="""
            white-house: weisses haus, weissen haus*, weisse haus
            european-union: europaische union, europaischen union, eu*
            united-nations: vereinte nationen, vereinten nationen, un*, uno
            supreme-court: oberster gerichtshof, obersten gerichtshof*, oberste gericht*, supreme court
            congress: kongress*
            senate: senat*
            house-of-representatives: reprasentantenhaus*
            parliament: parlament*
            red-cross: rote kreuz, roten kreuz*, rotes kreuz*
            isis: is, islamische staat*, islamischer staat, islamischen staat*, isis
        """,
        words="""
            christmas: weihnacht*
            easter: ostern, oster*
            state: staat*
            church: kirche*
            earth: erde*
            god: gott*
            bible: bibel*
            quran: koran*
            pope: papst*
            mediterranean: mittelmeer*
            middle-east: nah* ost*, naher osten, nahen osten
            world-cup: weltmeister*, wm*, weltcup*
            brexit: brexit*
        """,
    ),
    # People
    people=People(
        given=words("""
            achim adolf albrecht alexander alois andreas angela anja anke anna annalena anne anneliese annette anton
            armin arne arnold astrid august axel barbara bastian beate bernd bernhard bettina birgit bjorn bodo
            brigitte carsten christa christian christiane christine christof christoph claudia claus clemens
            cornelia dagmar daniel daniela detlef dieter dietmar dietrich dirk dorothea eberhard eckart edgar egon
            elfriede elisabeth elke emil erich erika ernst erwin eva felix ferdinand florian frank franz frauke
            friedrich fritz gabriele georg gerd gerda gerhard gerlinde gertrud gisela gottfried gregor gudrun gunter
            gunther gustav hanna hannelore hans hans-dietrich harald hartmut heidi heike heiko heinrich heinz helga
            helmut henrik herbert hermann hildegard holger horst hubert ilse inge ingeborg ingo ingrid irene jan
            jens joachim jochen johann johanna johannes jonas jorg josef julia jurgen jutta kai karin karl
            karl-heinz karsten katharina kathrin katja katrin kerstin klaus konrad konstantin kurt lars lena leon
            leonie lothar ludwig lukas lutz manfred manuela marco margarete marianne mario marion markus marlene
            marta martin martina matthias max maximilian michael michaela mirko monika moritz nadine nils norbert
            olaf oliver oskar oswald otto patrick paul peer peter petra philipp rainer ralf reiner reinhard reinhold
            renate richard robert roland rolf roman rosa rosemarie rudiger rudolf sabine sandra sebastian siegfried
            sigmar sigmund sigrid silke silvia simone sonja stefan stefanie steffen stephan susanne sven sylvia
            tanja thea theo theodor thomas thorsten tilo tobias torsten udo ulf uli ulrich ulrike ursula ute uwe
            valentin vera verena viktor volker walter waltraud werner wilhelm willi willy winfried wolf wolfgang
        """),
        roles=words("""
            junior senior
            abgeordnete abgeordneten abgeordneter abt admiral aktivist aktivistin analyst analystin angreifer
            angreiferin anwalt anwaltin apotheker apothekerin arbeiter arbeiterin architekt architektin arzt arztin
            astronaut astronautin athlet athletin autor autorin backer backerin baron baronin bauer bauerin
            bergsteiger bildhauer bildhauerin biologe biologin bischof bischofin botschafter botschafterin boxer
            boxerin burgermeister burgermeisterin chef chefin chemiker chemikerin chirurg chirurgin coach designer
            designerin detektiv dichter dichterin diplomat diplomatin direktor direktorin doktor doktorin emir
            erzbischof fahrer fahrerin feuerwehrmann filmemacher filmemacherin forscher forscherin fotograf
            fotografin freiherr fuhrer fuhrerin furst furstin fussballer fussballerin geiger geigerin general
            gewerkschafter gouverneur gouverneurin graf grafin grunder grunderin handwerker hauptmann herzog
            herzogin historiker historikerin imam ingenieur ingenieurin inspektor inspektorin journalist
            journalistin kaiser kaiserin kandidat kandidatin kanzler kanzlerin kapitan kardinal kassierer
            kassiererin kellner kellnerin koch kochin kollege kollegin komiker komikerin kommandant kommandantin
            kommissar kommissarin komponist komponistin konig konigin konsul konsulin kosmonaut krankenschwester
            kriegsherr landwirt landwirtin laufer lauferin lehrer lehrerin leutnant major maler malerin marschall
            mathematiker mathematikerin milliardar milliardarin minister ministerin ministerprasident
            ministerprasidentin mittelfeldspieler moderator moderatorin musiker musikerin nachbar nachbarin notar
            notarin oberhaupt oberst oberstleutnant okonom okonomin papst pastor pastorin pfarrer pfarrerin pfleger
            pflegerin philosoph philosophin physiker physikerin pianist pianistin pilot pilotin politologe
            politologin polizist polizistin prafekt prafektin prasident prasidentin premier prinz prinzessin
            professor professorin psychologe psychologin rabbiner rabbinerin radprofi radsportler rapper redakteur
            redakteurin regierungschef regierungschefin regisseur regisseurin rentner rentnerin reporter reporterin
            richter richterin sanger sangerin schatzmeister schauspieler schauspielerin scheich schiedsrichter
            schiedsrichterin schriftsteller schriftstellerin schuler schulerin schwimmer schwimmerin segler sekretar
            sekretarin senator senatorin sergeant skifahrer skifahrerin soziologe soziologin spieler spielerin spion
            spionin sprecher sprecherin staatsanwalt staatsanwaltin staatschef staatschefin stadtrat stadtratin
            student studentin sturmer sturmerin sultan torhuter torhuterin torwart trainer trainerin unternehmer
            unternehmerin verteidiger verteidigerin wissenschaftler wissenschaftlerin zahnarzt zahnarztin zar zarin
        """),
        endings=words("s es n en sche schem schen scher sches"),
        crowned=words("konig konigin prinz prinzessin kaiser kaiserin zar zarin herzog herzogin graf grafin papst sankt st"),
        # Labels of Wikidata (CC0), with other spellings of the press
        known="""
            putin: Wladimir Putin
            zelensky: Wolodymyr Selenskyj, selenski, selensky
            gorbachev: Michail Gorbatschow
            yeltsin: Boris Jelzin
            khrushchev: Nikita Chruschtschow
            brezhnev: Leonid Breschnew
            stalin: Josef Stalin
            lenin: Wladimir Lenin
            trotsky: Leo Trotzki
            lavrov: Sergei Lawrow
            navalny: Alexei Nawalny
            lukashenko: Alexander Lukaschenko
            medvedev: Dmitri Medwedew
            tikhanovskaya: Swjatlana Zichanouskaja
            tchaikovsky: Pjotr Tschaikowski, tschaikowsky
            tolstoy: Leo Tolstoi
            dostoevsky: Fjodor Dostojewski
            chekhov: Anton Tschechow
            pushkin: Alexander Puschkin
            solzhenitsyn: Alexander Solschenizyn
            sakharov: Andrei Sacharow
            gagarin: Juri Gagarin
            shostakovich: Dmitri Schostakowitsch
            rachmaninoff: Sergei Rachmaninow
            mussorgsky: Modest Mussorgski
            stravinsky: Igor Strawinsky, strawinski
            kasparov: Garri Kasparow
            poroshenko: Petro Poroschenko
            yanukovych: Wiktor Janukowytsch
            tymoshenko: Julija Tymoschenko, timoschenko
            yushchenko: Wiktor Juschtschenko
            prigozhin: Jewgeni Prigoschin
            shoigu: Sergei Schoigu
            peskov: Dmitri Peskow
            mishustin: Michail Mischustin
            khodorkovsky: Michail Chodorkowski
            politkovskaya: Anna Politkowskaja
            nemtsov: Boris Nemzow
            kuleba: Dmytro Kuleba
            zaluzhny: Walerij Saluschnyj
            saakashvili: Micheil Saakaschwili
            pashinyan: Nikol Paschinjan
            aliyev: Ilham Alijew, aliyev
            kadyrov: Ramsan Kadyrow
            nazarbayev: Nursultan Nasarbajew
            tokayev: Qassym-Schomart Toqajew, tokajew
            gaddafi: Muammar Gaddafi
            sisi: Abdel Fattah al-Sisi
            netanyahu: Benjamin Netanjahu, netanyahu
            khamenei: Ali Chamenei, khamenei
            khomeini: Ruhollah Chomeini, khomeini
            columbus: Christoph Kolumbus
            copernicus: Nikolaus Kopernikus
            magellan: Ferdinand Magellan
        """,
        meanings="""
            small: klein*
            big: gross*, grosse*
            fat: dick*
            white: weiss*
            black: schwarz*
            red: rot, rote, roter, roten, rotes
            redhead: rothaarig*, rot, rote, roter, roten
            brown: braun*
            grey: grau*
            green: grun*
            blond: blond*
            young: jung*
            old: alt, alte, alter, alten
            new: neu, neue, neuer, neuen
            good: gut, gute, guter, guten
            beautiful: schon, schone, schoner, schonen, hubsch*
            strong: stark*
            long: lang, lange, langer, langen
            happy: glucklich*, froh*
            wise: weise*, klug*
            wild: wild*, wilder
            rich: reich*
            merchant: handler*, kaufmann*, kauffrau
            baker: backer*
            butcher: metzger*, fleischer*, schlachter*
            shepherd: hirt*, schafer*
            knight: ritter*
            carpenter: zimmermann*, zimmerer*, tischler*, schreiner*
            mason: maurer*
            miller: muller
            smith: schmied*
            hunter: jager*
            fisherman: fischer*, sunder*
            sailor: matrose*, seemann
            monk: monch*
            priest: priester*
            bishop: bischof*
            king: konig*
            duke: herzog*
            count: graf, grafen
            prince: prinz*
            fox: fuchs*
            wolf: wolf, wolfe
            fish: fisch*
            lamb: lamm
            rabbit: kaninchen*, hase*
            bird: vogel*
            nightingale: nachtigall*
            bridge: brucke*
            wood: holz*, wald*
            fountain: brunnen*, quelle*
            forest: wald*
            flower: blume*, blute*
            olive-tree: olivenbaum*, olbaum*
            oak: eiche*
            river: fluss*
            mountain: berg, berge, gebirge
            valley: tal
            sea: meer
            lake: see
            field: feld, felder
            mill: muhle*
            house: haus, hauses
            castle: schloss*, burg
            door: tur, turen, tor
            street: strasse*
            garden: garten
            meadow: wiese*
            tower: turm*
            wall: mauer*, wand
            stone: stein*
            soldier: soldat*
            war: krieg*
            peace: frieden*
            winter: winter*
            summer: sommer*
            sunday: sonntag*
            january: januar*
            christmas: weihnacht*
            bread: brot*
            wine: wein*
            salt: salz*
            butter: butter
            pepper: pfeffer*
            snow: schnee*
            sun: sonne*
            moon: mond*
            sky: himmel*
            angel: engel*
            devil: teufel*
            cross: kreuz*
            church: kirche*
            chapel: kapelle*
            teacher: meister*, lehrer*
            mayor: burgermeister*
            cook: koch, kochin, hahn
            gardener: gartner*
            tailor: schneider*
            clerk: schreiber*, geistlich*
        """,
    ),
    # Other
    script="Latin",
    expansion=1.01,
    plural_forms={"": "nplurals=2; plural=(n != 1);"},
    plural_categories=("one", "other"),
    spelled_out={"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"},
    stemmer="german",
)
