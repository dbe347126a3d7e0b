"""Dutch: the resources of the language. Data only; `base` defines the fields."""

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
    sample="De gemeenteraad heeft gisteravond de begroting voor het komende jaar goedgekeurd.",
    # Names and labels. CLDR adds further names
    code="nl",
    iso639_3="nld",
    iso639_2b="dut",
    names=("holandés", "neerlandês"),
    menu_labels=("talen", "taal", "andere talen", "lees in het", "ook beschikbaar in", "vertalingen"),
    labels=Labels(
        summary="In het kort",
        languages="Talen",
        translated="Dit artikel is automatisch vertaald door AI en niet nagekeken.",
        source="Oorspronkelijke tekst",
        articles="Artikelen",
        skip="Naar de inhoud",
        reviewed="Dit artikel is automatisch vertaald door AI en nagekeken door {name}.",
        tags="Onderwerpen",
        missing="Pagina niet gevonden",
        newer="Nieuwere artikelen",
        older="Oudere artikelen",
    ),
    # Typography. Separators, percent and currency come from CLDR, the rest follows the press of the country
    variants=(
        Variant(
            tag="nl-NL",
            quotes=("“", "”"),
            inner=("‘", "’"),
            time="{hh}.{mm} uur",
            hour="{h} uur",
            duration="{h} uur en {mm} minuten",
        ),
    ),
    # Sentences and clauses
    stops=Stops(
        open=words("""
            dhr mevr mw mr mrs dr drs ir ing prof ds st bijv bv o.a d.w.z t.a.v m.b.t i.v.m vgl resp
        """),
        numbered=words("""
            nr nrs blz p pp art fig vol ca max min tel jan feb mrt apr jun jul aug sep sept okt nov dec
        """),
        either=words("""
            mln mld milj enz etc e.d b.v n.v v.chr n.chr s.a s.a.s s.a.r.l inc ltd corp co cie bros jr sr al ph.d
        """),
        starters=words("""
            de het een dit dat deze die hij zij ze wij we ik u jullie zijn haar hun ons onze mijn er en maar of
            want dus toen in op aan bij voor van met door na naar over om uit tot volgens als omdat hoewel toch
            ook daar hier nu wie wat waarom hoe waar geen niet niemand niets veel alle
        """),
        particles=words("de het van"),
    ),
    editorial=Editorial(
        openings=frozenset({
            "gepubliceerd op", "bijgewerkt op", "laatst bijgewerkt", "laatste update", "leestijd", "lees ook",
            "lees meer", "lees verder", "zie ook", "bekijk ook", "luister ook", "abonneer", "meld je aan", "meld u aan",
            "schrijf je in", "schrijf u in", "deel dit", "delen via", "volg ons", "reageer",
            "alle rechten voorbehouden", "met medewerking van", "interview door", "dit liveblog is gesloten",
            "dit liveblog is afgesloten", "hiermee sluiten we", "tot zover", "noot van de redactie", "van de redactie",
            "goedemorgen", "goedemiddag", "goedenavond", "goedendag", "hallo", "welkom", "bedankt voor",
            "blijf bij ons", "dit artikel is", "deze inhoud", "klik", "download", "ontdek", "met anp", "met reuters",
        }),
        labels=words("""
            foto foto's foto’s beeld beelden bron video video's illustratie onderschrift gepubliceerd bijgewerkt
            update stand uitslagen doelpunten scheidsrechter correctie
        """),
        bylines=frozenset({"door", "van onze", "tekst", "teksten", "met", "reportage", "interview"}),
        first_person=words("ik me mij mijn m'n mezelf"),
        addressing=words("u uw je jij jou jouw jullie"),
    ),
    clauses=Clauses(
        conjunctions="en of maar dat omdat terwijl",
        after=("wat", "waarbij", "waardoor", "terwijl", "en"),
        openings=words("""
            als wanneer terwijl toen omdat doordat hoewel na voor nadat voordat sinds tijdens volgens ondanks
            met zonder in op aan bij om door zodra tenzij niet noch wie wat of
        """),
        only=("niet alleen",),
        referring=words("""
            hij zij ze hun zijn haar dit dat deze die daar daarom daarna maar en of dus ook toch echter
            bovendien vervolgens toen
        """),
    ),
    # Dates and numbers. Months come from CLDR; the rest follows spelling rules and the style guides of the press
    dates=Dates(
        short="jan feb|febr mrt|maart apr mei jun jul aug sept|sep okt nov dec",
        nights=words("nacht vooravond middernacht"),
    ),
    numbers=NumberWords(
        ones="""
            nul een|één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien
            zestien zeventien achttien negentien
        """,
        tens="twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        hundred="honderd",
        thousand="duizend",
        dozen="dozijn|dozijnen",
        tens_joined=True,
        glue="en|ën",
        counted="jarig jarige jarigen maal keer voudig voudige daagse koppig koppige delig delige",
        ranks="ste de",
        first="""
            eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende
            veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste
        """,
        others={
            "tiental": "10", "tientallen": "10", "twintigtal": "20", "vijftigtal": "50", "honderdtal": "100",
            "duizendtal": "1000", "helft": "0.5 50", "half": "0.5 30 50", "halve": "0.5 50",
            "halverwege": "50", "kwart": "0.25 15 25", "kwartier": "15", "anderhalf": "1.5",
            "anderhalve": "1.5", "dubbel": "2", "dubbele": "2", "verdubbelen": "2", "verdubbeld": "2",
            "beide": "2", "beiden": "2", "paar": "2", "duo": "2", "drievoudig": "3", "middernacht": "0 12",
            "twaalven": "12", "eeuw": "100", "decennium": "10",
        },
        scales={
            "miljoen": 6, "miljoenen": 6, "miljard": 9, "miljarden": 9, "biljoen": 12, "biljoenen": 12,
            "biljard": 15, "triljoen": 18,
        },
        short={"mln": 6, "mio": 6, "mld": 9, "mrd": 9, "bln": 12, "k": 3, "duizend": 3},
        written=((6, "miljoen", "miljoen"), (9, "miljard", "miljard"), (12, "biljoen", "biljoen")),
        ordinal=("e", "e"),
        ordinals={"honderdste": 100, "duizendste": 1000},
        halves="ënhalf ënhalve enhalf enhalve",
        denominators={"derde": 3, "kwart": 4, "vierde": 4, "vijfde": 5, "zesde": 6, "achtste": 8, "tiende": 10},
        wholes={"half": "0.5", "halve": "0.5", "helft": "0.5", "driekwart": "0.75"},
        to="tot|en|of|à|tot en met",
        out_of="op de|van de|op",
        idioms=(
            r"(?:achtste|kwart|halve) ?finales?|24 uur per dag|dag en nacht|duizendmaal dank"
            r"|op handen en voeten|twee vliegen|een-twee-drie|onder vier ogen"
        ),
        magnitudes={
            "tientallen": 10, "dozijnen": 10, "honderden": 100, "duizenden": 1000, "miljoen": 10**6,
            "miljoenen": 10**6, "miljard": 10**9, "miljarden": 10**9, "biljoen": 10**12, "biljoenen": 10**12,
        },
    ),
    units=UnitWords(
        percent="procent|procents|percent|pct|pct.",
        currencies={
            "euro": "EUR", "euro's": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD",
            "Canadese dollar": "CAD", "Australische dollar": "AUD",
            "pond sterling": "GBP", "pond": "lb", "ponden": "lb", "yen": "JPY", "yuan": "CNY", "roebel": "RUB",
            "roepie": "INR", "roepies": "INR", "frank": "CHF", "real": "BRL", "reais": "BRL", "kronen": "kr",
            "kroon": "kr",
        },
        half="en een half|en een halve|en half|en halve|ën half",
        units={
            "kilometer": "km", "kilometers": "km", "meter": "m", "meters": "m", "centimeter": "cm",
            "centimeters": "cm", "millimeter": "mm", "mijl": "mi", "mijlen": "mi", "voet": "ft", "inch": "in",
            "inches": "in", "duim": "in", "yard": "yd", "yards": "yd", "kilogram": "kg", "gram": "g",
            "ons": "oz", "graden": "°", "graad": "°", "graden Celsius": "°C",
            "graden Fahrenheit": "°F", "liter": "l", "gallon": "gal", "vaten": "bbl", "kwintaal": "q", "kwintalen": "q", "hectare": "ha",
            "acre": "ac", "acres": "ac", "kilometer per uur": "km/h", "km per uur": "km/h", "km/u": "km/h",
            "mijl per uur": "mph", "vierkante meter": "m²", "kubieke meter": "m³", "vierkante kilometer": "km²",
            "vierkante voet": "sq ft", "uren": "h", "u": "h", "jaren": "yr", "dag": "d", "sec.": "s", "sec": "s",
            "min.": "min", "tonnen": "t", "ton": "t", "kilo": "kg", "maandjes": "mo", "nachten": "d", "nacht": "d",
            "keer": "×", "maal": "×", "punt": "pp", "punten": "pp", "procentpunt": "pp", "procentpunten": "pp",
            "basispunten": "bp", "cent": "cent", "kwartier": "qh", "kwartieren": "qh", "basispunt": "bp", "decibel": "dB", "el": "tbsp", "tl": "tsp", "pk": "hp",
            "zeemijl": "nmi", "lichtjaren": "ly", "eetl.": "tbsp", "theel.": "tsp",
        },
        decade="jaren",
        doubtful=words("pond ponden voet duim punt punten bar ons uur graad graden pound"),
        per=r"(?:per |/ ?|elke )|in de (?=week|maand)",
        adverbs={
            "dagelijks": "d", "wekelijks": "wk", "maandelijks": "mo", "jaarlijks": "yr",
        },
        minus=r"\bmin\b|onder nul|onder het vriespunt|negatie|vriest|\bvorst",
        over=r"(?:(?<!niet )meer dan|ruim|minstens|ten minste|minimaal|niet minder dan)",
        under=r"(?:(?<!niet )minder dan|hoogstens|ten hoogste|maximaal|niet meer dan)",
        lost=r"achterstand|\bachter\b|verl[oi]|verslagen|nederlaag|ten onder|onderuit",
    ),
    times=TimeWords(
        at=r"\b(?:om|vanaf|rond|omstreeks|tegen|tot)\s+\Z",
        near=r"\b(?:van|na|voor|sinds|tussen)\s+\Z",
        on=r" (?:uur )?['’]s (?:ochtends|morgens|middags|avonds|nachts)\b",
        lasts=r"\b(?:in|duurt|duurde|duur|tijd|record|film|speeltijd)(?: van| is)?\s*[:(]?\s*\Z",
        long=r" ?(?:minuten|min\b)",
        half_before="half",
        early=r" (?:uur )?['’]s (?:morgens|ochtends|nachts)",
        late=r" (?:uur )?['’]s (?:avonds|middags)",
    ),
    # Words before an identifier
    identifiers=IdentifierWords(
        marks={
            "phone": """
                tel|tel.|telefoon|fax|gsm|mobiel|telefoonnummer|gratis nummer|noodnummer|infolijn
            """,
            "postcode": "postcode|postbus|Cedex|CEDEX",
            "company number": """
                SIRET|SIREN|BTW-nummer|btw-nummer|BTW-nr.|KvK|KvK-nummer|ondernemingsnummer|kbo-nummer
            """,
            "account": "rekeningnummer|rekeningnr.|kaartnummer|bankrekening",
            "docket": "zaaknummer|rolnummer|zaak",
            "reference": """
                nr.|nrs.|Nr.|nr|n°|nº|№|ref|ref.|referentie|referentienummer|factuurnummer|bestelnummer|
                klantnummer|serienummer|dossiernummer|ordernummer|polisnummer|paspoort|paspoortnummer
            """,
            "plate": "kenteken|nummerplaat",
        },
        nouns={
            "phone": "bel|bel naar|bel het|bellen naar|belt u|draai|sms naar",
            "account": "rekening",
            "law": """
                artikel|artikelen|art.|lid|alinea|paragraaf|wet|decreet|verordening|richtlijn|besluit|§
            """,
            "reference": """
                nummer|nummers|code|lijn|lijnen|dossier|dossiers|bestelling|factuur|contract|polis|kamer|
                octrooi|vlucht|regel|id
            """,
        },
        links="is|is het|is de|zijn|was|blijft|blijft het|nr.|nr|nummer|n°|nº",
        joins=",|;|en|of|tot|t/m|en nr.",
        plural=(
            r"(?!(?:"
            r"tussen|binnen|boven|onder|tegen|sinds|en|een|geen|heen|worden|hebben|als|is|was|bis"
            r")\b)[a-zà-öø-ÿ-]+(?:en|s)"
        ),
        streets="straat|laan|weg|plein|kade|singel|gracht|steenweg|postbus|adres|rue",
    ),
    # Function words: of the 220 most frequent words of news, debates and conversation, those that belong to no topic
    function_words=words("""
        de het van een en in te voor is dat ik op om zijn met die je niet u worden aan als deze of dit er ze
        wordt we kan kunnen door uw over hebben ook naar moet heeft maar wij geen hij uit moeten meer bij dan s
        hun wat tot zal heb ons nog onze mijn kunt andere alle nu wil hoe wanneer zich ben al alleen zo zoals
        hebt veel zou zij toe zullen onder waar goed hier twee jouw tegen gaan echter gaat tussen dus elke mij
        zonder omdat hem daarom wel heer staat altijd daar af iets zeer meerdere enkele zodat eens zelfs bent
        elk vaak werd via eigen tijdens haar was waren had hadden toen al
    """),
    emphatic=words("heel zeer erg veel lang lange klein kleine gauw snel"),
    linking=words("""
        de het een en of van in op aan te voor met uit bij naar zonder over onder tussen tot
    """),
    # Capitals
    capitals=Capitals(
        small=words("""
            de het een van te en in op aan voor met uit door als of maar dat die wie wat zijn haar hun om naar
            bij tot over onder ik we wij hij ze zij je u is was niet er dit deze zo dan toen hoe sinds omdat
            terwijl hoewel want zonder tegen tussen waar waarin waarbij waardoor wanneer nadat voordat zodat ook
            tijdens volgens sommige onder ondanks vanaf waarvan
        """),
        acronyms=words("NAVO VN EU ECB"),
    ),
    # Capitalised words that are not names: titles before a name, and names of institutions
    titles=words("dr mr ms dhr mevr mw meneer mevrouw pater vader prof"),
    # Frequent words and their meanings, for comparing two quotations
    landmarks="""
        i: ik mij me mijn
        we: wij we ons onze
        you: u uw jij je jouw jullie
        not: niet geen nooit niets nee zonder
        and: en
        or: of
        but: maar
        if: als indien
        because: omdat want aangezien
        when: wanneer toen
        in: in
        for: voor om
        with: met
        after: na nadat
        before: voor voordat
        against: tegen
        between: tussen
        very: zeer heel erg
        more: meer
        all: alle alles alle iedereen elke
        many: veel vele
        where: waar
        how: hoe als zoals
        who: wie die
        even: zelfs hetzelfde dezelfde
        also: ook eveneens
        still: nog steeds altijd
        here: hier
        now: nu vandaag tegenwoordig momenteel
        a: een één
        two: twee
        three: drie
        four: vier
        five: vijf
        six: zes
        ten: tien
        first: eerste
        year: jaar jaren
        day: dag dagen
        month: maand maanden
        week: week weken
        time: tijd keer
        monday: maandag
        tuesday: dinsdag
        wednesday: woensdag
        thursday: donderdag
        friday: vrijdag
        saturday: zaterdag
        sunday: zondag
        people: mensen persoon personen
        man: man mannen
        woman: vrouw vrouwen
        child: kind kinderen
        country: land landen
        world: wereld
        city: stad
        life: leven levens
        war: oorlog
        law: wet
        water: water
        money: geld
        government: regering overheid
        president: president
        minister: minister
        company: bedrijf bedrijven onderneming
        party: partij
        work: werk baan
        problem: probleem problemen
        must: moet moeten
        can: kan kunnen mag
        want: wil willen
        great: groot grote
        new: nieuw nieuwe
        good: goed goede
    """,
    # Negation
    negation=Negation(
        plain=words("niet geen nooit niets niemand nergens nimmer noch"),
        clear="""
            zonder nee neen *loos *loze mis* weiger* wei* ontk* gebrek* ontbr* ontbreek* mislu* voorko* vermij*
            verbod* verbied* stop* nauwelijks amper weinig tenzij slechts alleen enkel zelden verlies* verlor*
            verliez* afwijz* afge* kwijt vals* moeilijk* anders pas maar twijfel* onmogelijk* onvoldoende onbe*
            onge* onac* onwaar* onz* onduid* minder behalve moeite fal* faal* vermist* intoleran* vrijwel
            evenmin beeindig* uitgesl* los weg laat laten liet
        """,
        faint="on* im* dis* anti* minder te vrij* ver eerder hoe*",
        idle=("niet alleen", "niet meer dan", "niet anders", r"niet-\w+", "niet in de laatste plaats"),
    ),
    # Words of opposite meaning
    opposites="""
        rise-fall: stijgt stijgen steeg stegen gestegen stijging verhoogd verhoging groeit groeien groei
            toegenomen toename / daalt dalen daalde daalden gedaald daling verlaagd verlaging afgenomen
            afname valt ~min ~verlies ~lager ~krimp ~krimpt ~minder
        yesterday-tomorrow: gisteren / ~morgen
        north-south: noord noorden noordelijke / zuid zuiden zuidelijke
        win-lose: wint winnen won gewonnen overwinning / verliest verliezen verloor verloren nederlaag
        buy-sell: koopt kopen kocht gekocht aankoop / verkoopt verkopen verkocht verkoop
        born-died: geboren geboorte / dood overleden gestorven stierf
        open-close: opent openen geopend open / sluit sluiten gesloten
        double-halve: verdubbelt verdubbelen verdubbelde verdubbelden verdubbeld / halveert halveren halveerde gehalveerd
        before-after: ~voor vóór voordat / na nadat
        convict-acquit: veroordeeld veroordeelde / vrijgesproken vrijspraak
        accept-refuse: aanvaardt accepteert aanvaard geaccepteerd / weigert geweigerd weigeren
    """,
    # Words around quotations
    quotations=Quotations(
        saying=words("""
            zei zegt zeiden zeggen vertelde vertelt voegde verklaarde verklaart aldus volgens schreef schrijft
            vroeg antwoordde beweert beweerde meldde meldt benadrukte beweerden stelde stelt
        """),
        leaning=words("""
            de het een van te en in op aan voor met uit door als of maar dat die wie zijn haar hun om naar bij
            tot over onder ik we wij hij ze zij je u mijn ons onze dit deze zo dan toen er heel
        """),
        that=words("dat"),
        verb_last=True,
    ),
    # Inflection, for glossaries
    endings=Endings(
        suffixes=("s", "en", "e", "n"),
        added=words("s en e n er ers eren"),
        exchanged=("heid heden", "e en er"),
        compounds=True,
        links=("s", "n", "en", "e"),
        respelt=(("v", "f"), ("z", "s")),
        doubled=True,
        articles=words("de het een"),
    ),
    # Places, institutions and capitalised words of the news
    places=Places(
        countries="""
            france: Frankrijk, frans*
            germany: Duitsland, duits*
            united-kingdom: Verenigd Koninkrijk, brit*, groot-brittannie, vk
            ireland: Ierland, iers*
            netherlands: Nederland, nederlands*, holland*
            belgium: België, belg*
            switzerland: Zwitserland, zwitser*
            austria: Oostenrijk*
            spain: Spanje, spaans*, spanjaard*
            portugal: Portugal, portuge*
            italy: Italië, italia*
            greece: Griekenland, griek*
            turkey: Turkije, turk*
            poland: Polen, pool*
            russia: Rusland, rus*
            ukraine: Oekraïne, oekrain*
            sweden: Zweden, zweed*
            norway: Noorwegen, noor*
            denmark: Denemarken, deen*, deens*
            finland: Finland, fin*
            iceland: IJsland*
            hungary: Hongarije, hongaar*
            romania: Roemenië, roemeen*
            bulgaria: Bulgarije, bulga*
            serbia: Servië, serv*
            croatia: Kroatië, kroa*
            czechia: Tsjechië, tsjech*
            united-states: Verenigde Staten, amerika*, vs
            canada: Canada, canad*
            mexico: Mexico, mexica*
            brazil: Brazilië, brazilia*
            argentina: Argentinië, argent*
            chile: Chili, chile*
            colombia: Colombia, colombia*
            peru: Peru, peru*
            venezuela: Venezuela, venez*
            japan: Japan, japan*
            china: China, chine*
            korea: Korea, korea*, koreaan*, noord-korea*, zuid-korea*
            india: India, india*
            pakistan: Pakistan, pakistan*
            afghanistan: Afghanistan, afghaan*
            indonesia: Indonesië, indones*
            australia: Australië, austral*
            new-zealand: Nieuw-Zeeland*
            philippines: Filipijnen, filipijn*
            burma: Birma, birm*, myanmar
            iran: Iran, iraan*, iran*
            iraq: Irak, irak*
            syria: Syrië, syri*
            israel: Israël, israel*
            lebanon: Libanon, liban*
            jordan: Jordanië, jordan*
            egypt: Egypte, egypt*
            libya: Libië, lib*
            tunisia: Tunesië, tunes*
            algeria: Algerije, alger*
            morocco: Marokko, marok*
            saudi-arabia: Saoedi-Arabië, saoed*
            yemen: Jemen, jemen*
            ethiopia: Ethiopië, ethiop*
            south-africa: Zuid-Afrika*
            macedonia: Macedonië, macedon*
            bosnia: Bosnië, bosni*
            slovenia: Slovenië, sloveen*
            slovakia: Slowakije, slowaak*
            yugoslavia: Joegoslavië, joegoslav*
            soviet-union: Sovjet-Unie, sovjet*
            bolivia: Bolivia, boliv*
            ecuador: Ecuador, ecuador*
            vietnam: Vietnam, vietnam*
            singapore: Singapore*
            nigeria: Nigeria, nigeria*
            palestine: Palestina, palest*
            cyprus: Cyprus, cypri*
            luxembourg: Luxemburg*
            niger: Niger, nigerees*, nigerese, nigerezen
            guinea: Guinee, guinees, guineese, guineeer*
            guinea-bissau: Guinee-Bissau, guinee-bissaus*
            equatorial-guinea: Equatoriaal-Guinea, equatoriaal-guine*
            papua-new-guinea: Papoea-Nieuw-Guinea, papoea*, nieuw-guinea
            dominica: Dominica
            dominican-republic: Dominicaanse Republiek, dominicaan*
            lithuania: Litouwen, litouw*
            latvia: Letland, lets, letse, let, letten
            estonia: Estland, est, ests, estse, esten, estlander*
            mauritania: Mauritanië, mauritani*, mauritaan*
            mauritius: Mauritius, mauritiaan*
            north-korea: Noord-Korea, noord-koreaan*
            south-korea: Zuid-Korea, zuid-koreaan*
            congo: Congo, congolees, congolese, congolezen
            dr-congo: Democratische Republiek Congo, drc, dr congo, congo-kinshasa
            congo-brazzaville: Republiek Congo, congo-brazzaville
            gambia: Gambia, gambiaan*, gambiaans*
            zambia: Zambia, zambiaan*, zambiaans*
            liberia: Liberia, liberiaan*, liberiaans*
            sudan: Soedan, soedanees*, soedanes*
            south-sudan: Zuid-Soedan, zuid-soedanees*, zuid-soedanes*
            mali: Mali, malinees*, malines*
            malawi: Malawi, malawiaan*, malawisch*
            uruguay: Uruguay, uruguay*
            paraguay: Paraguay, paraguay*
        """,
        regions="""
            england: Engeland, engels*
            scotland: Schotland, schots*, schot*
            africa: Afrika*
            europe: Europa, europe*
            asia: Azië, aziat*
            alps: Alpen
            wales: Wales, wels*
            catalonia: Catalonië, catala*, catalo*
            california: Californië*
            virginia: Virginia*
            carolina: North Carolina, south carolina, noord-carolina, zuid-carolina, carolina*
            florida: Florida*
            louisiana: Louisiana*
            pennsylvania: Pennsylvania*
            bavaria: Beieren, beier*
            saxony: Saksen
            pacific: Stille Oceaan, pacific*, stille zuidzee
            atlantic: Atlantische Oceaan, atlanti*
            crimea: Krim
        """,
        cities="""
            london: Londen, londen*
            paris: Parijs, parij*
            brussels: Brussel, brussel*
            antwerp: Antwerpen, antwerp*
            ghent: Gent
            geneva: Genève, geneefs*
            vienna: Wenen
            berlin: Berlijn*
            munich: München*
            cologne: Keulen, keuls*
            frankfurt: Frankfurt*
            hamburg: Hamburg*
            moscow: Moskou*
            warsaw: Warschau*
            prague: Praag*
            athens: Athene, athe*
            rome: Rome, romein*
            milan: Milaan, milan*
            venice: Venetië, veneti*
            lisbon: Lissabon*
            madrid: Madrid, madrile*
            barcelona: Barcelona
            copenhagen: Kopenhagen*
            kyiv: Kiev, kyiv, kiew
            beijing: Peking, beijing
            jerusalem: Jeruzalem
            hague: Den Haag, haag
            new-york: New York*
            naples: Napels, napolitaan*
            strasbourg: Straatsburg*
            marseille: Marseille
            nice: Nice
            liege: Luik
            turin: Turijn*
            florence: Florence*
            seville: Sevilla
            edinburgh: Edinburgh
            cairo: Cairo
            tokyo: Tokio
            baghdad: Bagdad
            damascus: Damascus
            beirut: Beiroet
            bruges: Brugge, brugs*
            ostend: Oostende
            kortrijk: Kortrijk
            nijmegen: Nijmegen
            groningen: Groningen
            basel: Bazel
            bern: Bern
            lucerne: Luzern
            aachen: Aken
            mainz: Mainz
            trier: Trier
            regensburg: Regensburg
            bremen: Bremen
            dresden: Dresden
            nuremberg: Neurenberg
            hanover: Hannover
            koblenz: Koblenz
            zaragoza: Zaragoza
            cadiz: Cádiz
            bologna: Bologna
            padua: Padua
            mantua: Mantua
            pisa: Pisa
            krakow: Krakau
            thessaloniki: Thessaloniki, saloniki
            canterbury: Canterbury
            dover: Dover
            dunkirk: Duinkerke, duinkerken
        """,
        acronyms="""
            un: VN, verenigde naties, vn*
            eu: EU, europese unie, eu*
            nato: NAVO, navo*
            who: WHO, wereldgezondheidsorganisatie
            imf: IMF, internationaal monetair fonds
            ecb: ECB
            ai: AI, kunstmatige intelligentie, ki
            ceo: CEO, topman, topvrouw, directeur*, bestuursvoorzitter
            wto: WTO
            oecd: OESO
            gdp: BBP, bruto binnenlands product
            vat: BTW
            ngo: NGO, ngo*
            hiv: HIV
            dna: DNA, dna*
            aids: AIDS
            us: VS, verenigde staten, usa, amerika*
            cia: CIA
            fbi: FBI
            soviet-union: SOVJET-UNIE, ussr, sovjet*
            tv: TV, tv*, televisie*
            stroke: BEROERTE*, cva
            text: SMS*, berichtje*, bericht*
        """,
        institutions="""
            white-house: witte huis
            european-union: europese unie, eu*
            united-nations: verenigde naties, vn*
            supreme-court: hooggerechtshof*, hoge raad
            congress: congres*
            senate: senaat*
            house-of-representatives: huis van afgevaardigden
            parliament: parlement*
            red-cross: rode kruis
            isis: is, islamitische staat*, isis, daesh
        """,
        words="""
            christmas: kerst*
            easter: pasen, paas*
            state: staat*, rijk*
            church: kerk*
            earth: aarde*
            god: god, gods*
            bible: bijbel*
            quran: koran*
            pope: paus*
            mediterranean: middellandse
            middle-east: midden-oosten
            world-cup: wereldbeker, wk, wereldkampioen*
            brexit: brexit*
        """,
    ),
    # People
    people=People(
        given=words("""
            aad adriaan albert alexander anja anke anna anneke annemarie annemiek anouk ans antoon arie arjen arno
            astrid bart bas bastiaan ben bert bianca bram carla carolien cees christiaan corrie daan daniel diederik
            dirk dries ed edwin els emma erik ernst esther eva evelien femke ferdinand fleur floor floris frank
            frans frits geert gerard gerda gerrit gijs greet guido hanneke hans harm harry hein heleen henk herman
            hilde hugo ilse inge ingrid irene jaap jacob jan janneke jasper jelle jeroen jet joanna job johan
            johanna joke joop joost joris jos josephine juliana jurgen karel karin katrien kees kim klaas koen koos
            laurens leen lennart leo lieke lies liesbeth lisa lodewijk lotte louis luuk maaike maarten maartje marc
            margriet marianne marieke marijke marijn marjan mark marloes martijn martine matthijs maurits max mia
            michiel mieke mirjam monique nathalie nico niels nienke noor olaf paul peter petra piet pieter pim rik
            rob robbert robin roel ronald roos ruben rutger ruth ruud sander sanne sara sebastiaan sigrid simone
            sjoerd sofie stef stefan steven stijn suzanne tamara theo thijs thomas tijs tim tineke tjeerd tom toon
            truus twan vera vincent wendy wesley wiebe wilhelmina willem willemijn wim wouter yvonne
        """),
        roles=words("""
            junior senior
            aanklager aanvaller aartsbisschop abt acteur activist activiste actrice admiraal advocaat advocate
            afgevaardigde agent agente alpinist ambassadeur analist apotheker arbeider arbeidster architect
            architecte arts astronaut atleet atlete auteur baas bakker baron barones beeldhouwer biologe bioloog
            bisschop boer boerin bokser bondscoach bondskanselier brandweerman burgemeester chirurg coach commandant
            commissaris componist componiste consul coureur dichter dichteres diplomaat directeur directrice docent
            docente doctor doelman dokter dominee econoom emir eurocommissaris filmmaker filosoof fotograaf
            fotografe generaal gepensioneerde gouverneur graaf gravin hertog hertogin historica historicus
            hoogleraar imam ingenieur inspecteur journalist journaliste kamerlid kandidaat kandidate kanselier
            kapitein kardinaal kassier kassiere keeper keizer keizerin kok kolonel komiek koning koningin korporaal
            kosmonaut leerling leider leidster leraar lerares loopster loper luitenant maarschalk magistraat majoor
            meneer mevrouw middenvelder miljardair minister minister-president model muzikant muzikante
            natuurkundige notaris ober officier ondernemer onderzoeker onderzoekster ontwerper ontwerpster
            oppositieleider oprichter oprichtster parlementslid pastoor paus penningmeester pianist pianiste piloot
            politicoloog politieagent politieman prefect premier presentator presentatrice president presidente
            prins prinses professor psychologe psycholoog raadslid rabbijn rapper rechercheur rechter redacteur
            redactrice regisseur regisseuse renner scheidsrechter scheikundige schilder schilderes schrijfster
            schrijver secretaris senator sergeant serveerster sjeik skier socioloog soldaat speelster speler spion
            spits student studente sultan tandarts topman topvrouw trainer trainster tsaar vakbondsman verdediger
            verpleegkundige verpleegster verpleger verslaggeefster verslaggever vicepresident violist violiste
            voetballer voetbalster vorst wetenschapper wethouder wielrenner wiskundige woordvoerder woordvoerster
            zakenman zakenvrouw zanger zangeres zeiler zwemmer zwemster
        """),
        endings=words("s en"),
        crowned=words("koning koningin prins prinses keizer keizerin tsaar hertog hertogin graaf gravin paus sint st"),
        verbs=words("heeft is was had zal zou kan kon moet wil wordt werd gaat"),
        # Labels of Wikidata (CC0), with other spellings of the press
        known="""
            putin: Vladimir Poetin
            zelensky: Volodymyr Zelensky, zelenski
            gorbachev: Michail Gorbatsjov
            yeltsin: Boris Jeltsin
            khrushchev: Nikita Chroesjtsjov
            brezhnev: Leonid Brezjnev
            stalin: Jozef Stalin
            lenin: Vladimir Lenin
            trotsky: Leon Trotski
            lavrov: Sergej Lavrov
            navalny: Aleksej Navalny
            lukashenko: Aleksandr Loekasjenko
            medvedev: Dmitri Medvedev
            tikhanovskaya: Svjatlana Tsichanowskaja, tichanovskaja
            tchaikovsky: Pjotr Tsjaikovski
            tolstoy: Leo Tolstoj
            dostoevsky: Fjodor Dostojevski
            chekhov: Anton Tsjechov
            pushkin: Aleksandr Poesjkin
            solzhenitsyn: Aleksandr Solzjenitsyn
            sakharov: Andrej Sacharov
            gagarin: Joeri Gagarin
            shostakovich: Dmitri Sjostakovitsj
            rachmaninoff: Sergej Rachmaninov
            mussorgsky: Modest Moessorgski
            stravinsky: Igor Stravinsky, stravinski
            kasparov: Garri Kasparov
            poroshenko: Petro Porosjenko
            yanukovych: Viktor Janoekovytsj
            tymoshenko: Joelia Tymosjenko
            yushchenko: Viktor Joesjtsjenko
            prigozhin: Jevgeni Prigozjin
            shoigu: Sergej Sjojgoe, sjojgoe
            peskov: Dmitri Peskov
            mishustin: Michail Misjoestin
            khodorkovsky: Michail Chodorkovski
            politkovskaya: Anna Politkovskaja
            nemtsov: Boris Nemtsov
            kuleba: Dmytro Koeleba
            zaluzhny: Valeri Zaloezjny
            saakashvili: Micheil Saakasjvili
            pashinyan: Nikol Pasjinian
            aliyev: Ilham Aliyev, aliëv
            kadyrov: Ramzan Kadyrov
            nazarbayev: Noersoeltan Nazarbajev
            tokayev: Kassym-Jomart Tokajev
            gaddafi: Moammar Kadhafi, khaddafi, kaddafi
            sisi: Abdel Fattah al-Sisi
            netanyahu: Benjamin Netanyahu
            khamenei: Ali Khamenei
            khomeini: Ruhollah Khomeini
            columbus: Christoffel Columbus
            copernicus: Nicolaas Copernicus
            magellan: Ferdinand Magellaan
        """,
        meanings="""
            small: klein, kleine, kleintje
            big: groot, grote
            fat: dik, dikke
            white: wit, witte
            black: zwart, zwarte
            red: rood, rode
            redhead: ros, rosse, roodharig*
            brown: bruin, bruine
            grey: grijs, grijze
            green: groen, groene
            blond: blond, blonde
            young: jong, jonge, jongere
            old: oud, oude
            new: nieuw, nieuwe
            good: goed, goede
            beautiful: mooi, mooie, knap, knappe
            strong: sterk, sterke
            long: lang, lange
            happy: gelukkig, gelukkige
            wise: wijs, wijze
            wild: wild, wilde
            rich: rijk, rijke
            merchant: koopman, koopvrouw, handelaar, verkoper
            baker: bakker, bakkers
            butcher: slager, slagers
            shepherd: herder, herders
            knight: ridder, ridders
            carpenter: timmerman*
            mason: metselaar*
            miller: molenaar*
            smith: smid
            hunter: jager, jagers
            fisherman: visser, vissers, zondaar
            sailor: zeeman, matroos
            monk: monnik, monniken
            priest: priester*
            bishop: bisschop*
            king: koning*
            duke: hertog*
            count: graaf
            prince: prins
            fox: vos
            wolf: wolf
            fish: vis
            lamb: lam
            rabbit: konijn*
            bird: vogel, vogels
            nightingale: nachtegaal
            bridge: brug
            wood: hout, bos
            fountain: fontein, bron
            forest: bos, woud
            flower: bloem, bloemen
            olive-tree: olijfboom
            oak: eik, eiken
            river: rivier
            mountain: berg, bergen
            valley: vallei, dal
            sea: zee
            lake: meer
            field: veld, velden
            mill: molen, molens
            house: huis
            castle: kasteel
            door: deur, poort
            street: straat
            garden: tuin
            meadow: weide, wei
            tower: toren
            wall: muur
            stone: steen
            soldier: soldaat
            war: oorlog
            peace: vrede
            winter: winter
            summer: zomer
            sunday: zondag
            january: januari
            christmas: kerst, kerstmis
            bread: brood
            wine: wijn
            salt: zout
            butter: boter
            pepper: peper
            snow: sneeuw
            sun: zon
            moon: maan
            sky: hemel, lucht
            angel: engel, engelen
            devil: duivel*
            cross: kruis
            church: kerk
            chapel: kapel
            teacher: meester*
            mayor: burgemeester*
            cook: kok, haan
            gardener: tuinman, tuinier
            tailor: kleermaker*
            clerk: klerk
        """,
    ),
    # Other
    script="Latin",
    expansion=0.99,
    plural_forms={"": "nplurals=2; plural=(n != 1);"},
    plural_categories=("one", "other"),
    stemmer="dutch",
)
