"""French: the resources of the language. Data only; `base` defines the fields."""

from babelpress.lang.base import (
    Capitals,
    Clauses,
    CopiedFigures,
    Dates,
    Endings,
    Labels,
    Language,
    Negation,
    NumberWords,
    Places,
    PlaceWords,
    Quotations,
    Signs,
    Stops,
    UnitWords,
    Variant,
    words,
)

# fmt: off
LANGUAGE = Language(
    # Names and labels. CLDR adds further names
    code="fr",
    iso639_3="fra",
    menu_labels=("langues", "langue", "autres langues", "lire en", "lire aussi en", "disponible en", "traductions"),
    labels=Labels(
        summary="En bref",
        languages="Langues",
        translated="Traduction automatique, non relue.",
        source="Texte original",
        articles="Articles",
        skip="Aller au contenu",
    ),
    # Typography. Separators, percent and currency come from CLDR, the rest follows the press of the country
    variants=(
        Variant(
            tag="fr-FR",
            quotes=("«\u00a0", "\u00a0»"),
            inner=("“", "”"),
            time="{h}h{mm}",
            hour="{h}h",
            colon_space="\u00a0",
            singular_below_two=True,
        ),
    ),
    copied=CopiedFigures(
        # The hours, h between optional spaces, and optional minutes: 14h30, 14 h. No part of a longer number or word.
        clock=r"(?<![\w.,])(\d{1,2})[ \u00a0\u202f]?h(?:[ \u00a0\u202f]?(\d{2}))?(?!\w)",
        # A preposition, verb or adverb of duration and white space, or a multiplication sign (4 x 1h30).
        lasts=r"(?:\b(?:en|pendant|durant|dure|duré|durait|toutes les|environ|plus de|moins de|pour|par)\s+|[x×]\s?)\Z",
        at=r"\b(?:à|vers|dès|avant|après|jusqu['’]à|entre|depuis)\s+\Z",
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
            etc av.j.-c ap.j.-c j.-c s ss apr h c me pr st av pl fg prof gén col cap cdt lt dir trad éd éds coll
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
        },
        scales={
            "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12,
            "billiard": 15, "trillion": 18, "trillions": 18,
        },
        short={"M": 6, "Md": 9, "Mds": 9, "Mrd": 9, "Mrds": 9, "k": 3, "mille": 3, "milliers": 3},
        written=((6, "million", "millions"), (9, "milliard", "milliards")),
        linked="de",
    ),
    units=UnitWords(
        percent="pour cent|pour-cent|pourcent|pourcents|p. 100",
        currencies={
            "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "livres sterling": "GBP",
            "livre sterling": "GBP", "livre": "lb", "livres": "lb", "yen": "JPY", "yens": "JPY", "yuan": "CNY",
            "yuans": "CNY", "roubles": "RUB", "roupies": "INR", "francs suisses": "CHF", "francs": "CHF",
            "reais": "BRL", "réaux": "BRL", "couronnes": "kr",
        },
        of=r"de |d['’]|des ",
        half="et demi|et demie",
        units={
            "kilomètre": "km", "kilomètres": "km", "mètre": "m", "mètres": "m", "centimètres": "cm",
            "centimètre": "cm", "millimètres": "mm", "miles": "mi", "mile": "mi", "milles": "mi",
            "pieds": "ft", "pied": "ft", "pouces": "in", "pouce": "in", "yards": "yd", "verges": "yd",
            "kilogrammes": "kg", "grammes": "g", "onces": "oz", "tonnes": "t", "degré": "°", "degrés": "°",
            "degrés Celsius": "°C", "degrés Fahrenheit": "°F", "litres": "l", "gallons": "gal",
            "barils": "bbl", "hectares": "ha", "acres": "ac", "kilomètres-heure": "km/h",
            "kilomètres/heure": "km/h", "kilomètres par heure": "km/h", "km par heure": "km/h",
            "mètres carrés": "m²", "kilomètres carrés": "km²", "pieds carrés": "sq ft", "heure": "h",
            "heures": "h",
        },
        decade="années",
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
        enfant ours loup lion
    """),
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
        r"(?:ne\s+|n['’]\s?)(?:\w+(?:['’-]\s?|\s+)){1,6}?(?:pas|jamais|rien|aucune?|personne|plus|guère|nulle?)\b)",
        idle=(
            r"pas (?:seulement|que|uniquement|moins|mal\b)", "n['’]est-ce pas", "pourquoi pas", "rien que",
            r"n['’]oubli\w+ (?:pas|jamais)", r"(?:chose|[çc]a) ne (?:va|tournait?) pas", r"ne dout\w+ (?:\w+ )?pas",
            r"ne manqu\w+ pas", "faut pas oublier", "ne risque rien",
        ),
    ),
    # Words of opposite meaning
    opposites="""
        rise-fall: hausse hausses augmente augmentent augmenté augmenter augmentation progresse progressent
            progressé grimpe grimpent grimpé monte montent bondit / baisse baisses baissé baissent baisser
            diminue diminuent diminué diminuer diminution recule reculent reculé recul chute chutent chuté
        yesterday-tomorrow: hier / demain
        north-south: nord / sud
        win-lose: gagne gagnent gagné gagner remporte remportent remporté victoire / perd perdent perdu
            perdre défaite
        buy-sell: achète achètent acheté acheter achat / vend vendent vendu vendre vente
        born-died: né née nés naissance / mort morte morts décédé décédée décès
        open-close: ouvre ouvrent ouvert ouverte ouvrir / ferme ferment fermé fermée fermer
        accept-refuse: accepte acceptent accepté accepter / refuse refusent refusé refuser
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
                japon ecosse irlande palestine pacifique saxe gand nice paris
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
            belief=words("croit croire crois croient croyait cru confiance foi espere espoir"),
            called=words("""
                avenue rue place boulevard quai square impasse cours allee passage pont porte faubourg route
                chemin metro station ligne gare hotel cafe bar restaurant brasserie lycee college ecole theatre
                cinema jardin palais chateau villa residence maison comte comtesse marquis marquise baron
                baronne vicomte vicomtesse eau
            """),
            person=words("""
                m mm mme mmes mlle me dr pr st ste monsieur madame mademoiselle maitre docteur professeur juge
                capitaine lieutenant commandant colonel general commissaire inspecteur soeur frere oncle tante
                cousin cousine ami amie mere pere fille fils mari femme epoux epouse compagne compagnon collegue
                voisin voisine petit petite jeune cher chere prenomme prenommee defenseur attaquant gardien
                joueur joueuse acteur actrice chanteur chanteuse depute deputee ministre
            """),
            goes_on=words("insoumise inter info bleu con"),
            joins=words("et ou"),
            years=words("an ans mois"),
        ),
    ),
    # Other
    script="Latin",
    expansion=1.0,
    plural_forms={"": "nplurals=2; plural=(n > 1);"},
    stemmer="french",
)
