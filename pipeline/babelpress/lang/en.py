"""English: the resources of the language. Data only; `base` defines the fields."""

from babelpress.lang.base import (
    ANY_NUMBER,
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
    sample="The city council approved the budget for the coming year last night.",
    # Names and labels. CLDR adds further names
    code="en",
    iso639_3="eng",
    menu_labels=("languages", "language", "other languages", "read in", "also available in", "available in",
        "translations"),
    labels=Labels(
        summary="In brief",
        languages="Languages",
        translated="This article was translated automatically by AI and has not been reviewed.",
        source="Original text",
        articles="Articles",
        skip="Skip to content",
        reviewed="This article was translated automatically by AI and reviewed by {name}.",
        tags="Topics",
        missing="Page not found",
        newer="Newer articles",
        older="Older articles",
    ),
    # Typography. Separators, percent and currency come from CLDR, the rest follows the press of the country
    variants=(
        Variant(
            tag="en-GB",
            quotes=("“", "”"),
            inner=("‘", "’"),
            time="{h}:{mm}",
            hour="{h}:00",
        ),
        Variant(
            tag="en-US",
            month_first=True,
            quotes=("“", "”"),
            inner=("‘", "’"),
            time="{h12}:{mm} {ampm}",
            hour="{h12} {ampm}",
            dash="—",
        ),
    ),
    # Sentences and clauses
    stops=Stops(
        open=words("mr mrs ms messrs dr prof rev st vs cf e.g i.e"),
        numbered=words("""
            no nos p pp fig figs vol ch sec art approx jan feb mar apr jun jul aug sep sept oct nov dec
        """),
        either=words("""
            mn bn tn etc a.m p.m gen col capt lt sgt sen rep gov pres hon s.a s.a.s s.a.r.l inc ltd corp co cie bros jr
            sr al ph.d
        """),
        starters=words("""
            the a an this that these those he she it they we you i his her its their our my your and but or so
            yet then in on at for from with by after before when while if as since although however there here
            who what why how where no not nobody nothing some many most all both each one according
        """),
    ),
    editorial=Editorial(
        openings=frozenset({
            "photo by", "photo credit", "image credit", "published on", "published at", "updated on", "updated at",
            "last updated", "last modified", "first published", "reading time", "min read", "read more", "read also",
            "read next", "also read", "see also", "listen to this article", "sign up", "subscribe", "register to",
            "share this", "follow us", "leave a comment", "all rights reserved", "reporting by", "editing by",
            "writing by", "additional reporting", "compiled by", "edited by", "interview by",
            "this live blog is now closed", "this live blog has ended", "we are closing this", "editor's note",
            "editor’s note", "good morning", "good afternoon", "good evening", "hello", "welcome to", "that's all",
            "that’s all", "that's it for", "thanks for", "thank you for", "stay with us", "this article is for",
            "this article was", "this content is", "click", "download our", "discover our", "follow our",
            "find out more", "with reuters", "with afp",
        }),
        labels=words("""
            photo photos photograph image images picture pictured video videos credit credits caption illustration
            source published updated related standings results scorers referee attendance correction
        """),
        bylines=frozenset({"by", "with", "text by", "words by", "from our correspondent", "in pictures"}),
        first_person=words("i i'm i've i'd i'll me my mine myself"),
        addressing=words("you your yours yourself"),
    ),
    clauses=Clauses(
        conjunctions="and or but that which who because while",
        after=("while", "whereas", "and"),
        openings=words("""
            if when while as since because although though after before during according despite with without in
            on at to for by from until once unless whereas under amid given neither either not what who whether
        """),
        only=("not only", "not just"),
        referring=words("""
            he she they it his her their its this that these those but and or so also thus however yet still
            nevertheless finally then meanwhile moreover
        """),
    ),
    # Dates and numbers. Months come from CLDR; the rest follows spelling rules and the style guides of the press
    dates=Dates(
        short="jan feb mar apr may jun jul aug sept|sep oct nov dec",
        capital=True,
        bare=True,
        nights=words("night overnight eve midnight"),
    ),
    feet=True,
    numbers=NumberWords(
        ones="""
            zero|nil|nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen
            fifteen sixteen seventeen eighteen nineteen
        """,
        tens="twenty thirty forty|fourty fifty sixty seventy eighty ninety",
        hundred="hundred",
        thousand="thousand",
        dozen="dozen|dozens",
        joint="and",
        joint_after=range(100, ANY_NUMBER),
        joint_before=range(1, 100),
        article="a",
        first="""
            first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
            fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
        """,
        others={
            "half": "0.5 30 50", "halves": "0.5", "twice": "2", "double": "2", "doubled": "2", "doubling": "2",
            "both": "2", "couple": "2", "pair": "2", "duo": "2", "twins": "2", "thrice": "3", "triple": "3",
            "tripled": "3", "trio": "3", "quadruple": "4", "quarter": "0.25 15 25", "quarters": "75",
            "thirds": "3 66 67", "noon": "12", "midday": "12", "midnight": "0 12", "fortnight": "14 15 2",
            "decade": "10", "decades": "10", "century": "100", "centenary": "100", "bicentenary": "200",
            "once": "1", "teenage": "13", "nineties": "90", "eighties": "80", "seventies": "70",
            "sixties": "60", "fifties": "50", "forties": "40", "thirties": "30", "twenties": "20",
            "tens": "10", "scores": "20",
        },
        scales={
            "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12, "trillions": 12,
            "quadrillion": 15, "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7,
        },
        short={
            "m": 6, "M": 6, "mn": 6, "mln": 6, "bn": 9, "B": 9, "b": 9, "tn": 12, "trn": 12, "T": 12, "k": 3,
            "K": 3, "thousand": 3, "hundred": 2,
        },
        written=((6, "million", "million"), (9, "billion", "billion"), (12, "trillion", "trillion")),
        ordinal=("th", "th"),
        ordinal_by_digit={"1": "st", "2": "nd", "3": "rd"},
        ordinals={
            "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
            "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
            "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
            "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
            "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
        },
        denominators={
            "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6,
            "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
        },
        wholes={"half": "0.5"},
        to="to|and|or|and the",
        out_of="in|out of",
        idioms=(
            r"24/7|gas(?: mark)?:? ?\d+|twenty-four seven|(?:quarter|semi)-?finals?|last (?:16|sixteen|eight)|(?:a"
            r"|one) million thanks|thousand thanks|four-by-four|on all fours|two birds with one stone"
            r"|one of these days|square one|dressed to the nines|round of 16|nine to five|fifty-fifty"
            r""
        ),
        magnitudes={
            "tens": 10, "dozens": 10, "scores": 10, "hundreds": 100, "thousands": 1000, "million": 10**6,
            "millions": 10**6, "billion": 10**9, "billions": 10**9, "trillion": 10**12, "trillions": 10**12,
        },
    ),
    units=UnitWords(
        percent="per cent|percent|pct|per cents",
        currencies={
            "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "Canadian dollar": "CAD",
            "Canadian dollars": "CAD", "Australian dollar": "AUD", "Australian dollars": "AUD", "pounds sterling": "GBP",
            "pounds": "lb", "pound": "lb", "quid": "GBP", "yen": "JPY", "yuan": "CNY", "roubles": "RUB",
            "rubles": "RUB", "rupees": "INR", "Swiss francs": "CHF", "francs": "CHF", "reais": "BRL",
            "bucks": "USD", "kronor": "kr", "kroner": "kr", "pesos": "MXN", "CFA francs": "XOF",
        },
        of=r"of (?:an? )?",
        half="and a half|-and-a-half",
        units={
            "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km", "metre": "m",
            "metres": "m", "meter": "m", "meters": "m", "centimetres": "cm", "centimeters": "cm",
            "millimetres": "mm", "mile": "mi", "miles": "mi", "feet": "ft", "foot": "ft", "inch": "in",
            "inches": "in", "yard": "yd", "yards": "yd", "kilograms": "kg", "grams": "g", "ounce": "oz",
            "ounces": "oz", "stone": "st", "tons": "t", "tonnes": "t", "degree": "°", "degrees": "°",
            "degrees Celsius": "°C", "degrees Fahrenheit": "°F", "litres": "l", "liters": "l",
            "gallons": "gal", "gallon": "gal", "barrels": "bbl", "hectares": "ha", "ares": "are", "quintals": "q", "quintal": "q", "acre": "ac", "acres": "ac",
            "kilometres per hour": "km/h", "kilometers per hour": "km/h", "miles per hour": "mph",
            "miles an hour": "mph", "square metres": "m²", "square meters": "m²", "square kilometres": "km²",
            "square kilometers": "km²", "cubic metres": "m³", "cubic meters": "m³", "square miles": "sq mi", "square feet": "sq ft",
            "square foot": "sq ft", "sq ft": "sq ft", "hrs": "h", "hr": "h",
            "mins": "min", "sec": "s", "secs": "s", "litre": "l", "liter": "l", "gram": "g", "kilogram": "kg",
            "tonne": "t", "ton": "t", "barrel": "bbl", "fortnight": "fortnight", "fortnights": "fortnight",
            "times": "×", "point": "pp", "points": "pp", "percentage point": "pp", "percentage points": "pp",
            "basis points": "bp", "cents": "cent", "cent": "cent", "pence": "cent", "basis point": "bp", "nights": "d", "night": "d", "kph": "km/h", "decibels": "dB",
            "tablespoons": "tbsp", "tablespoon": "tbsp", "teaspoons": "tsp", "teaspoon": "tsp", "cups": "cup", "cup": "cup",
            "nautical miles": "nmi", "light-years": "ly", "light years": "ly", "horsepower": "hp", "degrees centigrade": "°C", "km an hour": "km/h",
            "kilometres an hour": "km/h",
        },
        doubtful=words("pound pounds foot feet inch inches stone point points bar bars second minute degree degrees yard yards"),
        per=r"(?:per |an? |/ ?|each |every )",
        adverbs={
            "daily": "d", "weekly": "wk", "monthly": "mo", "yearly": "yr", "annually": "yr", "hourly": "h",
        },
        minus=r"\bminus\b|below|sub-zero|negative",
        over=r"(?:(?<!no )(?<!not )more than|over|at least|no (?:fewer|less) than|not less than|upwards of)",
        under=r"(?:(?<!no )(?<!not )(?:less|fewer) than|at most|(?:no|not) more than)",
        lost=r"\bdown\b|\btrail|\bbehind\b|\blos[est]|\bdefeat|\bbeaten\b|went down|\bfell\b|\bloss",
    ),
    times=TimeWords(
        twelve=True,
        at=r"\b(?:at|by|until|till|from)\s+\Z",
        near=r"\b(?:before|about|after|since|between|around)\s+\Z",
        on=r" ?(?:o['’]clock|hrs|GMT|UTC|in the (?:morning|afternoon|evening))\b",
        lasts=r"\b(?:in|for|lasts|lasted|took|takes|time|record|duration|runtime|over|under)(?: of| is| was)?\s*[:(]?\s*\Z",
        long=r" (?:hours?|minutes?|long|of play)",
        early=r" in the morning",
        late=r" in the (?:afternoon|evening)| at night",
    ),
    # Words before an identifier
    identifiers=IdentifierWords(
        marks={
            "phone": """
                tel|tel.|telephone|phone|fax|mobile|freephone|hotline|helpline|toll-free|phone number|
                telephone number
            """,
            "postcode": "postcode|post code|postal code|zip code|zip|P.O. Box|PO Box|P.O. box",
            "company number": """
                SIRET|SIREN|VAT no|VAT no.|VAT number|company number|registration number|EIN|EORI
            """,
            "account": "account number|account no|account no.|card number|sort code|routing number",
            "docket": "docket|appeal no.|case no.|case C|case number",
            "reference": """
                n°|nº|№|ref|ref.|reference|reference number|serial number|order number|passport
            """,
            "plate": "licence plate|license plate|number plate|plate|registration",
        },
        nouns={
            "phone": """
                call|dial|text|calling|dialling|dialing|call us on|call us at|call on|phoning|whatsapp
            """,
            "company number": "VAT",
            "account": "account",
            "law": """
                article|articles|art.|arts.|paragraph|paragraphs|para.|section|sections|sec.|act no.|decree|
                regulation|directive|law|§|§§
            """,
            "reference": """
                No.|Nos.|No|Nos|no.|nos.|number|numbers|code|line|lines|file|order|invoice|contract|policy|room|
                patent|flight|id|extension|ext.
            """,
        },
        links="is|is the|are|was|remains|no|no.|No.|No|number|n°|nº|of number|#",
        joins=",|;|and|or|to|and no.|and No.",
        plural=(
            r"(?!(?:"
            r"is|was|has|this|its|us|as|does|yes|his|thus|always|provides|states|says|requires|applies|"
            r"allows|sets|lists|contains|bis"
            r")\b)[a-z-]{3,}s"
        ),
        streets="""
            street|st.|avenue|ave.|road|rd.|boulevard|blvd.|place|square|lane|drive|quay|address|rue|P.O. Box|
            PO Box
        """,
    ),
    # Function words: of the 220 most frequent words of news, debates and conversation, those that belong to no topic
    function_words=words("""
        the to of and a in is you that for it have this on i are be we with s as not by your will at from do can
        or was an has which but they their all more he been one if there our what like also who would no his
        about so did my its these should when any them only were some other me t had out than up now first must
        into us how most two after even many may very could those before however being between let then while
        ever because still against too does already same her him says said both under through down another don
        she come able own without within cannot around therefore during something few why each since again yet
        i'm isn doesn where here
    """),
    emphatic=words("very really long many much so far little"),
    linking=words("""
        the a an of and or in on at for to with from by into under between without
    """),
    # Capitals
    capitals=Capitals(
        small=words("""
            a an the and but for nor or so yet as at by in of off on per to up via vs if is are was be been has
            have had it its he she they we you i this that these those with from into not who what how why when
            where which will can because since while after before although though than then there one more most
            some other both during including according among between about around under over until towards
            despite against without within through thus making giving leaving causing saying
        """),
        stressed=words("never not no yes nothing all every only very too always here free new must"),
        headline=words("a an the and but for nor or so yet as at by in of off on per to up via vs if"),
        acronyms=words("AI EU UN UK US NATO GDP CPU GPU WHO CEO CIA FBI NASA NBA NFL USB"),
    ),
    # Capitalised words that are not names: titles before a name, and names of institutions
    titles=words("mr mrs ms miss dr st father brother sister lady lord sir dame prof saint"),
    capitalised=words("""
        monday tuesday wednesday thursday friday saturday sunday president minister prime government parliament
        assembly senate house congress republic kingdom party council commission court committee agency office
        department institute university school academy church state region city police army navy air force bank
        federation union association organisation organization foundation society group company center centre
        museum theatre theater opera hospital station airport port bridge square street avenue road mount lake
        sea ocean gulf island coast north south east west northern southern eastern western war world cup league
        championship tour prize games tournament festival day christmas easter god bible pope king queen prince
        princess duke duchess mayor senator representative democrat democratic republican conservative labour
        labor liberal green black white jewish muslim christian constitution law act treaty code justice
        secretary chief executive director general supreme public national international royal federal central
        great new old saint first second earth moon sun
    """),
    # Frequent words and their meanings, for comparing two quotations
    landmarks="""
        i: i me my mine myself
        we: we us our ours
        you: you your yours
        not: not no never none nothing n't without neither nor don't doesn't didn't isn't wasn't won't can't couldn't wouldn't aren't haven't hasn't
        and: and
        or: or
        but: but
        if: if whether
        because: because since
        when: when
        in: in into
        for: for to
        with: with
        after: after
        before: before
        against: against
        between: between among
        very: very
        more: more
        all: all every everything everyone
        many: many much lot
        where: where
        how: how as like
        who: who which
        even: even same
        also: also too
        still: still always again yet
        here: here
        now: now today currently nowadays
        a: a an one
        two: two
        three: three
        four: four
        five: five
        six: six
        ten: ten
        first: first
        year: year years
        day: day days
        month: month months
        week: week weeks
        time: time times
        monday: monday
        tuesday: tuesday
        wednesday: wednesday
        thursday: thursday
        friday: friday
        saturday: saturday
        sunday: sunday
        people: people person persons
        man: man men
        woman: woman women wife
        child: child children kids
        country: country countries
        world: world
        city: city town
        life: life lives
        war: war
        law: law
        water: water
        money: money
        government: government
        president: president
        minister: minister secretary
        company: company companies business
        party: party
        work: work job
        problem: problem problems
        must: must should need needs
        can: can may could
        want: want wants
        great: great big large
        new: new
        good: good well
    """,
    # Negation
    negation=Negation(
        plain=words("no not never nobody nothing none nor neither nowhere cannot"),
        clear="""
            without un* *less non refus* reject* den* lack* absen* fail* miss* avoid* prevent* ceas* stop* doubt*
            oppos* rather rare* hard* barely scarcely little few fewer except unless false* wrong* longer seldom
            yet halt* end ended difficult* trouble impossib* insuff* inab* incap* ineff* inadeq* outside
            short anything ever disagr* dislik* disappr* disapp* ignor* gone anti far from instead although only
        """,
        faint="""
            remain* dis* il* non* mis* but too before than until still other* any* off away beyond just against in* im*
        """,
        contracted=r"(?:\b\w+n['’]t|\bcannot)\b",
        idle=(
            "not only", "why not", "no matter", "not until", r"\b\w+n['’]t (?:it|you|they|she|he|we|i)(?=\?)",
            "not? long", r"non-\w+",
        ),
        otherwise=(
            # words that begin like a negation
            r"\b(?:injur|inform|includ|increas|incident|incom|indeed|indicat|individual|industr|inhabit|initi|inside|"
            r"instead|institut|insur|intellig|intend|intens|intent|inter|into(?!l)|introduc|inva[ds]|invent|invest|invit|"
            r"involv|imag|immedia|immigr|impact|implement|impl[iy]|import|impos(?!s)|impress|improv|under|until|unit|"
            r"union|univers|uniq|unif)\w*",
            r"\bno[.:]?\s?#?(?=\d+(?!\w|-[^\W\d]))",  # file no 17, No. 5; no 17-year-old is a negation
        ),
    ),
    # Words of opposite meaning
    opposites="""
        rise-fall: rise rises rose risen rising increase increases increased increasing grow grows grew
            growing growth climb climbs climbed soar soared / fall falls fell fallen falling drop drops
            dropped decrease decreases decreased decreasing decline declines declined declining shrink
            shrank ~down ~lower ~loss ~losses ~less
        yesterday-tomorrow: yesterday / tomorrow
        north-south: north northern / south southern
        win-lose: win wins won winning victory / lose loses lost losing defeat
        buy-sell: buy buys bought buying purchase / sell sells sold selling sale
        born-died: born birth / died dead death dies
        open-close: open opens opened opening / close closes closed closing
        accept-refuse: accept accepts accepted / refuse refuses refused reject rejected
        double-halve: double doubles doubled doubling / halve halves halved halving
        before-after: before / after
        convict-acquit: ~convicted ~sentenced / acquitted cleared
    """,
    # Words around quotations
    quotations=Quotations(
        saying=words("""
            said says say told tells added adds explained explains wrote writes stated states claimed claims
            argued asked asks according announced noted notes insisted replied recalled warned admitted
            commented tweeted declared
        """),
        leaning=words("""
            the a an of to and in on at for with from by as or but that which who is are was were be been has
            have had will would can could i we he she it they you my our his her their its this not do so if
            when where than into up
        """),
        that=words("that"),
    ),
    # Inflection, for glossaries
    endings=Endings(
        suffixes=("s", "es", "'s"),
        added=words("s es ed d ing"),
        exchanged=("y ies ied", "e ing"),
        articles=words("the a an"),
        articles_by_sound=("a", "an"),
    ),
    # Places, institutions and capitalised words of the news
    places=Places(
        countries="""
            france: France, french*
            germany: Germany, german*
            united-kingdom: United Kingdom, brit*, uk
            ireland: Ireland, irish*
            netherlands: Netherlands, dutch, holland
            belgium: Belgium, belgian*
            switzerland: Switzerland, swiss
            austria: Austria*
            spain: Spain, spanish, spaniard*
            portugal: Portugal, portuguese
            italy: Italy, italian*
            greece: Greece, greek*
            turkey: Turkey, turk*
            poland: Poland, polish, pole*
            russia: Russia*
            ukraine: Ukraine, ukrain*
            sweden: Sweden, swed*
            norway: Norway, norw*
            denmark: Denmark, dan*
            finland: Finland, fin*
            iceland: Iceland*
            hungary: Hungary, hungarian*
            romania: Romania*
            bulgaria: Bulgaria*
            serbia: Serbia, serb*
            croatia: Croatia, croat*
            czechia: Czechia, czech*
            united-states: United States, american*, us, usa, u.s*, america*
            canada: Canada, canad*
            mexico: Mexico, mexic*
            brazil: Brazil, brazil*
            argentina: Argentina, argentin*
            chile: Chile, chile*
            colombia: Colombia, colombia*
            peru: Peru, peru*
            venezuela: Venezuela, venez*
            japan: Japan, japan*
            china: China, chinese
            korea: Korea, korea*
            india: India, india*
            pakistan: Pakistan, pakistan*
            afghanistan: Afghanistan, afghan*
            indonesia: Indonesia, indones*
            australia: Australia, austral*, aussie*
            new-zealand: New Zealand*
            philippines: Philippines, filipin*, philippin*
            burma: Burma, burm*, myanmar
            iran: Iran, iran*
            iraq: Iraq, iraq*
            syria: Syria, syria*
            israel: Israel, israel*
            lebanon: Lebanon, leban*
            jordan: Jordan, jordan*
            egypt: Egypt, egypt*
            libya: Libya, libya*
            tunisia: Tunisia, tunisia*
            algeria: Algeria, algeria*
            morocco: Morocco, morocc*
            saudi-arabia: Saudi Arabia, saudi*
            yemen: Yemen, yemen*
            ethiopia: Ethiopia, ethiop*
            south-africa: South Africa*
            macedonia: Macedonia, macedon*
            bosnia: Bosnia, bosni*
            slovenia: Slovenia, sloven*
            slovakia: Slovakia, slovak*
            yugoslavia: Yugoslavia, yugoslav*
            soviet-union: Soviet Union, soviet*
            bolivia: Bolivia, boliv*
            ecuador: Ecuador, ecuador*
            vietnam: Vietnam, vietnam*
            singapore: Singapore*
            nigeria: Nigeria, nigeria*
            palestine: Palestine, palest*
            cyprus: Cyprus, cypri*
            luxembourg: Luxembourg*
            niger: Niger, nigerien*
            guinea: Guinea, guinean*
            guinea-bissau: Guinea-Bissau, bissau-guinean*
            equatorial-guinea: Equatorial Guinea, equatorial guinean*, equatoguinean*
            papua-new-guinea: Papua New Guinea, papua, new guinea, papua new guinean*, papuan*
            dominica: Dominica
            dominican-republic: Dominican Republic, dominican*
            lithuania: Lithuania, lithuanian*
            latvia: Latvia, latvian*
            estonia: Estonia, estonian*
            mauritania: Mauritania, mauritanian*
            mauritius: Mauritius, mauritian*
            north-korea: North Korea, north korean*, dprk
            south-korea: South Korea, south korean*
            congo: Congo, congolese
            dr-congo: Democratic Republic of the Congo, democratic republic of congo, drc, dr congo, d r congo, congo-kinshasa
            congo-brazzaville: Republic of the Congo, republic of congo, congo-brazzaville
            gambia: Gambia, gambian*
            zambia: Zambia, zambian*
            liberia: Liberia, liberian*
            sudan: Sudan, sudanese
            south-sudan: South Sudan, south sudanese
            mali: Mali, malian*
            malawi: Malawi, malawian*
            uruguay: Uruguay, uruguayan*
            paraguay: Paraguay, paraguayan*
        """,
        regions="""
            england: England, english*
            scotland: Scotland, scot*
            africa: Africa*
            europe: Europe*
            asia: Asia*
            alps: Alps, alpine
            wales: Wales, welsh*
            catalonia: Catalonia, catal*
            california: California*
            virginia: Virginia*
            carolina: Carolina*
            florida: Florida*
            louisiana: Louisiana*
            pennsylvania: Pennsylvania*
            bavaria: Bavaria*
            saxony: Saxony
            pacific: Pacific
            atlantic: Atlantic*
            crimea: Crimea
        """,
        cities="""
            london: London*
            paris: Paris*
            brussels: Brussels
            antwerp: Antwerp
            ghent: Ghent
            geneva: Geneva
            vienna: Vienna, vienn*
            berlin: Berlin*
            munich: Munich
            cologne: Cologne
            frankfurt: Frankfurt
            hamburg: Hamburg
            moscow: Moscow, muscov*
            warsaw: Warsaw
            prague: Prague
            athens: Athens, atheni*
            rome: Rome, roman*
            milan: Milan, milan*
            venice: Venice, veneti*
            lisbon: Lisbon
            madrid: Madrid
            barcelona: Barcelona
            copenhagen: Copenhagen
            kyiv: Kyiv, kiev
            beijing: Beijing, peking
            jerusalem: Jerusalem
            hague: Hague
            new-york: New York*
            naples: Naples, neapolitan*
            strasbourg: Strasbourg
            marseille: Marseille*
            nice: Nice
            liege: Liège
            turin: Turin
            florence: Florence
            seville: Seville
            edinburgh: Edinburgh
            cairo: Cairo
            tokyo: Tokyo
            baghdad: Baghdad
            damascus: Damascus
            beirut: Beirut
            bruges: Bruges
            ostend: Ostend
            kortrijk: Kortrijk, courtrai
            nijmegen: Nijmegen
            groningen: Groningen
            basel: Basel, basle
            bern: Bern, berne
            lucerne: Lucerne, luzern
            aachen: Aachen
            mainz: Mainz
            trier: Trier
            regensburg: Regensburg, ratisbon
            bremen: Bremen
            dresden: Dresden
            nuremberg: Nuremberg, nürnberg
            hanover: Hanover, hannover
            koblenz: Koblenz, coblenz
            zaragoza: Zaragoza, saragossa
            cadiz: Cadiz
            bologna: Bologna
            padua: Padua
            mantua: Mantua
            pisa: Pisa
            krakow: Krakow, cracow, kraków
            thessaloniki: Thessaloniki, salonica
            canterbury: Canterbury
            dover: Dover
            dunkirk: Dunkirk, dunkerque
        """,
        acronyms="""
            un: UN, united nations
            eu: EU, european union
            nato: NATO
            who: WHO, world health organi*
            imf: IMF, international monetary fund
            ecb: ECB, european central bank
            ai: AI, artificial intelligence
            ceo: CEO, chief executive*, chairman, boss, head, president, managing director
            wto: WTO, world trade organi*
            oecd: OECD
            gdp: GDP, gross domestic product
            vat: VAT
            ngo: NGO, ngo*
            hiv: HIV
            dna: DNA
            aids: AIDS
            us: US, usa, u.s*, united states, america*
            cia: CIA
            fbi: FBI
            soviet-union: SOVIET UNION, ussr, soviet*
            tv: TV, television*
            stroke: STROKE*
            text: TEXT*, sms
        """,
        institutions="""
            white-house: white house
            european-union: european union, eu
            united-nations: united nations, un, u.n*
            supreme-court: supreme court
            congress: congress*
            senate: senate
            house-of-representatives: house of representatives, house
            parliament: parliament*
            red-cross: red cross
            isis: isis, isil, islamic state, is, daesh
        """,
        words="""
            christmas: christmas, xmas
            easter: easter
            state: state*, government
            church: church*
            earth: earth
            god: god
            bible: bible
            quran: quran, koran
            pope: pope
            mediterranean: mediterranean
            middle-east: middle east*
            world-cup: world cup, world championship*
            brexit: brexit
        """,
    ),
    # People
    people=People(
        given=words("""
            mohamed mohammed mustapha youssef ibrahim samir mounir ismael bilal khadija rachida
            aaron abigail adam adrian aidan alan alastair albert alexander alfred alice alison amanda amber amy
            andrew angela ann annabel anne anthony arnold arthur ashley audrey barack barbara beatrice ben benjamin
            bernard bernie beth bill billy bob bobby boris brad bradley brandon brenda brian bruce bryan caitlin
            calvin cameron carl carol caroline carrie catherine chad charles charlie charlotte chelsea cheryl chloe
            chris christina christine christopher claire clara clark claudia clive colin connor craig cynthia daisy
            dan daniel danny darren dave david dean deborah denise dennis derek diana diane dominic donald donna
            doris dorothy doug douglas duncan dylan ed eddie edgar edith edmund edward edwin elaine eleanor
            elizabeth ellen elliot emily emma eric erin ernest ethan eugene evan eve evelyn finn fiona florence
            frances francis frank franklin fred frederick gareth gary gavin gemma geoffrey george gerald geraldine
            gerard gilbert gillian glenn gloria gordon graham greg gregory guy hannah harold harriet harry harvey
            hayley heather hector helen henry herbert hilary hillary holly howard hugh hugo ian isaac isabel
            isabella isla jack jackie jacob jake james jamie jan jane janet janice jared jasmine jason jean jeff
            jeffrey jennifer jenny jensen jeremy jerome jerry jessica jill jim jimmy joan joanna joanne joe joel
            john johnny jonathan jordan joseph joshua joyce juan judith judy julia julian julie justin karen kate
            katherine kathleen kathryn katie keith kelly ken kenneth kevin kim kimberly kirsty kurt kyle larry laura
            lauren laurence lawrence leah lee leo leon leonard leslie lewis liam linda lindsay lisa liz lloyd logan
            lois lola louis louise lucas lucy luke lydia lynn mabel maggie malcolm marcus margaret maria marian
            marie marilyn marion marjorie marshall martha martin marvin mary matt matthew maureen maurice max megan
            melanie melissa michael michelle mike mildred milton mitch molly monica morgan muriel nancy naomi
            natalie natasha nathan neil nelson nicholas nick nicola nicole nigel noah noel nora norman oliver olivia
            oscar owen pamela patricia patrick paul paula pauline peggy penelope penny percy peter phil philip
            phoebe phyllis rachel ralph randy raymond rebecca reginald rhys richard rick ricky rob robert robin
            rodney roger roland ron ronald rosemary rosie ross roy rupert russell ruth ryan sally sam samantha
            samuel sandra sara sarah scott sean sebastian shane shannon sharon sheila shirley sidney simon sophia
            sophie stacy stan stanley stella stephanie stephen steve steven stewart stuart sue susan suzanne sylvia
            tara ted terence teresa terry tess theodore theresa thomas tiffany tim timothy tina toby tom tommy tony
            tracy trevor tyler ursula valerie vanessa vera vernon veronica victor vincent virginia vivian wallace
            walter wanda warren wayne wendy wesley wilfred william winston yvonne zachary zoe
        """),
        roles=words("""
            junior jr senior sr
            abbot activist actor actress admiral ambassador analyst archbishop architect astronaut athlete attorney
            author baker baron baroness barrister billionaire biologist bishop boss boxer businessman businesswoman
            campaigner candidate captain cardinal cashier chair chairman chairwoman champion chancellor chef chemist
            coach colonel comedian commandant commander commissioner composer congressman congressperson
            congresswoman constable consul cook corporal correspondent cosmonaut councillor councilman councilwoman
            count countess craftsman cyclist czar defender dentist designer detective diplomat director doctor
            driver duchess duke earl economist editor emir emperor empress engineer entrepreneur envoy farmer
            filmmaker firefighter footballer forward founder general goalkeeper governor guitarist historian host
            humorist imam inspector journalist judge justice keeper king lawyer leader lecturer lieutenant
            magistrate major manager marquis marshal mathematician mayor midfielder minister model mountaineer mp
            musician notary novelist nurse officer painter pastor pensioner pharmacist philosopher photographer
            physician physicist pianist pilot player poet policeman policewoman pope prefect premier presenter
            president prince princess private professor prosecutor psychologist pupil queen rabbi rapper referee
            reporter representative researcher retiree reverend rider runner sailor salesman saleswoman scientist
            sculptor secretary senator sergeant sheik sheikh shopkeeper singer skier sociologist solicitor spokesman
            spokesperson spokeswoman spy striker student sultan surgeon swimmer teacher trainer treasurer tsar
            umpire vet vicar vice-president violinist waiter waitress warlord winger worker writer
        """),
        endings=words("s"),
        crowned=words("king queen prince princess emperor empress tsar czar duke duchess count countess earl pope saint saints st patriarch sultan"),
        verbs=words("has is was had will would can could must may did does"),
        # Labels of Wikidata (CC0), with other spellings of the press
        known="""
            putin: Vladimir Putin
            zelensky: Volodymyr Zelensky, zelenskyy, zelenskiy
            gorbachev: Mikhail Gorbachev
            yeltsin: Boris Yeltsin
            khrushchev: Nikita Khrushchev
            brezhnev: Leonid Brezhnev
            stalin: Joseph Stalin
            lenin: Vladimir Lenin
            trotsky: Leon Trotsky
            lavrov: Sergey Lavrov
            navalny: Alexei Navalny
            lukashenko: Alexander Lukashenko
            medvedev: Dmitry Medvedev
            tikhanovskaya: Sviatlana Tsikhanouskaya, tikhanovskaya
            tchaikovsky: Pyotr Tchaikovsky
            tolstoy: Leo Tolstoy
            dostoevsky: Fyodor Dostoevsky, dostoyevsky
            chekhov: Anton Chekhov
            pushkin: Alexander Pushkin
            solzhenitsyn: Aleksandr Solzhenitsyn
            sakharov: Andrei Sakharov
            gagarin: Yuri Gagarin
            shostakovich: Dmitri Shostakovich
            rachmaninoff: Sergei Rachmaninoff
            mussorgsky: Modest Mussorgsky
            stravinsky: Igor Stravinsky
            kasparov: Garry Kasparov
            poroshenko: Petro Poroshenko
            yanukovych: Viktor Yanukovych
            tymoshenko: Yulia Tymoshenko
            yushchenko: Viktor Yushchenko
            prigozhin: Yevgeny Prigozhin
            shoigu: Sergei Shoigu
            peskov: Dmitry Peskov
            mishustin: Mikhail Mishustin
            khodorkovsky: Mikhail Khodorkovsky
            politkovskaya: Anna Politkovskaya
            nemtsov: Boris Nemtsov
            kuleba: Dmytro Kuleba
            zaluzhny: Valerii Zaluzhnyi, zaluzhny
            saakashvili: Mikheil Saakashvili
            pashinyan: Nikol Pashinyan
            aliyev: Ilham Aliyev
            kadyrov: Ramzan Kadyrov
            nazarbayev: Nursultan Nazarbayev
            tokayev: Kassym-Jomart Tokayev
            gaddafi: Muammar Gaddafi, qaddafi, gadhafi
            sisi: Abdel Fattah el-Sisi
            netanyahu: Benjamin Netanyahu
            khamenei: Ali Khamenei
            khomeini: Ruhollah Khomeini
            columbus: Christopher Columbus
            copernicus: Nicolaus Copernicus
            magellan: Ferdinand Magellan
        """,
        meanings="""
            small: small, little, short, petty
            big: big, large, tall, great
            fat: fat, big
            white: white
            black: black
            red: red
            redhead: redhead*, ginger, red
            brown: brown, dark
            grey: grey, gray
            green: green
            blond: blond, blonde, fair
            young: young, youth
            old: old
            new: new
            good: good
            beautiful: beautiful, handsome, pretty, lovely
            strong: strong
            long: long
            happy: happy
            wise: wise, sage
            wild: wild, savage
            rich: rich, wealthy
            merchant: merchant*, trader*, dealer*, seller*
            baker: baker*
            butcher: butcher*
            shepherd: shepherd*
            knight: knight*, rider
            carpenter: carpenter*
            mason: mason*, bricklayer*
            miller: miller*
            smith: blacksmith*, smith
            hunter: hunter*
            fisherman: fisherman, fishermen, sinner*
            sailor: sailor*, marine, seaman
            monk: monk*
            priest: priest*
            bishop: bishop*
            king: king
            duke: duke
            count: count, earl
            prince: prince
            fox: fox
            wolf: wolf, wolves
            fish: fish
            lamb: lamb
            rabbit: rabbit*
            bird: bird*
            nightingale: nightingale*
            bridge: bridge*
            wood: wood, woods
            fountain: fountain*, spring
            forest: forest*
            flower: flower*
            olive-tree: olive tree*
            oak: oak*
            river: river*
            mountain: mountain*
            valley: valley*
            sea: sea
            lake: lake
            field: field, fields
            mill: mill, mills
            house: house, home
            castle: castle*
            door: door*, gate*
            street: street*
            garden: garden*
            meadow: meadow*
            tower: tower*, tour
            wall: wall*
            stone: stone*, pebble*
            soldier: soldier*
            war: war
            peace: peace
            winter: winter
            summer: summer
            sunday: sunday
            january: january
            christmas: christmas
            bread: bread, pain
            wine: wine
            salt: salt
            butter: butter
            pepper: pepper
            snow: snow
            sun: sun
            moon: moon
            sky: sky, heaven
            angel: angel*
            devil: devil*
            cross: cross
            church: church*
            chapel: chapel*
            teacher: master, teacher
            mayor: mayor*
            cook: cook*, rooster
            gardener: gardener*
            tailor: tailor*
            clerk: clerk*, cleric
        """,
    ),
    # Other
    script="Latin",
    expansion=0.85,
    stays=True,
    plural_forms={"": "nplurals=2; plural=(n != 1);"},
    plural_categories=("one", "other"),
    territory="US",
    stemmer="porter",
)
