"""French: the resources of the language. Data only; `base` defines the fields."""

from babelpress.lang.base import (
    Capitals,
    Clauses,
    Compounds,
    CopiedFigures,
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
    PlaceWords,
    Quotations,
    Signs,
    Stops,
    TimeWords,
    UnitWords,
    Variant,
    words,
)

# fmt: off
LANGUAGE = Language(
    sample="Le conseil municipal a voté hier soir le budget de la ville pour l'année prochaine.",
    # Names and labels. CLDR adds further names
    code="fr",
    iso639_3="fra",
    iso639_2b="fre",
    menu_labels=("langues", "langue", "autres langues", "lire en", "lire aussi en", "disponible en", "traductions"),
    labels=Labels(
        summary="En bref",
        languages="Langues",
        translated="Article traduit automatiquement par une IA, sans relecture humaine.",
        source="Texte original",
        articles="Articles",
        skip="Aller au contenu",
        reviewed="Article traduit automatiquement par une IA, relu par {name}.",
        tags="Thèmes",
        missing="Page introuvable",
        newer="Articles plus récents",
        older="Articles plus anciens",
    ),
    # Typography. Separators, percent and currency come from CLDR, the rest follows the press of the country
    variants=(
        Variant(
            tag="fr-FR",
            quotes=("«\u00a0", "\u00a0»"),
            inner=("“", "”"),
            time="{h}h{mm}",
            hour="{h}h",
            duration="{h}h{mm}",
            colon_space="\u00a0",
            singular_below_two=True,
        ),
    ),
    copied=CopiedFigures(
        # The hours, h between optional spaces, and optional minutes: 14h30, 14 h. No part of a longer number or word.
        clock=r"(?<![\w.,])(\d{1,2})[ \u00a0\u202f]?h(?:[ \u00a0\u202f]?(\d{2}))?(?!\w)",
        ordinal=r"(?<![\w.,-])(\d{1,3})(ère|ere|er|re|ième|ème|eme|nde|nd|e)(?!\w)",
        feminine=words("ère ere re nde"),
    ),
    # Sentences and clauses
    stops=Stops(
        open=words("""
            M mm mr mrs mme mmes mlle mlles dr drs mgr ste stes cf cfr vs env p.ex c.-à-d càd i.e e.g n.b p.-s
            bd boul
        """),
        numbered=words("""
            p pp art al chap ch fig figs vol vols t no nos n° nᵒ ex op op.cit ibid id tél tel min max moy approx
            trim sem par sect ann append tit liv réf hab dép arr § ét lun mar mer jeu ven sam dim janv févr fév
            avr juil sept oct nov déc
        """),
        either=words("""
            mio mrd md mds etc av.j.-c ap.j.-c j.-c s ss apr h c me pr st av pl fg prof gén col cap cdt lt dir trad éd éds coll
            gouv univ assoc s.a s.a.s s.a.r.l inc ltd corp co cie bros jr sr al ph.d
        """),
        starters=words("""
            le la les l' un une des du au aux ce cet cette ces c' son sa ses leur leurs mon ma mes notre nos
            votre vos il elle ils elles on nous vous je j' tu qui que qu' quoi quel quelle quels quelles mais et
            ou or donc car ni puis ensuite enfin ainsi alors pourtant cependant toutefois néanmoins dans en à de
            d' sur sous pour par avec sans selon chez vers entre contre depuis pendant après avant dès si s'
            quand lorsque lorsqu' comme parce puisque afin malgré outre hier aujourd'hui demain tout tous toute
            toutes plus moins rien personne aucun aucune nul chaque plusieurs certains certaines beaucoup peu
            autre autres même voici voilà là ici où pourquoi comment
        """),
        particles=words("le la les l' du des de d' on ou son sa tu"),
    ),
    editorial=Editorial(
        openings=frozenset({
            "crédit photo", "crédits photo", "publié le", "mis à jour le", "modifié le", "temps de lecture",
            "lire aussi", "à lire aussi", "lire également", "voir aussi", "voir également", "inscrivez-vous",
            "abonnez-vous", "partager sur", "partagez cet article", "réagir à cet article", "commenter cet article",
            "tous droits", "propos recueillis", "ce direct est terminé", "fin de ce direct", "bonjour", "bonsoir",
            "bienvenue à tous", "bienvenue à toutes", "bienvenue dans", "bienvenue sur", "salut à tous", "merci à tous",
            "merci de nous", "merci de votre", "merci d'avoir", "restez avec nous", "bonne soirée", "bonne journée",
            "bon week-end", "à demain", "c'est la fin de ce", "c'est la fin du direct", "c'est tout pour",
            "nous fermons ce direct", "rendez-vous demain", "rendez-vous à", "rendez-vous dès", "avec afp",
            "avec reuters", "cet article est réservé", "article réservé", "cet article a été", "ce contenu est",
            "il vous reste", "cliquez", "retrouvez", "suivez", "découvrez", "téléchargez", "recevez",
        }),
        labels=words("""
            photo photos crédit crédits légende image images vidéo vidéos illustration source lecture classement
            classements résultats buts score arbitre avertissements remplaçants
        """),
        bylines=frozenset({"par", "avec", "texte", "textes", "reportage", "entretien", "récit", "de notre envoyé"}),
        first_person=words("je j' me m' moi mon ma mes"),
        addressing=words("vous votre vos tu te t' toi ton ta tes"),
    ),
    clauses=Clauses(
        conjunctions="et ou mais donc car que qui dont où lorsque puisque parce afin tandis alors",
        after=("ce qui", "ce que", "tandis que", "tandis qu'", "alors que", "alors qu'", "et"),
        openings=words("""
            si s quand lorsque lorsqu comme puisque puisqu parce bien après avant depuis pendant selon malgré
            avec sans dans en à au aux pour par dès alors tandis afin outre sur sous chez entre face grâce non
            ni qui que ce
        """),
        only=("non seulement", "pas seulement", "pas uniquement"),
        referring=words("""
            il elle ils elles lui leur leurs cela ça ceci ce c cet cette ces celui celle ceux celles son sa ses
            mais et ou or donc car aussi ainsi toutefois cependant pourtant néanmoins enfin ensuite puis alors
            surtout
        """),
    ),
    # Dates and numbers. Months come from CLDR; the rest follows spelling rules and the style guides of the press
    dates=Dates(
        short="janv|jan fév|févr|fevr mars avr mai juin juil août|aout sept oct nov déc",
        nights=words("nuit veille"),
    ),
    numbers=NumberWords(
        ones="zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
        tens="vingt|vingts trente quarante cinquante soixante septante huitante|octante nonante",
        hundred="cent|cents",
        thousand="mille",
        dozen="douzaine|douzaines",
        joint="et",
        joint_after=range(20, 100),
        joint_before=(1, 11),
        scores=(60, 80),
        unless=r"(?<!\bune )quarantaine\b|quarantaine\b(?! (?:de |d['’])[^\W\d])",
        first="""
            premier|première|premiers|premières deuxième|second|seconde troisième quatrième cinquième sixième
            septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième
        """,
        others={
            "dizaine": "10", "quinzaine": "15", "vingtaine": "20", "trentaine": "30", "quarantaine": "40",
            "cinquantaine": "50", "soixantaine": "60", "centaine": "100", "millier": "1000",
            "moitié": "0.5 50", "demi": "0.5 30 50", "demie": "0.5 30 50", "demies": "0.5", "tiers": "3 33",
            "quart": "0.25 15 25", "quarts": "4 75", "double": "2", "doubler": "2", "doublé": "2",
            "triple": "3", "triplé": "3", "midi": "12", "minuit": "0 12", "couple": "2", "quadruple": "4",
            "trio": "3", "duo": "2", "siècle": "100", "décennie": "10",
            "trentenaire": "30", "trentenaires": "30", "quadragénaire": "40", "quadragénaires": "40",
            "quinquagénaire": "50", "quinquagénaires": "50", "cinquantenaire": "50", "sexagénaire": "60",
            "sexagénaires": "60", "septuagénaire": "70", "septuagénaires": "70", "octogénaire": "80",
            "octogénaires": "80", "nonagénaire": "90", "nonagénaires": "90", "centenaire": "100",
            "centenaires": "100", "bicentenaire": "200", "tricentenaire": "300",
        },
        scales={
            "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12,
            "billiard": 15, "trillion": 18, "trillions": 18,
        },
        short={
            "M": 6, "Mio": 6, "Md": 9, "Mds": 9, "Mrd": 9, "Mrds": 9, "k": 3, "K": 3, "mille": 3, "milles": 3, "milliers": 3,
        },
        written=((6, "million", "millions"), (9, "milliard", "milliards")),
        linked="de",
        ordinals={
            "unième": 1, "deuxième": 2, "troisième": 3, "quatrième": 4, "cinquième": 5, "sixième": 6, "septième": 7,
            "huitième": 8, "neuvième": 9, "dixième": 10, "onzième": 11, "douzième": 12, "treizième": 13,
            "quatorzième": 14, "quinzième": 15, "seizième": 16, "vingtième": 20, "trentième": 30, "quarantième": 40,
            "cinquantième": 50, "soixantième": 60, "septantième": 70, "nonantième": 90, "centième": 100,
            "millième": 1000,
        },
        denominators={
            "tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5, "sixième": 6, "sixièmes": 6,
            "huitième": 8, "huitièmes": 8, "dixième": 10, "dixièmes": 10,
        },
        wholes={"moitié": "0.5"},
        to="à|et|ou|et les|et à",
        out_of="sur",
        idioms=(
            r"(?:quarts?|huitièmes?|seizièmes?|(?<!\d)\d{1,2}es?|demi) de finale|demi-finales?|sur (?:son"
            r"|leur) (?:31|trente et un)|(?:24|vingt-quatre) ?(?:heures|h)(?: sur |/)(?:24"
            r"|vingt-quatre)|(?:7|sept) ?jours(?: sur |/)(?:7|sept)|7 ?j(?:ours)? ?(?:/|sur) ?7|th(?:\.|ermostat) ?\d+|(?:les "
            r"|des )?quatre cents coups|tirée?s? à quatre épingles|mille mercis?|en quatre\b"
            r"|à quatre pattes|(?:un|de) deux choses l['’]une|d['’]une pierre,? deux coups"
            r"|mille-feuilles?|quatre-quarts|quatre-quatre|trente-six (?:chandelles|solutions|façons)"
            r"|en moins de deux|un de ces quatre|de deux choses|à la une"
        ),
        magnitudes={
            "dizaines": 10, "douzaines": 10, "centaines": 100, "milliers": 1000, "million": 10**6, "millions": 10**6,
            "milliard": 10**9, "milliards": 10**9,
        },
    ),
    units=UnitWords(
        percent="pour cent|pour-cent|pourcent|pourcents|p. 100",
        currencies={
            "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "dollar canadien": "CAD",
            "dollars canadiens": "CAD", "dollar australien": "AUD", "dollars australiens": "AUD", "livres sterling": "GBP",
            "livre sterling": "GBP", "livre": "lb", "livres": "lb", "yen": "JPY", "yens": "JPY", "yuan": "CNY",
            "yuans": "CNY", "roubles": "RUB", "roupies": "INR", "francs suisses": "CHF", "francs": "CHF",
            "reais": "BRL", "réaux": "BRL", "couronnes": "kr", "pesos": "MXN", "francs CFA": "XOF",
        },
        of=r"de |d['’]|des ",
        half="et demi|et demie",
        units={
            "kilomètre": "km", "kilomètres": "km", "mètre": "m", "mètres": "m", "centimètres": "cm",
            "centimètre": "cm", "millimètres": "mm", "miles": "mi", "mile": "mi",
            "pieds": "ft", "pied": "ft", "pouces": "in", "pouce": "in", "yards": "yd", "verges": "yd",
            "kilogrammes": "kg", "grammes": "g", "onces": "oz", "tonnes": "t", "degré": "°", "degrés": "°",
            "degrés Celsius": "°C", "degrés Fahrenheit": "°F", "litres": "l", "gallons": "gal",
            "barils": "bbl", "hectares": "ha", "acres": "ac", "kilomètres-heure": "km/h",
            "kilomètres/heure": "km/h", "kilomètres par heure": "km/h", "km par heure": "km/h",
            "ares": "are", "are": "are", "quintal": "q", "quintaux": "q", "mètres carrés": "m²", "kilomètres carrés": "km²", "pieds carrés": "sq ft", "an": "yr", "années": "yr", "année": "yr",
            "mn": "min", "sec": "s", "tonne": "t", "gramme": "g", "litre": "l", "kilogramme": "kg", "décibels": "dB",
            "Ko": "kB", "Mo": "MB", "Go": "GB", "To": "TB", "fois": "×", "point": "pp", "points": "pp",
            "point de pourcentage": "pp", "points de pourcentage": "pp", "points de base": "bp", "centimes": "cent", "centièmes": "cs", "centième": "cs", "centime": "cent", "cts": "cent", "chevaux": "hp",
            "cuillères à café": "tsp", "cuillerées à soupe": "tbsp", "c. à s.": "tbsp", "c. à c.": "tsp",
            "cuil. à soupe": "tbsp", "cuil. à café": "tsp", "nuits": "d", "nuit": "d", "j": "d",
        },
        decade="années",
        doubtful=words("livre livres pied pieds pouce pouces once onces point points bars bar verges seconde minute stone"),
        per=(
            r"(?:par |/ ?|chaque )|(?:de |à )?l['’](?=heure)|le (?=kilo|litre|mètre|gramme)|"
            r"la (?=tonne|livre|douzaine|nuit)"
        ),
        adverbs={
            "quotidien": "d", "quotidiens": "d", "quotidiennes": "d", "hebdomadaires": "wk", "hebdomadaire": "wk",
            "mensuel": "mo", "mensuels": "mo", "mensuelles": "mo", "annuel": "yr", "annuels": "yr", "annuelles": "yr",
        },
        minus=r"\bmoins\b|au-dessous|en dessous|sous zéro|négati",
        over=r"(?:(?<!pas )(?<!non )plus (?:de|d['’])|au moins|au-delà de|pas moins (?:de|d['’])|au minimum)",
        under=r"(?:(?<!pas )(?<!au )moins (?:de|d['’])|au plus|au maximum|pas plus (?:de|d['’]))",
        lost=r"\bperdu|\bmenée?s?\b|\bperd|inclin|(?:été|est|sont|étai(?:t|ent)|fu(?:t|rent)) battue?s?\b|battue?s? par\b|\bbattre|défait|\béchou|\bchut|\bsubi|éliminé",
    ),
    times=TimeWords(
        at=(
            r"(?:\b(?:à|vers|dès|jusqu['’]à|jusque|à partir de|sur le coup de|aux alentours de|autour de"
            r"|départs?|arrivées?|rendez-vous|ouvertures?|fermetures?|séances?|horaires?|début|coup d['’]envoi)\s*:?\s+"
            r"|\b(?:trains?|cars?|bus|vols?|avions?|ferry|navettes?|trams?|métros?|séances?|journal|jt|messe|office|édition"
            r"|flash|marée|créneau) (?:de|d['’])\s?"
            r"|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|soir|midi)(?: soir| matin)?,? ?[(:]? ?"
            r"|\b(?:de|entre|d['’]) ?\d\d?[ \u00a0\u202f]?h(?:[ \u00a0\u202f]?\d\d)? (?:à|et) )\Z"
        ),
        near=r"\b(?:avant|après|depuis|entre|pour)\s+\Z",
        on=(
            r" (?:du matin|du soir|de l['’]après-midi|précises?|pile|tapantes?|heure locale|GMT|UTC)\b"
            r"| (?:à|et|-|–) ?\d\d?[ \u00a0\u202f]?h(?:[ \u00a0\u202f]?\d\d)?(?!\w)(?! de\b)"
        ),
        # A preposition, verb or adverb of duration and white space, or a multiplication sign (4 x 1h30).
        lasts=(
            r"(?:\b(?:en|pendant|durant|dure|durent|duré|durait|durer|toutes les|plus de|moins de|près de"
            r"|durée|temps|record|chrono|trajet|film|retard|avance|mis|attendu|attendre|marché|joué|parlé|réunion)(?: totale?| moyenne?| est| était)?(?: de| d['’])?\s*"
            r"[:(]?\s*|[x×]\s?)\Z"
        ),
        long=r" (?:de (?!l['’]après|la nuit)|d['’](?!affilée)|après|plus tard|d['’]affilée|par |chrono)",
        early=r" (?:heures? )?du matin",
        late=r" (?:heures? )?(?:du soir|de l['’]après-midi)",
    ),
    # Words before an identifier
    identifiers=IdentifierWords(
        marks={
            "phone": """
                tél|tél.|téléphone|tel|tel.|fax|télécopie|portable|mobile|numéro vert|numéro gratuit|
                numéro d'urgence|numéro de téléphone|numéro d'appel
            """,
            "postcode": "CP|code postal|Cedex|CEDEX|cedex|BP|B.P.|boîte postale|CS|case postale|TSA",
            "company number": """
                SIRET|SIREN|TVA intracommunautaire|numéro de TVA|RCS|R.C.S.|numéro d'entreprise|BCE|NAF|APE
            """,
            "account": "RIB|numéro de compte|numéro de carte|compte bancaire|compte courant|CCP",
            "docket": "pourvoi|pourvois|RG|affaire n°|requête n°",
            "law": "loi n°|décret n°|arrêté n°|ordonnance n°",
            "reference": """
                n°|nᵒ|nº|no|n°s|nᵒˢ|réf|réf.|ref|ref.|référence|références|matricule|numéro de série|
                numéro de dossier|numéro de commande|numéro de sécurité sociale|numéro de contrat|passeport
            """,
            "plate": "immatriculée|immatriculé|plaque|plaque d'immatriculation",
        },
        nouns={
            "phone": """
                appelez le|appeler le|appelant le|composez le|composer le|composant le|contactez le|
                contacter le|joindre le|joignez le|téléphoner au|téléphonez au|joignable au|joignables au|
                appel au|envoyez au|whatsapp|sms au
            """,
            "company number": "TVA",
            "account": "le compte|au compte|un compte|son compte|ce compte|votre compte",
            "law": """
                article|articles|art.|arts.|alinéa|alinéas|al.|loi|lois|décret|décrets|arrêté|ordonnance|
                directive|règlement|circulaire|paragraphe|§|§§
            """,
            "reference": """
                numéro|numéros|nos|code|codes|code secret|code PIN|code confidentiel|code promo|code d'accès|
                agrément|licence|ligne|lignes|dossier|dossiers|la commande|votre commande|de commande|facture|
                contrat|police|chambre|brevet|permis|vol|id|identifiant|référencée|référencé
            """,
        },
        links="""
            est|est le|est la|sont|sont les|était|était le|reste|reste le|n°|nᵒ|nº|no|no.|numéro|postal|
            budgétaire|du code postal|de série|de dossier|de parquet|de commande|de téléphone|de TVA|de facture|
            de contrat|de client|d'agrément|d'ordre|de lot|d'immatriculation|d'identification|d'enregistrement|
            de permis|de licence|de compte
        """,
        joins=",|;|et|ou|à|au|et au|ou au|et n°|et le|ou le|/",
        plural=(
            r"(?!(?:"
            r"dans|après|sous|vers|dès|sans|hors|très|depuis|alors|puis|mais|pas|plus|moins|des|les|ses|"
            r"ces|aux|nous|vous|ils|elles|toujours|précis|compris|concernant|jamais|bis"
            r")\b)[a-zà-öø-ÿœ-]{2,}[sx]"
        ),
        streets="""
            rue|avenue|av.|boulevard|bd|place|quai|allée|allées|chemin|route|impasse|cours|square|passage|BP|
            B.P.|CS|faubourg|esplanade|rond-point|adresse|zone
        """,
    ),
    signs=Signs(
        euro=("euro", "euros"),
        scales={
            "k": ("millier", "milliers"), "M": ("million", "millions"), "Md": ("milliard", "milliards"),
            "Mds": ("milliard", "milliards"), "Mrd": ("milliard", "milliards"), "Mrds": ("milliard", "milliards"),
        },
        link="d'",
        ampersand="et",
    ),
    # Function words: of the 220 most frequent words of news, debates and conversation, those that belong to no topic
    function_words=words("""
        de la les le l et à des d un que en est une pour vous du dans a il nous qui pas ce au plus sur ne je par
        qu n sont avec ont ou c être se s mais votre cette été tu avez si aux ils comme leur y ces bien son tout
        peut j elle fait même autres faire cela après on aussi deux notre vos également m déjà sa ses était tous
        entre leurs avons très avoir encore où autre sans contre nos ainsi me soit non moi avant beaucoup
        peuvent moins mon cas fois alors peu t lui dit ici jusqu avait doit dont elles maintenant donc toujours
        toutes sera suis depuis selon jamais quand quelques aucun chaque chose sous vers dire lors là ans ceux
        faut cet quelque certains seulement comment toute pendant tant cependant plusieurs chez trop lorsque
        aucune ça pourquoi
    """),
    emphatic=words("très tout toute petit petite vite doucement loin longtemps beaucoup"),
    linking=words("""
        le la les l un une des de du d au aux à en dans sur sous pour par avec sans et ou chez entre
        vers
    """),
    # Capitals
    capitals=Capitals(
        small=words("""
            le la les l un une des de du d au aux à en dans sur sous pour par avec sans et ou mais que qu qui
            quoi dont où ce cette ces son sa ses leur leurs mon ma mes notre nos votre vos je tu il elle on nous
            vous ils elles se s ne n est sont a ont été être pas plus si comme entre vers chez après avant
            contre quel quelle quels quelles
        """),
        stressed=words("""
            jamais pas plus non oui rien tout tous toute toutes aucun aucune seul seule seuls seules très trop
            encore toujours chaque sans mais ici gratuit gratuite gratuits gratuites nouveau nouvelle urgent
            obligatoire
        """),
        acronyms=words("""
            ADN AFP AMF ANSSI API ARN BBC BCE BFM CAC CDD CDI CEDH CEO CFDT CGT CIA CNIL CNRS CRS DGSE DGSI DVD
            EDF EEE ENA ETI EURL FBI FIFA FMI FN FO GAFA GAFAM GIEC GIGN GPS GPT HEC HLM IA IBM INA INSEE IRM
            ISF IVG JO LFI LGBT LR LVMH MSF NASA NBA NFL OCDE OL OM OMC OMS ONG ONU OPA OPEP OTAN PC PCF PDF PDG
            PIB PME PMA PS PSG PV RATP RER RGPD RN RSA RTL SA SAMU SARL SAS SDF SMIC SMS SNCF SUV TER TF TGV TVA
            UE UEFA UMP UNESCO UNICEF URL URSS USA USB VIH VTC VTT WHO
        """),
    ),
    compounds=Compounds(
        firsts=words("""
            vice non demi semi quasi arrière après avant outre grand grands petit petits haut hauts bas nord
            sud est ouest centre micro macro socio politico médico franco germano anglo israélo russo sino
            austro gréco italo hispano américano afro néo post anti ultra hyper plate quelques celui celle ceux
            celles trente quarante cinquante soixante dix vingt quatre
            peut vis gratte presse cessez rendez savoir laissez tiers libre chef premier secrétaire mort tête pot
            pots pied coup trompe wagon mot mots timbre jeune jeunes procès accord accords année années état états
            basket week self fast hat jet sociaux social sacro cyber là
        """),
        lasts=words("""
            il ils elle elles on je tu nous vous moi toi lui eux t même mêmes ci dessus dessous delà être midi
            clé clés cadre cadres président présidente présidents ministre
        """),
        inverted=r"(?:\w+(?:ez|ons)|dites|faites|prends|dis|fais|mets)-(?:le|la|les|leur|en|y)|(?:est|serait|sont|était|fût|n'est|qu'est)-ce|\w+s-ci|\w{4,}-là",
        whole=words("""
            peut-être sur-le-champ sous-estimer sous-jacent sous-jacente sous-jacents porte-parole porte-monnaie sous-sol sous-marin sous-marins
            plus-value au-dessus au-dessous au-delà par-dessus mi-parcours mi-temps sans-abri sans-papiers
            passe-temps contre-la-montre entre-temps extrême-droite compte-rendu main-d arc-en-ciel va-et-vient
            garde-à-vous garde-fou tout-puissant hors-jeu lave-linge chou-fleur rond-point beau-père belle-fille belle-mère
            mi-chemin jusque-là c'est-à-dire est-à-dire e-mail e-mails
        """),
    ),
    # Capitalised words that are not names: titles before a name, and names of institutions
    titles=words("""
        m mm mme mmes mlle me dr pr st ste madame monsieur mademoiselle messieurs mesdames mere pere frere soeur
        prof saint sainte
    """),
    capitalised=words("""
        president premier ministre ministere gouvernement parlement assemblee nationale national senat chambre
        congres republique royaume parti conseil commission cour comite agence office bureau departement
        direction institut universite ecole academie eglise etat region ville mairie prefecture police armee
        marine air force garde banque bourse caisse federation confederation syndicat union association
        organisation fondation societe groupe compagnie entreprise centre musee theatre opera hopital clinique
        gare aeroport port pont place rue avenue boulevard route autoroute mont montagne lac mer ocean golfe ile
        cote nord sud est ouest centre-ville guerre mondiale mondial coupe ligue championnat tour prix jeux
        tournoi open festival fete journee internet web noel paques toussaint dieu bible pape roi reine prince
        princesse duc duchesse comte maire depute senateur democrate republicain conservateur travailliste
        socialiste liberal vert afro arabe noir blanc juif constitution loi charte traite accord code droit
        justice service secret renseignement securite interieur exterieur affaire etrangere defense finance
        economie sante education culture travail environnement energie transport agriculture commerce industrie
        recherche tribunal procureur juge haute grand grande petit petite nouveau nouvelle saint premiere
        deuxieme seconde international royal royale imperial federal federale central centrale general generale
        supreme public publique politique social sociale mondiaux uni unie unis occident orient terre lune
        soleil mars venus jupiter saturne moyen bas haut ancien nazi communiste fonds monetaire nation
        conference sommet operation front mouvement ligne bourgogne manche pole equateur antiquite renaissance
        revolution resistance gestion reseau tresor tete nouvel croix rouge bleu nain monde classement echec
        occidental occidentale septentrional meridional foule tourne moyen-age maison blanche dame homme femme
        enfant ours loup lion hexagone outre paix concorde liberte egalite fraternite victoire esperance science lettre
        art beaux-arts metier sport jeunesse famille solidarite logement territoire budget compte ecologie transition
        numerique enseignement superieur relation droit enfance travailleur handicap olympique paralympique insoumis
        rassemblement ensemble pentecote ascension assomption careme avent reveillon an armistice liberation
        nativite epiphanie chandeleur ramadan metropole cite palais
    """),
    before_colon=words("""
        astuce attention auteur avantage avertissement bilan but cause choeur conclusion conseil consequence contexte
        danger date definition demande details enfant enfants ensemble erreur etape etapes exemple faux femme femmes fille
        foule garcon groupe heure homme hommes hors important inconvenient info information interprete invite invitee jeune
        legende lieu ligne mari mere moderateur moderatrice musique narrateur narratrice nom note objectif objet off options
        origine pere personnage plan point precision prix probleme public question questions radio rappel realisateur
        realisatrice remarque reponse reponses resultat resultats resume secret solution source sources speaker sujet suite
        television theme titre total tous toutes traducteur traduction vendeur vendeuse verdict vieux voix vrai
    """),
    text_keys=words("accroche chapo intitule legende libelle resume soustitre texte titre"),
    elided=r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\w)",
    # Frequent words and their meanings, for comparing two quotations
    landmarks="""
        i: je j' me m' moi mon ma mes
        we: nous notre nos
        you: vous votre vos tu te t' ton ta tes
        not: pas jamais aucun aucune rien non ni sans
        and: et
        or: ou
        but: mais
        if: si
        because: parce car puisque
        when: quand lorsque lorsqu'
        in: dans
        for: pour
        with: avec
        after: après
        before: avant
        against: contre
        between: entre
        very: très
        more: plus
        all: tout tous toute toutes
        many: beaucoup
        where: où
        how: comment comme
        who: qui
        even: même mêmes
        also: aussi également
        still: encore toujours
        here: ici
        now: maintenant aujourd'hui actuellement
        a: un une
        two: deux
        three: trois
        four: quatre
        five: cinq
        six: six
        ten: dix
        first: premier première
        year: an ans année années
        day: jour jours
        month: mois
        week: semaine semaines
        time: temps fois
        monday: lundi
        tuesday: mardi
        wednesday: mercredi
        thursday: jeudi
        friday: vendredi
        saturday: samedi
        sunday: dimanche
        people: gens personnes personne
        man: homme hommes
        woman: femme femmes
        child: enfant enfants
        country: pays
        world: monde
        city: ville
        life: vie
        war: guerre
        law: loi
        water: eau
        money: argent
        government: gouvernement
        president: président présidente
        minister: ministre
        company: entreprise entreprises société
        party: parti
        work: travail
        problem: problème problèmes
        must: faut doit doivent devons
        can: peut peuvent pouvons puis
        want: veut veulent voulons veux
        great: grand grande grands grandes
        new: nouveau nouvelle nouveaux nouvelles
        good: bon bonne bien
    """,
    # Negation
    negation=Negation(
        plain=words("pas jamais aucun aucune rien nul nulle guère ni"),
        clear="""
            ne n non sans personne peu moins sauf hormis excepte seul seule seulement impossib* incapa* insuff*
            inutil* inexist* inacc* inadm* refus* reje* manqu* absen* absten* echou* echec* evit* empech*
            interdi* cess* arret* ignor* dout* perd* faut faute priv* renonc* abandon* oppos* plutot avant rare*
            difficil* faux fausse* loin encore tarde* nie nier mal contrairement depourvu* denue* exclu*
            mensong* dement* mauvais* redout* crain* craign* anti a-t-il desert*
        """,
        faint="in* im* il* ir* de* dis* mal* me* contre jusqu* trop pire hors que aussi*",
        # `ne` or `n'`, one to four words, and the word that completes the negation: « n'a vraiment pas »; or the same
        # with the word before (« personne n'a », « aucun témoin ne »); `ni` twice.
        halves=r"\b(?:(?:personne|rien|nul|(?:aucune?|nulle|pas une?)(?:\s[\w'’-]+){1,3}?)\s(?:ne\b|n['’])|"
        r"ni(?:\s+[\w'’-]+){1,6}?,?\s+ni\b|"
        r"(?:ne\s+|n['’]\s?)(?:(?!que\b|qu['’])\w+(?:['’-]\s?|\s+)){1,6}?"
        r"(?:pas|point|jamais|rien|aucune?|personne|plus|guère|nulle?)\b)",
        idle=(
            r"pas (?:seulement|que|uniquement|moins|mal\b)", "n['’]est-ce pas", "pourquoi pas", "rien que",
            r"n['’]oubli\w+ (?:pas|jamais)", r"(?:chose|[çc]a) ne (?:va|tournait?) pas", r"ne dout\w+ (?:\w+ )?pas",
            r"ne manqu\w+ pas", "faut pas oublier", "ne risque rien",
        ),
        # nouns and the superlative: « trois pas », « le plus grand », « une seule personne », « en personne »
        otherwise=(
            r"\b(?:une?|les?|la|des|du|aux?|en|à|ces?|cet|cette|[mts](?:on|a|es)|[nv](?:otre|os)|leurs?|chaque|quelques|"
            r"plusieurs|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent|mille|\d+) (?:(?:seule?|même|autre|"
            r"premi(?:er|ère)s?|derni(?:er|ère)s?|grands?|petits?|bons?|faux|nouveaux?) )?(?:pas|points?|plus)\b",
            r"\b(?:une?|la|cette|chaque|l['’]autre) (?:(?:seule|même|autre|première|dernière|tierce|jeune) )?"
            r"(?:personne|rien)\b",
            r"\b(?:en|par) personne\b",
        ),
    ),
    # Words of opposite meaning
    opposites="""
        rise-fall: hausse hausses augmente augmentent augmenté augmenter augmentation progresse progressent
            progressé grimpe grimpent grimpé monte montent bondit croissance croît / baisse baisses baissé baissent
            baisser
            diminue diminuent diminué diminuer diminution recule reculent reculé recul chute chutent chuté ~cède ~cèdent
            ~cédé ~perte ~pertes ~repli ~moins ~abandonne
        yesterday-tomorrow: hier / demain
        north-south: nord / sud
        win-lose: gagne gagnent gagné gagner remporte remportent remporté victoire / perd perdent perdu
            perdre défaite
        buy-sell: achète achètent acheté acheter achat / vend vendent vendu vendre vente
        born-died: né née nés naissance / mort morte morts décédé décédée décès
        open-close: ouvre ouvrent ouvert ouverte ouvrir / ferme ferment fermé fermée fermer
        accept-refuse: accepte acceptent accepté accepter / refuse refusent refusé refuser
        double-halve: double doublé doublent doubler / ~moitié ~divisé ~divisée
        before-after: avant / après
        convict-acquit: condamné condamnée condamnés / acquitté acquittée acquittés relaxé relaxée relaxés
    """,
    # Words around quotations
    quotations=Quotations(
        saying=words("""
            dit dis disent disait a-t-il a-t-elle ont-ils déclaré déclare déclarait ajouté ajoute affirmé
            affirme expliqué explique indiqué indique précisé précise estimé estime confié confie annoncé
            annonce raconté raconte écrit écrivait souligné souligne répondu répond demandé demande rappelé
            rappelle assuré assure lancé lance conclu conclut poursuit poursuivi reconnu reconnaît regretté
            regrette selon commenté commente noté note insisté insiste promis prévenu dénoncé dénonce
        """),
        leaning=words("""
            le la les l un une des de du d au aux à en dans sur pour par avec sans et ou mais que qu qui dont où
            ce cette ces son sa ses leur leurs mon ma mes notre votre je tu il elle on nous vous ils elles se s
            ne n est sont a ont été être très si comme
        """),
        that=words("que qu qu'"),
    ),
    # Inflection, for glossaries
    endings=Endings(
        suffixes=("s", "x", "e", "es"),
        feminine=words("e es"),
        feminine_after=("é", "i", "u"),
        plurals=(("aux", "al"),),
        added=words("s x e es"),
        exchanged=("al aux", "if ive ifs ives", "eux euse euses", "er ere ers eres"),
        articles=words("le la les un une des du au aux"),
    ),
    # Places, institutions and capitalised words of the news
    places=Places(
        countries="""
            france: France, francais*
            germany: Allemagne, allemand*
            united-kingdom: Royaume-Uni, britannique*, grande-bretagne
            ireland: Irlande, irlandais*
            netherlands: Pays-Bas, neerlandais*, hollande
            belgium: Belgique, belge*
            switzerland: Suisse*
            austria: Autriche, autrichien*
            spain: Espagne, espagnol*
            portugal: Portugal, portugais*
            italy: Italie, italien*
            greece: Grèce, grec*
            turkey: Turquie, turc*, turque*
            poland: Pologne, polonais*
            russia: Russie, russe*
            ukraine: Ukraine, ukrainien*
            sweden: Suède, suedois*
            norway: Norvège, norvegien*
            denmark: Danemark, danois*
            finland: Finlande, finlandais*
            iceland: Islande, islandais*
            hungary: Hongrie, hongrois*
            romania: Roumanie, roumain*
            bulgaria: Bulgarie, bulgare*
            serbia: Serbie, serbe*
            croatia: Croatie, croate*
            czechia: Tchéquie, tcheque*
            united-states: États-Unis, americain*, usa, amerique*
            canada: Canada, canadien*
            mexico: Mexique, mexicain*
            brazil: Brésil, bresilien*
            argentina: Argentine, argentin*
            chile: Chili, chilien*
            colombia: Colombie, colombien*
            peru: Pérou, peruvien*
            venezuela: Venezuela, venezuel*
            japan: Japon, japonais*
            china: Chine, chinois*
            korea: Corée*
            india: Inde, indien*
            pakistan: Pakistan, pakistan*
            afghanistan: Afghanistan, afghan*
            indonesia: Indonésie, indonesien*
            australia: Australie, australien*
            new-zealand: Nouvelle-Zélande, neo-zelandais*
            philippines: Philippines, philippin*
            burma: Birmanie, birman*, myanmar
            iran: Iran, iran*
            iraq: Irak, irak*
            syria: Syrie, syrien*
            israel: Israël, israel*
            lebanon: Liban, libanais*
            jordan: Jordanie, jordanien*
            egypt: Égypte, egyptien*
            libya: Libye, libyen*
            tunisia: Tunisie, tunisien*
            algeria: Algérie, algerien*
            morocco: Maroc, marocain*
            saudi-arabia: Arabie saoudite, saoudien*
            yemen: Yémen, yemen*
            ethiopia: Éthiopie, ethiopien*
            south-africa: Afrique du Sud, sud-africain*
            macedonia: Macédoine, macedonien*
            bosnia: Bosnie, bosnia*, bosniaque*
            slovenia: Slovénie, slovene*
            slovakia: Slovaquie, slovaque*
            yugoslavia: Yougoslavie, yougoslav*
            soviet-union: Union soviétique, sovietique*
            bolivia: Bolivie, bolivien*
            ecuador: Équateur, equatorien*
            vietnam: Vietnam, vietnam*
            singapore: Singapour*
            nigeria: Nigeria, nigerian*
            palestine: Palestine, palestinien*
            cyprus: Chypre, chypriote*
            luxembourg: Luxembourg*
            niger: Niger, nigerien*
            guinea: Guinée, guineen*
            guinea-bissau: Guinée-Bissau, bissau-guineen*
            equatorial-guinea: Guinée équatoriale, equatoguineen*
            papua-new-guinea: Papouasie-Nouvelle-Guinée, papouasie, nouvelle-guinee, papou*
            dominica: Dominique, dominiquais*
            dominican-republic: République dominicaine, dominicain*
            lithuania: Lituanie, lituanien*
            latvia: Lettonie, letton*
            estonia: Estonie, estonien*
            mauritania: Mauritanie, mauritanien*
            mauritius: Maurice, mauricien*
            north-korea: Corée du Nord, nord-coreen*
            south-korea: Corée du Sud, sud-coreen*
            congo: Congo, congolais*
            dr-congo: République démocratique du Congo, rdc, rd congo, congo-kinshasa, congo kinshasa
            congo-brazzaville: République du Congo, congo-brazzaville, congo brazzaville
            gambia: Gambie, gambien*
            zambia: Zambie, zambien*
            liberia: Liberia, liberien*
            sudan: Soudan, soudanais*
            south-sudan: Soudan du Sud, sud-soudanais*
            mali: Mali, malien*
            malawi: Malawi, malawit*, malawien*
            uruguay: Uruguay, uruguayen*
            paraguay: Paraguay, paraguayen*
        """,
        regions="""
            england: Angleterre, anglais*
            scotland: Écosse, ecossais*
            africa: Afrique, africain*
            europe: Europe, europeen*
            asia: Asie, asiatique*
            alps: Alpes
            wales: pays de Galles, galles, gallois*
            catalonia: Catalogne, catalan*
            california: Californie, californie*, california*, basse-californie
            virginia: Virginie, virginie-*
            carolina: Caroline du Nord, caroline du sud
            florida: Floride, floridien*
            louisiana: Louisiane
            pennsylvania: Pennsylvanie
            bavaria: Bavière, bavarois*
            saxony: Saxe
            pacific: Pacifique
            atlantic: Atlantique
            crimea: Crimée
        """,
        cities="""
            london: Londres, londonien*
            paris: Paris, parisien*
            brussels: Bruxelles
            antwerp: Anvers
            ghent: Gand
            geneva: Genève, genevois*
            vienna: Vienne, viennois*
            berlin: Berlin, berlinois*
            munich: Munich, munichois*
            cologne: Cologne
            frankfurt: Francfort
            hamburg: Hambourg
            moscow: Moscou, moscovite*
            warsaw: Varsovie
            prague: Prague, pragois*
            athens: Athènes, athenien*
            rome: Rome, romain*
            milan: Milan, milanais*
            venice: Venise, venitien*
            lisbon: Lisbonne
            madrid: Madrid, madrilene*
            barcelona: Barcelone
            copenhagen: Copenhague
            kyiv: Kiev, kyiv
            beijing: Pékin, beijing
            jerusalem: Jérusalem
            hague: La Haye, haye
            new-york: New York, new-york*, newyorkais*
            naples: Naples, napolitain*
            strasbourg: Strasbourg, strasbourgeois*
            marseille: Marseille*
            nice: Nice
            liege: Liège
            turin: Turin
            florence: Florence
            seville: Séville
            edinburgh: Édimbourg
            cairo: Le Caire, caire
            tokyo: Tokyo
            baghdad: Bagdad
            damascus: Damas
            beirut: Beyrouth
            bruges: Bruges
            ostend: Ostende
            kortrijk: Courtrai
            nijmegen: Nimègue
            groningen: Groningue
            basel: Bâle, balois*
            bern: Berne, bernois*
            lucerne: Lucerne
            aachen: Aix-la-Chapelle
            mainz: Mayence
            trier: Trèves
            regensburg: Ratisbonne
            bremen: Brême
            dresden: Dresde
            nuremberg: Nuremberg
            hanover: Hanovre
            koblenz: Coblence
            zaragoza: Saragosse
            cadiz: Cadix
            bologna: Bologne
            padua: Padoue
            mantua: Mantoue
            pisa: Pise
            krakow: Cracovie
            thessaloniki: Salonique, thessalonique
            canterbury: Cantorbéry
            dover: Douvres
            dunkirk: Dunkerque, dunkerquois*
        """,
        acronyms="""
            un: ONU, nations unies
            eu: UE, union europeenne
            nato: OTAN
            who: OMS
            imf: FMI
            ecb: BCE
            ai: IA
            ceo: PDG, directeur general
            wto: OMC
            oecd: OCDE
            gdp: PIB
            vat: TVA
            ngo: ONG
            hiv: VIH
            dna: ADN
            aids: SIDA
            us: USA
            cia: CIA
            fbi: FBI
            soviet-union: URSS
            tv: TV
            stroke: AVC
            text: SMS
        """,
        institutions="""
            white-house: maison blanche, maison-blanche
            european-union: union europeenne, ue
            united-nations: nations unies, onu
            supreme-court: cour supreme
            congress: congres
            senate: senat
            house-of-representatives: chambre des representants
            parliament: parlement
            red-cross: croix-rouge, croix rouge
            isis: daech, daesh, etat islamique, ei
        """,
        words="""
            christmas: noel
            easter: paques
            state: etat
            church: eglise
            earth: terre
            god: dieu
            bible: bible
            quran: coran
            pope: pape
            mediterranean: mediterranee
            middle-east: moyen-orient, proche-orient
            world-cup: coupe du monde, mondial
            brexit: brexit
        """,
        ambiguous={
            "given name": """
                damas dominique florence georgie guadeloupe israel louisiane maurice milan montserrat salvador venise
                virginie
            """,
            "surname": """
                france chine inde allemagne angleterre espagne portugal pologne hongrie perou canada maroc
                japon ecosse irlande palestine pacifique saxe gand nice paris niger mali congo gambie zambie soudan
                liberia malawi
            """,
            "other place": "vienne",
            "people": "suisse argentine philippines",
            "common word": "chili equateur grenade guinee jersey liege panama",
        },
        home=words("strasbourg marseille alpes paris nice"),
        around=PlaceWords(
            at=words("a"),
            inside=words("en"),
            between=words("entre"),
            article=words("la l le au du"),
            of=words("de d du la l"),
            located=words("""
                ne nee nes nees nait naquit vit vivent vivait vivaient vivre vecu habite habitent habitait
                habiter reside resident residait resider installe installee installes installees situe situee
                situes situees base basee bases basees domicilie domiciliee implante implantee emmenage demenage
                atterri atterrit sejourne sejourner hospitalise hospitalisee incarcere incarceree
            """),
            seats=words("""
                ville villes commune communes carnaval cathedrale mairie maire habitants agglomeration metropole
                banlieue municipalite prefecture prefet archeveque eveque aeroport region province nord sud
                ouest rues quartiers tribunal
            """),
            giving=words("""
                dit dis disait dire demande demandait demander donne donnait donner offre offrait offert offrir
                passe ecrit ecrivait ecrire parle parlait parler telephone repond repondait repondu repondre
                explique expliquait pense confie confiait promis promet promettre doit devait reproche ressemble
                appartient appartenait grace merci quant fait rendu remis remet envoie envoye annonce raconte
                propose permis permet face hommage lettre appel soutien manque plait succede cede vend vendu
                achete
            """),
            belief=words("""
                croit croire crois croient croyait cru confiance foi espere espoir voit voir voyait vois trouve trouvait
                trouver reconnait reconnaitre
            """),
            called=words("""
                avenue rue place boulevard quai square impasse cours allee passage pont porte faubourg route
                chemin metro station ligne gare hotel cafe bar restaurant brasserie lycee college ecole theatre
                cinema jardin palais chateau villa residence maison comte comtesse marquis marquise baron
                baronne vicomte vicomtesse eau esplanade parvis carrefour rond-point galerie zac parc stade tunnel
                sentier venelle ruelle promenade clinique hopital eglise chapelle basilique residence villa tour
                encre porcelaine faience dentelle point toile drap soie fil savon parfum verre cristal bleu vert rouge
                jaune terre rose laurier cedre sapin cypres noix noisette marron poivre piment sel moutarde saucisse
                jambon fromage creme sauce gateau tarte pate pates biscuit cochon poule canard agneau chat berger dogue
                bouledogue tapis meuble
            """),
            person=words("""
                m mm mme mmes mlle me dr pr st ste monsieur madame mademoiselle maitre docteur professeur juge
                capitaine lieutenant commandant colonel general commissaire inspecteur soeur frere oncle tante
                cousin cousine ami amie mere pere fille fils mari femme epoux epouse compagne compagnon collegue
                voisin voisine petit petite jeune cher chere prenomme prenommee defenseur attaquant gardien
                joueur joueuse acteur actrice chanteur chanteuse depute deputee ministre
            """),
            goes_on=words("insoumise inter info bleu con telecom travail"),
            joins=words("et ou"),
            years=words("an ans mois"),
        ),
    ),
    # People
    people=People(
        given=words("""
            adele adrien agathe agnes aime alain albane albert alex alexandra alexandre alexis alice aline alphonse
            amandine amelie anais andre andrea angele anita anna anne annick annie antoine antonin apolline armand
            arnaud arthur astrid aude audrey augustin aurelie aurelien axel axelle baptiste barbara bastien beatrice
            benedicte benjamin benoit bernadette bernard bertrand  boris brice brigitte bruno camille capucine
            carine carla carole caroline catherine cecile cedric celestin celine chantal charles charline charlotte
            chloe christelle christian christiane christine christophe claire clara claude claudine clemence clement
            clementine colette coline constance corentin corinne cyril cyrille damien daniel daniele danielle david
            deborah delphine denis denise diane didier dominique edith edouard eleonore eliane elisabeth elise ella
            elodie eloise emile emilie emma emmanuel emmanuelle eric ernest estelle esther etienne eugene eva
            evelyne fabien fabienne fabrice fanny faustine felix fernand flavie florence florent florian francine
            francis francisque franck francois francoise frederic frederique gabin gabriel gabrielle gael gaelle
            gaspard gaston genevieve geoffrey georges gerald gerard germain germaine ghislaine gilbert gilles gisele
            gregoire gregory guillaume gustave guy gwenaelle helene henri henriette herve hortense hubert hugo
            hugues  ines irene isabelle  jacqueline jacques jean jean-baptiste jeanne jeremie jeremy
            jerome joachim jocelyne joel joelle jonathan jose joseph josephine josette josiane judith jules julie
            julien juliette justine karim karine kevin  laetitia laura laure laurence laurent lea leila leo
            leon leonie lilian liliane lionel lisa loic lola louis louise luc lucas lucie lucien lucienne ludivine
            ludovic lydie madeleine magali malika manon manuel marc marcel marcelle margaux margot marguerite maria
            marianne marie marie-laure marine marion marius marlene marthe martial martin martine mathieu mathilde
            mathis matthieu maud maurice maxence maxime mehdi melanie melissa michel michele micheline mireille
              monique morgane  muriel  mylene myriam nadege nadia nadine nathalie
            nathan nicolas nicole nina noa noe noel noemie nora norbert oceane odette odile olivia olivier ophelie
            oscar pascal pascale patrice patricia patrick paul paule paulette pauline perrine philippe pierre
            pierrick quentin rachel  raoul raphael raphaelle raymond raymonde regine regis remi remy renaud
            rene renee richard robert robin rodolphe roger roland romain romane rosalie roselyne sabine sabrina
            salome samia  samuel sandra sandrine sara sarah sebastien segolene serge severine simon simone
            solene sonia sophie stephane stephanie suzanne sylvain sylvie tanguy tatiana thaddee theo theodore
            theophile therese thibault thierry thomas tiphaine tristan ursula valentin valentine valerie vanessa
            veronique victor victoria vincent virginie viviane xavier yael yann yannick yasmine yoann  yvan
            yves yvette yvon yvonne zoe
        """),
        roles=words("""
            abbe acteur activiste actrice adjoint adjointe agriculteur agricultrice ailier alpiniste ambassadeur
            ambassadrice amiral analyste animateur animatrice arbitre archeveque architecte artisan artisane
            astronaute athlete attaquant attaquante auteur auteure autrice avocat avocate baron baronne biologiste
            boulanger boulangere bourreau boxeur boxeuse buteur caissier caissiere candidat candidate capitaine
            caporal cardinal chancelier chanceliere chanteur chanteuse chauffeur chauffeuse cheik cheikh chercheur
            chercheuse chimiste chirurgien chirurgienne chomeur chomeuse cineaste coach colonel colonelle comedien
            comedienne commandant commandante commissaire compositeur compositrice comte comtesse conseiller
            conseillere consul cosmonaute coureur coureuse couturier couturiere createur creatrice cuisinier
            cuisiniere cycliste defenseur defenseure dentiste depute deputee detective diplomate directeur
            directrice dirigeant dirigeante docteur docteure duc duchesse economiste ecrivain ecrivaine eleve emir
            empereur enseignant enseignante entraineur entraineure entraineuse entrepreneur entrepreneuse escrimeur
            escrimeuse espion espionne etudiant etudiante eveque fondateur fondatrice footballeur footballeuse
            gardien gardienne gendarme general generale gouverneur gouverneure greffier greffiere guitariste
            gymnaste historien historienne humoriste imam imperatrice infirmier infirmiere ingenieur ingenieure
            inspecteur inspectrice instituteur institutrice joueur joueuse journaliste judoka juge lieutenant lyceen
            lyceenne magistrat magistrate maire mannequin marechal marquis marquise mathematicien mathematicienne
            medecin militant militante milliardaire ministre musicien musicienne nageur nageuse navigateur
            navigatrice notaire opposant opposante ouvrier ouvriere pape pasteur patissier patissiere patron
            patronne peintre pharmacien pharmacienne philosophe photographe physicien physicienne pianiste pilote
            poete poetesse policier policiere politologue pompier pompiere porte-parole prefet prefete
            premier-ministre presentateur presentatrice president presidente prince princesse procureur procureure
            professeur professeure psychiatre psychologue rabbin rappeur rappeuse realisateur realisatrice redacteur
            redactrice reine reporter retraite retraitee roi romancier romanciere rugbyman scientifique sculpteur
            sculptrice secretaire selectionneur selectionneuse senateur senatrice sergent serveur serveuse skieur
            skieuse sociologue soldat spationaute styliste sultan syndicaliste tennisman tenniswoman tsar tsarine
            vendeur vendeuse veterinaire vice-president vice-presidente violoniste
        """),
        endings=words("s"),
        joined=words("le la l du de des dela"),
        crowned=words("roi reine prince princesse empereur imperatrice tsar tsarine duc duchesse comte comtesse pape saint sainte saints st ste patriarche sultan"),
        verbs=words("a est avait etait sera serait aura aurait va doit devait peut pouvait veut voulait n ne s se fait reste devient vient"),
        # Labels of Wikidata (CC0), with other spellings of the press
        known="""
            putin: Vladimir Poutine
            zelensky: Volodymyr Zelensky, zelenski
            gorbachev: Mikhaïl Gorbatchev
            yeltsin: Boris Eltsine
            khrushchev: Nikita Khrouchtchev
            brezhnev: Léonid Brejnev
            stalin: Joseph Staline
            lenin: Vladimir Lénine
            trotsky: Léon Trotski, trotsky
            lavrov: Sergueï Lavrov
            navalny: Alexeï Navalny
            lukashenko: Alexandre Loukachenko
            medvedev: Dmitri Medvedev
            tikhanovskaya: Svetlana Tikhanovskaïa, tsikhanovskaia
            tchaikovsky: Piotr Tchaïkovski
            tolstoy: Léon Tolstoï
            dostoevsky: Fiodor Dostoïevski
            chekhov: Anton Tchekhov
            pushkin: Alexandre Pouchkine
            solzhenitsyn: Alexandre Soljenitsyne
            sakharov: Andreï Sakharov
            gagarin: Youri Gagarine
            shostakovich: Dmitri Chostakovitch
            rachmaninoff: Sergueï Rachmaninov
            mussorgsky: Modeste Moussorgski
            stravinsky: Igor Stravinsky, stravinski
            kasparov: Garry Kasparov
            poroshenko: Petro Porochenko
            yanukovych: Viktor Ianoukovytch, ianoukovitch
            tymoshenko: Ioulia Timochenko, tymochenko
            yushchenko: Viktor Iouchtchenko
            prigozhin: Evgueni Prigojine
            shoigu: Sergueï Choïgou
            peskov: Dmitri Peskov
            mishustin: Mikhaïl Michoustine
            khodorkovsky: Mikhaïl Khodorkovski
            politkovskaya: Anna Politkovskaïa
            nemtsov: Boris Nemtsov
            kuleba: Dmytro Kouleba
            zaluzhny: Valeri Zaloujny
            saakashvili: Mikheil Saakachvili
            pashinyan: Nikol Pachinian
            aliyev: Ilham Aliyev, aliev
            kadyrov: Ramzan Kadyrov
            nazarbayev: Noursoultan Nazarbaïev
            tokayev: Kassym-Jomart Tokaïev
            gaddafi: Mouammar Kadhafi
            sisi: Abdel Fattah al-Sissi
            netanyahu: Benyamin Netanyahou, netanyahu
            khamenei: Ali Khamenei
            khomeini: Rouhollah Khomeini, khomeyni
            columbus: Christophe Colomb
            copernicus: Nicolas Copernic
            magellan: Fernand de Magellan
        """,
        meanings="""
            small: petit, petite
            big: grand, grande
            fat: gros, grosse
            white: blanc, blanche
            black: noir, noire
            red: rouge
            redhead: roux, rousse
            brown: brun, brune
            grey: gris, grise
            green: vert, verte
            blond: blond, blonde, blondel
            young: jeune
            old: vieux, vieil, vieille
            new: nouveau, neuf
            good: bon, bonne
            beautiful: beau, bel, belle, joly, joli
            strong: fort, forte
            long: long, longue
            happy: heureux, heureuse, lheureux
            wise: sage, lesage
            wild: sauvage
            rich: riche
            merchant: marchand, marchande
            baker: boulanger, boulangere
            butcher: boucher, bouchere
            shepherd: berger, bergere
            knight: chevalier
            carpenter: charpentier
            mason: macon
            miller: meunier, mounier
            smith: forgeron, lefebvre, faure
            hunter: chasseur
            fisherman: pecheur
            sailor: marin
            monk: moine
            priest: pretre
            bishop: eveque
            king: roi, roy
            duke: duc
            count: comte
            prince: prince
            fox: renard
            wolf: loup
            fish: poisson
            lamb: agneau
            rabbit: lapin
            bird: oiseau
            nightingale: rossignol
            bridge: pont
            wood: bois
            fountain: fontaine
            forest: foret, forest
            flower: fleur
            olive-tree: olivier
            oak: chene
            river: riviere
            mountain: montagne
            valley: vallee
            sea: mer
            lake: lac
            field: champ, champs
            mill: moulin
            house: maison
            castle: chateau, castel
            door: porte
            street: rue
            garden: jardin
            meadow: pre, pres
            tower: tour
            wall: mur
            stone: pierre, caillou
            soldier: soldat
            war: guerre
            peace: paix
            winter: hiver
            summer: ete
            sunday: dimanche
            january: janvier
            christmas: noel
            bread: pain
            wine: vin
            salt: sel
            butter: beurre
            pepper: poivre
            snow: neige
            sun: soleil
            moon: lune
            sky: ciel
            angel: ange
            devil: diable
            cross: croix
            church: eglise
            chapel: chapelle
            teacher: maitre, lemaitre
            mayor: maire
            cook: cuisinier, lecoq
            gardener: jardinier
            tailor: tailleur, couturier
            clerk: clerc
        """,
    ),
    # Other
    script="Latin",
    expansion=1.0,
    plural_forms={"": "nplurals=2; plural=(n > 1);"},
    plural_categories=("one", "many", "other"),
    stemmer="french",
)
