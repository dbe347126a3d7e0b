"""Spanish: the resources of the language. Data only; `base` defines the fields."""

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
    sample="El ayuntamiento aprobó anoche el presupuesto de la ciudad para el próximo año.",
    # Names and labels. CLDR adds further names
    code="es",
    iso639_3="spa",
    names=("castellano",),
    menu_labels=("idiomas", "idioma", "otros idiomas", "leer en", "disponible en", "traducciones"),
    labels=Labels(
        summary="En breve",
        languages="Idiomas",
        translated="Este artículo ha sido traducido automáticamente con IA y no se ha revisado.",
        source="Texto original",
        articles="Artículos",
        skip="Ir al contenido",
        reviewed="Este artículo ha sido traducido automáticamente con IA y revisado por {name}.",
        tags="Temas",
        missing="Página no encontrada",
        newer="Artículos más recientes",
        older="Artículos anteriores",
    ),
    # Typography. Separators, percent and currency come from CLDR, the rest follows the press of the country
    variants=(
        Variant(
            tag="es-ES",
            quotes=("«", "»"),
            inner=("“", "”"),
            time="{h}:{mm}",
            hour="{h}:00",
        ),
    ),
    # Sentences and clauses
    stops=Stops(
        open=words("sr sra sres sras mr mrs srta D dña dr dra drs sto p.ej avda pza cf ee"),
        numbered=words("""
            n.º núm nº art p pp pág págs vol fig cap ed tel máx mín aprox ene feb mar abr jun jul ago sep sept
            oct nov dic
        """),
        either=words("""
            mill mio etc uu a.c d.c ud uds vd av prof lic ing gral st sta s.a s.a.s s.a.r.l inc ltd corp co cie bros jr
            sr al ph.d
        """),
        starters=words("""
            el la los las lo un una unos unas este esta estos estas ese esa su sus mi nuestro él ella ellos
            ellas nosotros yo se y e o pero pues luego así entonces sin en de del a al con por para según desde
            hasta entre sobre tras cuando si como aunque porque no nadie nada todo todos muchos hay habrá ya
            ayer hoy mañana qué quién dónde
        """),
        particles=words("el la los las de del"),
    ),
    editorial=Editorial(
        openings=frozenset({
            "pie de foto", "publicado el", "actualizado el", "actualizado a las", "última actualización",
            "tiempo de lectura", "lea también", "lee también", "leer más", "leer también", "le puede interesar",
            "te puede interesar", "ver también", "más información", "suscríbase", "suscríbete", "regístrese",
            "regístrate", "comparte este", "comparte esta", "comparte en", "compartir en", "síganos", "síguenos",
            "todos los derechos reservados", "con información de", "entrevista de", "hasta aquí el directo",
            "hasta aquí la cobertura", "aquí termina", "nota de la redacción", "nota del editor", "buenos días",
            "buenas tardes", "buenas noches", "hola", "bienvenidos", "bienvenidas", "bienvenido a", "gracias por",
            "siga con nosotros", "sigue con nosotros", "este artículo es", "este contenido", "haz clic", "haga clic",
            "sigue toda", "siga toda", "consulta toda", "con efe", "con afp", "con reuters",
        }),
        labels=words("""
            foto fotos fotografía imagen imágenes vídeo video crédito créditos ilustración fuente publicado
            actualizado edición redacción clasificación resultados goles árbitro corrección
        """),
        bylines=frozenset({"por", "con", "texto", "textos", "reportaje", "entrevista", "de nuestro enviado", "de nuestra enviada"}),
        first_person=words("yo me mí mi mis mío mía conmigo"),
        addressing=words("usted ustedes tú te ti tu tus vosotros"),
    ),
    clauses=Clauses(
        conjunctions="y o pero porque mientras",
        after=("lo que", "mientras que", "y"),
        openings=words("""
            si cuando mientras como porque pues aunque tras después antes desde durante según pese con sin en a
            al para por bajo entre ante ni no quien lo
        """),
        only=("no s[oó]lo", "no solamente"),
        referring=words("""
            él ella ellos ellas su sus esto eso este esta estos estas ese esa pero y o así también entonces
            luego además finalmente
        """),
    ),
    # Dates and numbers. Months come from CLDR; the rest follows spelling rules and the style guides of the press
    dates=Dates(
        short="ene feb mar abr may jun jul ago sept|sep|set oct nov dic",
        nights=words("noche madrugada víspera medianoche"),
    ),
    numbers=NumberWords(
        ones="""
            cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
            dieciséis|dieciseis diecisiete dieciocho diecinueve veinte veintiún|veintiun|veintiuno|veintiuna
            veintidós|veintidos veintitrés|veintitres veinticuatro veinticinco veintiséis|veintiseis veintisiete
            veintiocho veintinueve
        """,
        tens="veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        hundreds="""
            cien|ciento doscientos|doscientas trescientos|trescientas cuatrocientos|cuatrocientas
            quinientos|quinientas seiscientos|seiscientas setecientos|setecientas ochocientos|ochocientas
            novecientos|novecientas
        """,
        thousand="mil",
        dozen="docena|docenas",
        joint="y",
        joint_after=range(30, 100),
        joint_before=range(1, 10),
        tens_joined=True,
        percent="por",
        first="""
            primer|primero|primera|primeros|primeras segundo|segunda tercer|tercero|tercera cuarto|cuarta
            quinto|quinta sexto|sexta séptimo|séptima octavo|octava noveno|novena décimo|décima
            undécimo|undécima duodécimo|duodécima
        """,
        others={
            "decena": "10", "decenas": "10", "quincena": "15", "veintena": "20", "treintena": "30",
            "centenar": "100", "millar": "1000", "mitad": "0.5 50", "medio": "0.5 50", "media": "0.5 30 50",
            "tercio": "3 33", "tercios": "3 66 67", "cuartos": "75", "doble": "2", "dobles": "2",
            "duplicar": "2", "duplicará": "2", "ambos": "2", "ambas": "2", "par": "2", "dúo": "2",
            "pareja": "2", "triple": "3", "trío": "3", "mediodía": "12", "medianoche": "0 12", "siglo": "100",
            "década": "10",
        },
        scales={
            "millón": 6, "millones": 6, "miles de millones": 9, "mil millones": 9, "millardo": 9, "millardos": 9, "billón": 12, "billones": 12,
            "trillón": 18, "trillones": 18,
        },
        short={"M": 6, "mill.": 6, "mil": 3, "miles": 3, "k": 3},
        written=((6, "millón", "millones"), (12, "billón", "billones")),
        linked="de",
        ordinal=(".º", ".ª"),
        ordinals={
            "décimo": 10, "décima": 10, "vigésimo": 20, "vigésima": 20, "trigésimo": 30, "trigésima": 30,
            "cuadragésimo": 40, "cuadragésima": 40, "quincuagésimo": 50, "quincuagésima": 50, "sexagésimo": 60,
            "sexagésima": 60, "septuagésimo": 70, "septuagésima": 70, "octogésimo": 80, "octogésima": 80,
            "nonagésimo": 90, "nonagésima": 90, "centésimo": 100, "centésima": 100, "milésimo": 1000, "milésima": 1000,
        },
        denominators={
            "tercio": 3, "tercios": 3, "tercera parte": 3, "terceras partes": 3, "cuarto": 4, "cuartos": 4,
            "cuarta parte": 4, "cuartas partes": 4, "quinto": 5, "quintos": 5, "quinta parte": 5, "quintas partes": 5, "sexta parte": 6, "octavo": 8,
            "octavos": 8, "décimo": 10, "décima parte": 10, "décimas": 10,
        },
        wholes={"mitad": "0.5"},
        to="a|y|o|u|hasta|y los|y las",
        out_of="de cada|por cada|sobre",
        idioms=(
            r"(?:octavos|cuartos|dieciseisavos) de final|(?:las )?24 horas(?: al día|, todos los días)|las veinticuatro horas"
            r"|mil gracias|dos pájaros de un tiro|a cuatro patas|de cinco tenedores|en un dos por tres"
            r""
        ),
        magnitudes={
            "decenas": 10, "docenas": 10, "centenares": 100, "cientos": 100, "centenas": 100, "miles": 1000,
            "millares": 1000, "millón": 10**6, "millones": 10**6, "billón": 10**12, "billones": 10**12,
        },
    ),
    units=UnitWords(
        percent="por ciento|por cien|porciento",
        currencies={
            "euro": "EUR", "euros": "EUR", "dólar": "USD", "dólares": "USD", "dolares": "USD",
            "dólar canadiense": "CAD", "dólares canadienses": "CAD", "dólar australiano": "AUD",
            "dólares australianos": "AUD",
            "libras esterlinas": "GBP", "libras": "lb", "libra": "lb", "yenes": "JPY", "yen": "JPY",
            "yuanes": "CNY", "yuan": "CNY", "rublos": "RUB", "rupias": "INR", "francos suizos": "CHF",
            "francos": "CHF", "reales": "BRL", "coronas": "kr", "pesos": "MXN", "francos CFA": "XOF",
        },
        of=r"de ",
        half="y medio|y media",
        units={
            "kilómetro": "km", "kilómetros": "km", "metro": "m", "metros": "m", "centímetros": "cm",
            "milímetros": "mm", "milla": "mi", "millas": "mi", "pies": "ft", "pie": "ft", "pulgadas": "in",
            "pulgada": "in", "yardas": "yd", "kilogramos": "kg", "gramos": "g", "onzas": "oz",
            "toneladas": "t", "grado": "°", "grados": "°", "grados centígrados": "°C", "grados celsius": "°C",
            "grados fahrenheit": "°F", "litros": "l", "galones": "gal", "barriles": "bbl", "quintales": "q", "quintal": "q", "hectáreas": "ha",
            "acres": "ac", "acre": "ac", "kilómetros por hora": "km/h", "km por hora": "km/h",
            "millas por hora": "mph", "metros cuadrados": "m²", "kilómetros cuadrados": "km²",
            "pies cuadrados": "sq ft", "millas cuadradas": "sq mi", "años": "yr", "gramo": "g", "litro": "l", "tonelada": "t",
            "centímetro": "cm", "milímetro": "mm", "barril": "bbl", "noches": "d", "veces": "×", "punto": "pp",
            "puntos": "pp", "punto porcentual": "pp", "puntos porcentuales": "pp", "puntos básicos": "bp", "céntimos": "cent", "centavos": "cent",
            "decibelios": "dB", "cucharadas soperas": "tbsp", "cucharadas": "tbsp", "cucharada": "tbsp",
            "cucharaditas": "tsp", "cucharadita": "tsp", "caballos": "hp", "kilos": "kg", "kilo": "kg",
            "metros cúbicos": "m³", "millas náuticas": "nmi",
        },
        decade="años|década",
        doubtful=words("libra libras pie pies pulgada pulgadas punto puntos bar bares onzas onza segundo segundos hora horas grado grados"),
        per=r"(?:por |/ ?|cada )|al (?=mes|año|día|trimestre)|a la (?=semana|hora)|el (?=kilo|litro)|la (?=hora|tonelada)",
        adverbs={
            "diarios": "d", "diarias": "d", "diario": "d", "semanales": "wk", "semanal": "wk", "mensuales": "mo",
            "mensual": "mo", "anuales": "yr", "anual": "yr",
        },
        minus=r"\bmenos\b|bajo cero|negativ",
        over=r"(?:(?<!no )más de|al menos|por lo menos|como mínimo|no menos de)",
        under=r"(?:(?<!no )menos de|como máximo|a lo sumo|no más de)",
        lost=r"\babajo\b|desventaja|\bperdían|perdi|perder|pierde|derrot|\bcay[óo]|vencid",
    ),
    times=TimeWords(
        twelve=True,
        at=r"\b(?:a|de|desde|hasta|entre|sobre|hacia|tras)(?: las?)?\s+\Z",
        on=r" ?(?:de la (?:mañana|tarde|noche)|en punto)",
        lasts=r"\b(?:en|durante|dura|duró|duración|tiempo|récord|película)(?: de| es)?\s*[:(]?\s*\Z",
        long=r" (?:horas? de )",
        early=r" de la (?:mañana|madrugada)",
        late=r" de la (?:tarde|noche)",
    ),
    # Words before an identifier
    identifiers=IdentifierWords(
        marks={
            "phone": """
                tel|tel.|tfno|tfno.|teléfono|tlf|tlf.|fax|móvil|número gratuito|número de teléfono|
                teléfono gratuito
            """,
            "postcode": "CP|C.P.|código postal|apartado de correos|apdo.|Cedex|CEDEX",
            "company number": """
                SIRET|SIREN|NIF|CIF|N.I.F.|C.I.F.|número de IVA|RUT|NIE|DNI|IVA intracomunitario
            """,
            "account": "número de cuenta|número de tarjeta|cuenta bancaria|cuenta corriente|CCC",
            "docket": "asunto|recurso n.º|recurso",
            "reference": """
                n.º|nº|n°|n.o|núm|núm.|núms.|№|ref|ref.|referencia|número de serie|número de pedido|
                número de expediente|número de factura|pasaporte
            """,
            "plate": "matrícula",
        },
        nouns={
            "phone": """
                llame al|llamar al|llamando al|marque el|marcar el|contacte con el|llamen al|llama al
            """,
            "account": "la cuenta",
            "law": """
                artículo|artículos|art.|arts.|apartado|apartados|párrafo|párrafos|ley|decreto|real decreto|
                reglamento|directiva|orden|§
            """,
            "reference": """
                número|números|código|códigos|línea|líneas|expediente|expedientes|pedido|factura|contrato|
                póliza|habitación|patente|vuelo|id
            """,
        },
        links="""
            es|es el|es la|son|era|sigue siendo el|n.º|nº|n°|núm.|número|postal|presupuestaria
        """,
        joins=",|;|y|e|o|u|a|al",
        plural=(
            r"(?!(?:"
            r"tras|más|menos|después|antes|entonces|además|los|las|sus|es|bis"
            r")\b)[a-zà-öø-ÿñ-]{2,}s"
        ),
        streets="""
            calle|c/|avenida|avda.|av.|plaza|pza.|paseo|carretera|camino|apartado|dirección|rue
        """,
    ),
    # Function words: of the 220 most frequent words of news, debates and conversation, those that belong to no topic
    function_words=words("""
        de la en el que y a los un para se las una del no por es con su al más como o lo si este tu puede ha
        sobre esta pero son también sus está sin ser cuando me pueden ya entre hay todos tiene esto debe te han
        él todo estos desde muy mi solo dos le vez cada qué cómo parte están ahora hacer después otros ella
        hasta antes nos años fue estas así tanto contra sólo durante algunos tienen sea cualquier todas hace
        bien tener uno sido e nuestro nuestra además mismo aunque según otras aquí eso siempre mejor yo ese otro
        algo he ellos porque mucho muchos era ni otra mientras donde deben esa había dijo
    """),
    emphatic=words("muy mucho mucha muchos muchas pequeñito pequeñita pequeño despacito poquito rápido lejos"),
    linking=words("""
        el la los las un una de del a al y e o en con sin por para sobre entre
    """),
    # Capitals
    capitals=Capitals(
        small=words("""
            el la los las un una unos unas de del a al y e en por para con sin desde como o u pero que quien su
            sus se lo le es son fue no más sobre entre qué porque mientras cuando donde aunque sino ya hasta
            según este esta estos estas también durante ante contra hacia tras dejando dando
        """),
        acronyms=words("OVNI DNI OEA ONU"),
    ),
    # Capitalised words that are not names: titles before a name, and names of institutions
    titles=words("sr sra sres srta dr don dona senor senora padre hermano hermana prof san santa"),
    # Frequent words and their meanings, for comparing two quotations
    landmarks="""
        i: yo me mi mis mío mía
        we: nosotros nuestro nuestra nuestros nuestras nos
        you: usted ustedes tú te tu tus
        not: no nunca ningún ninguna nada ni sin jamás
        and: y e
        or: o u
        but: pero sino
        if: si
        because: porque ya
        when: cuando
        in: en
        for: para por
        with: con
        after: después tras
        before: antes
        against: contra
        between: entre
        very: muy
        more: más
        all: todo todos toda todas
        many: mucho muchos mucha muchas
        where: donde dónde
        how: cómo como
        who: quien quién quienes
        even: mismo misma mismos incluso
        also: también
        still: todavía aún siempre
        here: aquí
        now: ahora hoy actualmente
        a: un una uno
        two: dos
        three: tres
        four: cuatro
        five: cinco
        six: seis
        ten: diez
        first: primer primera primero
        year: año años
        day: día días
        month: mes meses
        week: semana semanas
        time: tiempo vez veces
        monday: lunes
        tuesday: martes
        wednesday: miércoles
        thursday: jueves
        friday: viernes
        saturday: sábado
        sunday: domingo
        people: gente personas persona
        man: hombre hombres
        woman: mujer mujeres
        child: niño niños hijos
        country: país países
        world: mundo
        city: ciudad
        life: vida vidas
        war: guerra
        law: ley
        water: agua
        money: dinero
        government: gobierno
        president: presidente presidenta
        minister: ministro ministra
        company: empresa empresas compañía
        party: partido
        work: trabajo
        problem: problema problemas
        must: debe deben hay tenemos
        can: puede pueden podemos
        want: quiere quieren queremos quiero
        great: gran grande grandes
        new: nuevo nueva nuevos nuevas
        good: bueno buena bien buen
    """,
    # Negation
    negation=Negation(
        plain=words("no ni nunca jamás nadie nada ningún ninguna ninguno tampoco siquiera"),
        clear="""
            sin rechaz* nieg* neg* falt* carec* care* ausen* fracas* evit* impid* impedi* prohib* dej* ces*
            ignor* dud* perd* pierd* opon* apenas poco pocos excepto salvo solo lejos fals* dificil* aun sino
            imposib* insuf* incap* inac* inad* inutil* todavia demasiado desconoc* anti abandon* menos raramente
            unic*
        """,
        faint="in* im* il* des* antes contra cual* libre* mal* que",
        idle=("no s[oó]lo", "no solamente", "no obstante", r"no cab\w+ (?:la menor )?duda", "no hay duda", r"no(?=\?)", r"no-\w+", "no ficción"),
        # No. 17, but « no 17 »; nada 200 metros: swims
        otherwise=(r"\bno\.\s?(?=\d)", r"(?-i:(?<=[\w,(]\s)No\s(?=\d))", r"\bnada (?=\d)"),
    ),
    # Words of opposite meaning
    opposites="""
        rise-fall: sube suben subió subido aumenta aumentan aumentó aumentado aumento crece crecen creció
            crecimiento alza / baja bajan bajó bajado disminuye disminuyen disminuyó descenso cae caen cayó
            caída reduce ~menos ~pérdida ~pérdidas ~retrocede ~retroceso ~cede
        yesterday-tomorrow: ayer / ~mañana
        north-south: norte / sur
        win-lose: gana ganan ganó ganado ganar victoria / pierde pierden perdió perdido perder derrota
        buy-sell: compra compran compró comprado comprar / vende venden vendió vendido vender venta
        born-died: nació nacido nacida nacimiento / murió muerto muerta muerte falleció
        open-close: abre abren abrió abierto abierta abrir / cierra cierran cerró cerrado cerrada cerrar
        double-halve: duplica duplican duplicó duplicado duplicaron / ~mitad
        before-after: antes / después tras
        convict-acquit: condenado condenada condenados / absuelto absuelta absueltos
        accept-refuse: acepta aceptan aceptó aceptar / rechaza rechazó rechazar negó
    """,
    # Words around quotations
    quotations=Quotations(
        saying=words("""
            dijo dice dijeron afirmó afirma explicó explica añadió añade declaró declara según escribió escribe
            preguntó respondió aseguró asegura comentó comenta señaló señala contó cuenta indicó indica
            manifestó informó
        """),
        leaning=words("""
            el la los las un una unos unas de del a al y e en por para con sin desde como o u pero que quien su
            sus mi mis se lo le les me nos te es son este esta ese esa muy si cuando donde más sobre entre
        """),
        that=words("que"),
        drops=True,
    ),
    # Inflection, for glossaries
    endings=Endings(
        suffixes=("s", "es", "a", "as"),
        added=words("s es a as"),
        exchanged=("o a os as", "e es a as"),
        respelt=(("z", "c"),),
        articles=words("el la los las un una unos unas del al"),
    ),
    # Places, institutions and capitalised words of the news
    places=Places(
        countries="""
            france: Francia, frances*
            germany: Alemania, aleman*
            united-kingdom: Reino Unido, britan*, gran bretana
            ireland: Irlanda, irlandes*
            netherlands: Países Bajos, neerlandes*, holand*
            belgium: Bélgica, belga*
            switzerland: Suiza, suizo*
            austria: Austria*
            spain: España, espanol*
            portugal: Portugal, portugues*
            italy: Italia*
            greece: Grecia, grieg*
            turkey: Turquía, turc*
            poland: Polonia, polac*
            russia: Rusia, rus*
            ukraine: Ucrania, ucran*
            sweden: Suecia, suec*
            norway: Noruega, norueg*
            denmark: Dinamarca, danes*
            finland: Finlandia, finland*, fines*
            iceland: Islandia, island*
            hungary: Hungría, hungar*
            romania: Rumanía, ruman*
            bulgaria: Bulgaria, bulgar*
            serbia: Serbia, serbi*
            croatia: Croacia, croat*
            czechia: Chequia, chec*
            united-states: Estados Unidos, estadounidense*, eeuu, ee*, american*
            canada: Canadá, canad*
            mexico: México, mexic*, mejic*
            brazil: Brasil, brasil*
            argentina: Argentina, argentin*
            chile: Chile, chilen*
            colombia: Colombia, colomb*
            peru: Perú, peru*
            venezuela: Venezuela, venez*
            japan: Japón, japon*
            china: China, chin*
            korea: Corea, corea*, coreano*, surcorea*, norcorea*
            india: India, indi*
            pakistan: Pakistán, paquistan*, pakistan*
            afghanistan: Afganistán, afgan*
            indonesia: Indonesia, indones*
            australia: Australia, austral*
            new-zealand: Nueva Zelanda, neozeland*
            philippines: Filipinas, filipin*
            burma: Birmania, birman*, myanmar
            iran: Irán, iran*
            iraq: Irak, irak*, iraq*
            syria: Siria, siri*
            israel: Israel, israel*
            lebanon: Líbano, liban*
            jordan: Jordania, jordan*
            egypt: Egipto, egipc*
            libya: Libia, libi*
            tunisia: Túnez, tunec*
            algeria: Argelia, argel*
            morocco: Marruecos, marroqu*
            saudi-arabia: Arabia Saudita, saud*
            yemen: Yemen, yemen*
            ethiopia: Etiopía, etiop*
            south-africa: Sudáfrica, sudafric*
            macedonia: Macedonia, macedon*
            bosnia: Bosnia, bosni*
            slovenia: Eslovenia, esloven*
            slovakia: Eslovaquia, eslovac*
            yugoslavia: Yugoslavia, yugoslav*
            soviet-union: Union Sovietica, sovietic*
            bolivia: Bolivia, boliv*
            ecuador: Ecuador, ecuatorian*
            vietnam: Vietnam, vietnam*
            singapore: Singapur*
            nigeria: Nigeria, nigeria*
            palestine: Palestina, palest*
            cyprus: Chipre, chipriot*
            luxembourg: Luxemburgo, luxemburg*
            niger: Níger, nigerin*
            guinea: Guinea, guinean*
            guinea-bissau: Guinea-Bisáu, guinea-bissau, bisauguinean*
            equatorial-guinea: Guinea Ecuatorial, ecuatoguinean*
            papua-new-guinea: Papúa Nueva Guinea, papua, nueva guinea, papu*
            dominica: Dominica, dominiques*
            dominican-republic: República Dominicana, dominican*
            lithuania: Lituania, lituan*
            latvia: Letonia, leton*
            estonia: Estonia, estonio*, estonia*
            mauritania: Mauritania, mauritan*
            mauritius: Mauricio, maurician*
            north-korea: Corea del Norte, norcorean*
            south-korea: Corea del Sur, surcorean*
            congo: Congo, congole*
            dr-congo: República Democrática del Congo, rdc, rd congo, rd del congo, congo-kinshasa, congo democratico
            congo-brazzaville: República del Congo, congo-brazzaville
            gambia: Gambia, gambian*
            zambia: Zambia, zambian*
            liberia: Liberia, liberian*
            sudan: Sudán, sudanes*
            south-sudan: Sudán del Sur, sursudanes*
            mali: Mali, malian*, maliens*
            malawi: Malaui, malawi, malaui*
            uruguay: Uruguay, uruguay*
            paraguay: Paraguay, paraguay*
        """,
        regions="""
            england: Inglaterra, ingles*
            scotland: Escocia, escoces*
            africa: África, african*
            europe: Europa, europe*
            asia: Asia*
            alps: Alpes
            wales: Gales, gales*, pais de gales
            catalonia: Cataluña, catal*
            california: California*
            virginia: Virginia*
            carolina: Carolina*
            florida: Florida*
            louisiana: Luisiana, louisiana
            pennsylvania: Pensilvania
            bavaria: Baviera, bavar*
            saxony: Sajonia
            pacific: Pacífico
            atlantic: Atlántico
            crimea: Crimea
        """,
        cities="""
            london: Londres, londinense*
            paris: París, parisi*
            brussels: Bruselas
            antwerp: Amberes
            ghent: Gante
            geneva: Ginebra
            vienna: Viena
            berlin: Berlín, berlines*
            munich: Múnich
            cologne: Colonia
            frankfurt: Fráncfort, frankfurt
            hamburg: Hamburgo
            moscow: Moscú, moscovit*
            warsaw: Varsovia
            prague: Praga
            athens: Atenas, atenien*
            rome: Roma, roman*
            milan: Milán, milan*
            venice: Venecia, venec*
            lisbon: Lisboa, lisboet*
            madrid: Madrid, madrilen*
            barcelona: Barcelona
            copenhagen: Copenhague
            kyiv: Kiev, kyiv
            beijing: Pekín, beijing
            jerusalem: Jerusalén
            hague: Haya
            new-york: Nueva York, neoyorquin*
            naples: Nápoles, napolitan*
            strasbourg: Estrasburgo
            marseille: Marsella
            nice: Niza
            liege: Lieja
            turin: Turín
            florence: Florencia
            seville: Sevilla
            edinburgh: Edimburgo
            cairo: Cairo
            tokyo: Tokio, tokyo
            baghdad: Bagdad
            damascus: Damasco
            beirut: Beirut
            bruges: Brujas
            ostend: Ostende
            kortrijk: Cortrique, kortrijk
            nijmegen: Nimega
            groningen: Groninga
            basel: Basilea
            bern: Berna
            lucerne: Lucerna
            aachen: Aquisgrán
            mainz: Maguncia
            trier: Tréveris
            regensburg: Ratisbona
            bremen: Bremen
            dresden: Dresde
            nuremberg: Núremberg
            hanover: Hannover, hanóver
            koblenz: Coblenza
            zaragoza: Zaragoza
            cadiz: Cádiz
            bologna: Bolonia
            padua: Padua
            mantua: Mantua
            pisa: Pisa
            krakow: Cracovia
            thessaloniki: Salónica, tesalónica
            canterbury: Canterbury
            dover: Dover
            dunkirk: Dunkerque, dunquerque
        """,
        acronyms="""
            un: ONU, naciones unidas
            eu: UE, union europea
            nato: OTAN
            who: OMS, organizacion mundial de la salud
            imf: FMI, fondo monetario
            ecb: BCE, banco central europeo
            ai: IA, inteligencia artificial, ai
            ceo: CEO, director*, presidente*, consejero delegado
            wto: OMC
            oecd: OCDE
            gdp: PIB
            vat: IVA
            ngo: ONG
            hiv: VIH
            dna: ADN
            aids: SIDA
            us: EEUU, ee*, estados unidos, usa, american*
            cia: CIA
            fbi: FBI
            soviet-union: URSS, union sovietica, sovietic*
            tv: TV, television*, televis*
            stroke: ICTUS, derrame*, accidente cerebrovascular, acv
            text: SMS, mensaje*
        """,
        institutions="""
            white-house: casa blanca
            european-union: union europea, ue
            united-nations: naciones unidas, onu
            supreme-court: corte suprema, tribunal supremo, suprema corte
            congress: congreso
            senate: senado
            house-of-representatives: camara de representantes
            parliament: parlamento
            red-cross: cruz roja
            isis: isis, estado islamico, daesh, ei
        """,
        words="""
            christmas: navidad*
            easter: pascua
            state: estado*
            church: iglesia
            earth: tierra
            god: dios
            bible: biblia
            quran: coran
            pope: papa
            mediterranean: mediterraneo
            middle-east: oriente medio, oriente proximo, medio oriente
            world-cup: copa del mundo, mundial
            brexit: brexit
        """,
    ),
    # People
    people=People(
        given=words("""
            adolfo adriana agustin alba alberto alejandra alejandro alfonso alfredo alicia alonso alvaro amparo ana
            andres angel angela angeles antonia antonio arturo aurora beatriz begona belen benito blanca camila
            carla carlos carlota carmen carolina catalina cecilia celia cesar clara claudia concepcion consuelo
            cristian cristina cristobal daniel daniela david diego dolores eduardo elena elisa emilia emilio
            encarnacion enrique ernesto esperanza esteban esther eugenia eugenio eva fabian federico felipe fermin
            fernando francisca francisco gabriel gabriela gerardo german gloria gonzalo gregorio guadalupe guillermo
            gustavo hector hugo ignacio ines inmaculada irene isabel ivan jaime javier jesus joaquin jorge jose
            josefa juan juana julia julian julio laura leonor leticia lidia lorena lorenzo lourdes lucas lucia luis
            luisa magdalena manuel manuela marcelo marcos margarita maria mariana mariano mario marta martin martina
            mateo matias mercedes miguel monica montserrat natalia nicolas nieves noelia nuria olga oscar pablo
            paloma paola patricia paula pedro pilar rafael ramiro ramon raquel raul rebeca ricardo roberto rocio
            rodrigo rogelio rosa rosario ruben salvador samuel sandra santiago sara sergio silvia sofia sonia susana
            teresa tomas valentina valeria veronica vicente victor virginia xavier ximena yolanda
        """),
        roles=words("""
            abad abogada abogado activista actor actriz agricultor agricultora alcalde alcaldesa almirante alpinista
            alumna alumno analista arbitro arquitecta arquitecto artesano arzobispo astronauta atleta autor autora
            baron baronesa biologa biologo bombera bombero boxeador boxeadora cabo cajera cajero camarera camarero
            canciller candidata candidato cantante capitan capitana cardenal centrocampista chef ciclista cientifica
            cientifico cineasta cirujana cirujano cocinera cocinero comandante comica comico comisaria comisario
            compositor compositora concejal concejala conde condesa consejera consejero consul coronel corredor
            corredora cosmonauta defensa defensor delantera delantero dentista detective diplomatica diplomatico
            diputada diputado director directora disenador disenadora doctor doctora duque duquesa economista
            embajador embajadora emir emperador emperatriz emprendedor empresaria empresario enfermera enfermero
            entrenador entrenadora escritor escritora escultor escultora espia esquiador esquiadora estudiante
            extremo farmaceutica farmaceutico filosofa filosofo fiscal fisica fisico fotografa fotografo fundador
            fundadora futbolista general gobernador gobernadora guitarrista historiador historiadora humorista iman
            ingeniera ingeniero inspector inspectora investigador investigadora jefa jefe jeque jubilada jubilado
            juez jueza jugador jugadora lider maestra maestro magistrada magistrado mariscal marques marquesa
            matematica matematico medica medico militante ministra ministro modelo multimillonario musica musico
            nadador nadadora navegante notaria notario novelista obispo obrera obrero opositor opositora panadera
            panadero papa pastor pastora patron patrona periodista pianista piloto pintor pintora poeta policia
            politologo portavoz portera portero prefecta prefecto premier presentador presentadora presidenta
            presidente princesa principe profesor profesora psicologa psicologo quimica quimico rabina rabino rapero
            realizador realizadora redactor redactora reina reportera reportero rey sargento secretaria secretario
            seleccionador seleccionadora senador senadora sindicalista sociologa sociologo soldado sultan tecnico
            teniente tesorera tesorero vicepresidenta vicepresidente violinista zar zarina
        """),
        endings=words("s"),
        crowned=words("rey reina principe princesa emperador emperatriz zar duque duquesa conde condesa papa san santa santo"),
        verbs=words("ha es fue habia era sera va debe puede quiere no se"),
        # Labels of Wikidata (CC0), with other spellings of the press
        known="""
            putin: Vladímir Putin
            zelensky: Volodímir Zelenski, zelensky
            gorbachev: Mijaíl Gorbachov
            yeltsin: Borís Yeltsin
            khrushchev: Nikita Jrushchov, jruschov
            brezhnev: Leonid Brézhnev
            stalin: Iósif Stalin
            lenin: Vladímir Lenin
            trotsky: León Trotski, trotsky
            lavrov: Serguéi Lavrov
            navalny: Alekséi Navalni, navalny
            lukashenko: Aleksandr Lukashenko
            medvedev: Dmitri Medvédev
            tikhanovskaya: Svetlana Tijanóvskaya, tsijanuskaya
            tchaikovsky: Piotr Chaikovski, tchaikovsky
            tolstoy: León Tolstói
            dostoevsky: Fiódor Dostoyevski, dostoievski
            chekhov: Antón Chéjov
            pushkin: Aleksandr Pushkin
            solzhenitsyn: Aleksandr Solzhenitsyn
            sakharov: Andréi Sájarov
            gagarin: Yuri Gagarin
            shostakovich: Dmitri Shostakóvich
            rachmaninoff: Serguéi Rajmáninov, rachmaninov
            mussorgsky: Modest Músorgski
            stravinsky: Ígor Stravinski, stravinsky
            kasparov: Garri Kaspárov
            poroshenko: Petró Poroshenko
            yanukovych: Víktor Yanukóvich
            tymoshenko: Yulia Timoshenko
            yushchenko: Víktor Yúshchenko
            prigozhin: Yevgueni Prigozhin
            shoigu: Serguéi Shoigú
            peskov: Dmitri Peskov
            mishustin: Mijaíl Mishustin
            khodorkovsky: Mijaíl Jodorkovski
            politkovskaya: Anna Politkóvskaya
            nemtsov: Borís Nemtsov
            kuleba: Dmitró Kuleba
            zaluzhny: Valeri Zaluzhni
            saakashvili: Mijeíl Saakashvili
            pashinyan: Nikol Pashinián
            aliyev: Ilham Aliyev
            kadyrov: Ramzán Kadírov
            nazarbayev: Nursultán Nazarbáyev
            tokayev: Kasim-Yomart Tokáyev
            gaddafi: Muamar Gadafi, gaddafi
            sisi: Abdel Fattah al-Sisi
            netanyahu: Benjamín Netanyahu
            khamenei: Alí Jameneí, khamenei
            khomeini: Ruhollah Jomeini, jomeyni
            columbus: Cristóbal Colón
            copernicus: Nicolás Copérnico
            magellan: Fernando de Magallanes
        """,
        meanings="""
            small: pequen*, chico, chica
            big: grande, gran, alto, alta
            fat: gordo, gorda, grueso
            white: blanco, blanca
            black: negro, negra
            red: rojo, roja
            redhead: pelirroj*
            brown: moreno, morena, marron
            grey: gris
            green: verde
            blond: rubio, rubia
            young: joven
            old: viejo, vieja
            new: nuevo, nueva
            good: bueno, buena, buen
            beautiful: hermos*, guap*, bell*, bonit*
            strong: fuerte
            long: largo, larga
            happy: feliz
            wise: sabio, sabia
            wild: salvaje
            rich: rico, rica
            merchant: comerciante*, mercader*
            baker: panader*
            butcher: carnicer*
            shepherd: pastor, pastora
            knight: caballero*
            carpenter: carpintero*
            mason: albanil*
            miller: molinero*
            smith: herrero*
            hunter: cazador*
            fisherman: pescador*, pecador*
            sailor: marinero*
            monk: monje*
            priest: sacerdote*, cura
            bishop: obispo*
            king: rey
            duke: duque
            count: conde
            prince: principe
            fox: zorro
            wolf: lobo
            fish: pez, pescado
            lamb: cordero
            rabbit: conejo*
            bird: pajaro*, ave
            nightingale: ruisenor*
            bridge: puente*
            wood: bosque, madera
            fountain: fuente*
            forest: bosque*
            flower: flor, flores
            olive-tree: olivo*
            oak: roble*
            river: rio
            mountain: montana
            valley: valle
            sea: mar
            lake: lago
            field: campo, campos
            mill: molino*
            house: casa
            castle: castillo*
            door: puerta*
            street: calle*
            garden: jardin*
            meadow: prado*
            tower: torre*
            wall: muro*, pared
            stone: piedra*
            soldier: soldado*
            war: guerra
            peace: paz
            winter: invierno
            summer: verano
            sunday: domingo
            january: enero
            christmas: navidad
            bread: pan
            wine: vino
            salt: sal
            butter: mantequilla
            pepper: pimienta
            snow: nieve
            sun: sol
            moon: luna
            sky: cielo
            angel: angel, angeles
            devil: diablo*
            cross: cruz
            church: iglesia*
            chapel: capilla*
            teacher: maestro*
            mayor: alcalde*
            cook: cociner*, gallo
            gardener: jardinero*
            tailor: sastre*
            clerk: clerigo*, empleado
        """,
    ),
    # Other
    script="Latin",
    expansion=0.98,
    plural_forms={"": "nplurals=2; plural=(n != 1);"},
    plural_categories=("one", "many", "other"),
    stemmer="spanish",
)
