"""Portuguese: the resources of the language. Data only; `base` defines the fields."""

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
    sample="A câmara municipal aprovou ontem à noite o orçamento da cidade para o próximo ano.",
    # Names and labels. CLDR adds further names
    code="pt",
    iso639_3="por",
    menu_labels=("idiomas", "idioma", "outros idiomas", "línguas", "ler em", "disponível em", "traduções"),
    labels=Labels(
        summary="Em resumo",
        languages="Idiomas",
        translated="Este artigo foi traduzido automaticamente por IA e não foi revisto.",
        source="Texto original",
        articles="Artigos",
        skip="Ir para o conteúdo",
        reviewed="Este artigo foi traduzido automaticamente por IA e revisto por {name}.",
        tags="Temas",
        missing="Página não encontrada",
        newer="Artigos mais recentes",
        older="Artigos mais antigos",
    ),
    # Typography. Separators, percent and currency come from CLDR, the rest follows the press of the country
    variants=(
        Variant(
            tag="pt-PT",
            quotes=("“", "”"),
            inner=("‘", "’"),
            time="{h}h{mm}",
            duration="{h}h{mm}",
            hour="{h}h",
            thousands_tolerated=".",
        ),
        Variant(
            tag="pt-BR",
            quotes=("“", "”"),
            inner=("‘", "’"),
            time="{h}h{mm}",
            duration="{h}h{mm}",
            hour="{h}h",
            scales=((6, "milhão", "milhões"), (9, "bilhão", "bilhões"), (12, "trilhão", "trilhões")),
            ordinal=("º", "ª"),
            singular_below_two=True,
        ),
    ),
    # Sentences and clauses
    stops=Stops(
        open=words("sr sra srs srta mr mrs D dr dra drs sto p.ex cf pç"),
        numbered=words("""
            n.º nº núm art p pp pág págs vol fig cap ed tel máx mín aprox jan fev mar abr jun jul ago set out
            nov dez
        """),
        either=words("""
            mill mio etc a.c d.c av r prof profa eng st sta s.a s.a.s s.a.r.l inc ltd corp co cie bros jr sr al ph.d
        """),
        starters=words("""
            o a os as um uma uns umas este esta esse essa isto isso aquele seu sua seus suas meu ele ela eles
            elas nós eu se e ou mas pois então assim em no na nos nas de do da dos das ao à com por para segundo
            desde até entre sobre após quando como embora porque não ninguém nada tudo todos muitos há haverá já
            ontem hoje amanhã que quem onde
        """),
        particles=words("o a os as de do da dos das e"),
    ),
    editorial=Editorial(
        openings=frozenset({
            "publicado em", "publicado a", "atualizado em", "atualizado a", "atualizado às", "última atualização",
            "tempo de leitura", "leia também", "leia mais", "ler mais", "ler também", "veja também", "saiba mais",
            "assine", "inscreva-se", "subscreva", "cadastre-se", "registe-se", "compartilhe", "partilhe",
            "partilhar artigo", "partilhar no", "compartilhar no", "siga-nos", "todos os direitos reservados",
            "com informações de", "com informações da", "entrevista de", "terminamos aqui", "nota da redação",
            "nota do editor", "bom dia", "boa tarde", "boa noite", "olá", "bem-vindo", "bem-vindos", "bem-vinda",
            "bem-vindas", "obrigado por", "obrigada por", "fique connosco", "fique conosco", "este artigo é",
            "este conteúdo", "clique", "descarregue", "baixe", "descubra", "acompanhe", "com lusa", "com afp",
            "com reuters",
        }),
        labels=words("""
            foto fotos imagem imagens vídeo vídeos crédito créditos ilustração legenda fonte publicado atualizado
            edição redação classificação resultados golos gols árbitro correção
        """),
        bylines=frozenset({"por", "com", "texto", "textos", "reportagem", "entrevista", "do nosso enviado", "da nossa enviada"}),
        first_person=words("eu me mim meu minha meus minhas comigo"),
        addressing=words("você vocês senhor senhora lhe te ti tu teu tua"),
    ),
    clauses=Clauses(
        conjunctions="e mas enquanto",
        after=("o que", "enquanto", "e"),
        openings=words("""
            se quando enquanto como porque pois embora apesar após depois antes desde durante segundo com sem em
            no na nos nas ao à para por sob entre perante nem não quem
        """),
        only=("n[aã]o s[oó]", "n[aã]o apenas"),
        referring=words("""
            ele ela eles elas seu sua seus suas isto isso este esta estes estas esse essa mas e ou assim também
            porém contudo então depois além finalmente
        """),
    ),
    # Dates and numbers. Months come from CLDR; the rest follows spelling rules and the style guides of the press
    dates=Dates(
        short="jan fev mar abr maio|mai jun jul ago set out nov dez",
        unclear_weekdays={
            "segunda": 0, "terça": 1, "quarta": 2, "quinta": 3, "sexta": 4, "segundas": 0, "terças": 1, "quartas": 2,
            "quintas": 3, "sextas": 4,
        },
        nights=words("noite madrugada véspera"),
    ),
    numbers=NumberWords(
        ones="""
            zero um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze
            quinze dezasseis|dezesseis dezassete|dezessete dezoito dezanove|dezenove
        """,
        tens="vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        hundreds="""
            cem|cento duzentos|duzentas trezentos|trezentas quatrocentos|quatrocentas quinhentos|quinhentas
            seiscentos|seiscentas setecentos|setecentas oitocentos|oitocentas novecentos|novecentas
        """,
        thousand="mil",
        dozen="dúzia|dúzias",
        joint="e",
        joint_after=range(20, ANY_NUMBER),
        joint_before=range(1, ANY_NUMBER),
        tens_joined=True,
        percent="por",
        first="""
            primeiro|primeira|primeiros|primeiras segundo|segunda terceiro|terceira quarto|quarta quinto|quinta
            sexto|sexta sétimo|sétima oitavo|oitava nono|nona décimo|décima
        """,
        others={
            "dezena": "10", "dezenas": "10", "quinzena": "15", "vintena": "20", "centena": "100",
            "milhar": "1000", "metade": "0.5 50", "meio": "0.5 50", "meia": "0.5 6 30 50", "terço": "3 33",
            "terços": "3 66 67", "quartos": "75", "dobro": "2", "dobrar": "2", "duplicar": "2", "duplo": "2",
            "dupla": "2", "duplas": "2", "ambos": "2", "ambas": "2", "par": "2", "casal": "2", "triplo": "3",
            "trio": "3", "meio-dia": "12", "meia-noite": "0 12", "século": "100", "década": "10",
        },
        scales={
            "milhão": 6, "milhões": 6, "milhares de milhões": 9, "mil milhões": 9, "bilião": 12, "biliões": 12, "bilhão": 9, "bilhões": 9, "trilião": 18,
            "triliões": 18, "trilhão": 12, "trilhões": 12,
        },
        short={"mi": 6, "M": 6, "bi": 9, "tri": 12, "mil": 3, "k": 3, "milhares": 3},
        written=((6, "milhão", "milhões"), (9, "mil milhões", "mil milhões"), (12, "bilião", "biliões")),
        linked="de",
        ordinal=(".º", ".ª"),
        ordinals={
            "décimo": 10, "décima": 10, "vigésimo": 20, "vigésima": 20, "trigésimo": 30, "trigésima": 30,
            "quadragésimo": 40, "quadragésima": 40, "quinquagésimo": 50, "quinquagésima": 50, "sexagésimo": 60,
            "sexagésima": 60, "septuagésimo": 70, "septuagésima": 70, "setuagésimo": 70, "octogésimo": 80,
            "octogésima": 80, "nonagésimo": 90, "nonagésima": 90, "centésimo": 100, "centésima": 100,
            "milésimo": 1000, "milésima": 1000,
        },
        denominators={
            "terço": 3, "terços": 3, "terça parte": 3, "quarto": 4, "quartos": 4, "quarta parte": 4, "quinto": 5,
            "quintos": 5, "quinta parte": 5, "sexto": 6, "oitavo": 8, "oitavos": 8, "décimo": 10, "décimos": 10,
            "décima parte": 10,
        },
        wholes={"metade": "0.5"},
        to="a|e|ou|até|e os|e as|às",
        out_of="em cada|em|de cada|a cada",
        idioms=(
            r"(?:oitavos|quartos|dezasseis avos|oitavas|quartas)(?:-|\s)de(?:-|\s)final"
            r"|24 horas por dia|mil vezes obrigad[oa]|dois coelhos|de quatro\b"
        ),
        magnitudes={
            "dezenas": 10, "dúzias": 10, "centenas": 100, "milhar": 1000, "milhares": 1000, "milhão": 10**6, "milhões": 10**6,
            "bilhão": 10**9, "bilhões": 10**9, "bilião": 10**12, "biliões": 10**12, "trilhão": 10**12,
            "trilhões": 10**12,
        },
    ),
    units=UnitWords(
        percent="por cento|porcento",
        currencies={
            "euro": "EUR", "euros": "EUR", "dólar": "USD", "dólares": "USD", "dólar canadiano": "CAD",
            "dólares canadianos": "CAD", "dólar canadense": "CAD", "dólares canadenses": "CAD",
            "dólar australiano": "AUD", "dólares australianos": "AUD", "libras esterlinas": "GBP",
            "libras": "lb", "libra": "lb", "ienes": "JPY", "iene": "JPY", "yuan": "CNY", "yuans": "CNY",
            "iuanes": "CNY", "rublos": "RUB", "rupias": "INR", "francos suíços": "CHF", "francos": "CHF",
            "reais": "BRL", "coroas": "kr", "pesos": "MXN", "francos CFA": "XOF",
        },
        of=r"de ",
        half="e meio|e meia",
        units={
            "quilómetro": "km", "quilómetros": "km", "quilômetro": "km", "quilômetros": "km", "metro": "m",
            "metros": "m", "centímetros": "cm", "milímetros": "mm", "milha": "mi", "milhas": "mi", "pés": "ft",
            "pé": "ft", "polegadas": "in", "polegada": "in", "jardas": "yd", "quilogramas": "kg",
            "quilos": "kg", "gramas": "g", "onças": "oz", "toneladas": "t", "grau": "°", "graus": "°",
            "graus celsius": "°C", "graus centígrados": "°C", "graus fahrenheit": "°F", "litros": "l",
            "galões": "gal", "barris": "bbl", "quintais": "q", "quintal": "q", "hectares": "ha", "acres": "ac", "acre": "ac",
            "quilómetros por hora": "km/h", "quilômetros por hora": "km/h", "km por hora": "km/h",
            "milhas por hora": "mph", "metros quadrados": "m²", "quilómetros quadrados": "km²",
            "quilômetros quadrados": "km²", "pés quadrados": "sq ft", "anos": "yr", "grama": "g", "litro": "l", "tonelada": "t",
            "quilograma": "kg", "quilo": "kg", "centímetro": "cm", "milímetro": "mm", "barril": "bbl", "noites": "d",
            "vezes": "×", "ponto": "pp", "pontos": "pp", "ponto percentual": "pp", "pontos percentuais": "pp",
            "pontos base": "bp", "cêntimos": "cent", "centavos": "cent", "pontos-base": "bp", "decibéis": "dB", "colheres de sopa": "tbsp",
            "colher de sopa": "tbsp", "colheres de chá": "tsp", "colher de chá": "tsp", "cavalos": "hp",
            "metros cúbicos": "m³", "milhas náuticas": "nmi", "segundos": "s",
        },
        decade="anos|década",
        doubtful=words("quintal quintais libra libras pé pés polegada polegadas ponto pontos bar onças onça segundo segundos hora horas grau graus"),
        per=r"(?:por |/ ?|cada )|ao (?=mês|ano|dia)|à (?=semana|hora)|o (?=quilo|litro)|a (?=hora|tonelada)",
        adverbs={
            "diários": "d", "diárias": "d", "semanais": "wk", "semanal": "wk", "mensais": "mo", "mensal": "mo",
            "anuais": "yr", "anual": "yr",
        },
        minus=r"\bmenos\b|abaixo de zero|negativ",
        over=r"(?:(?<!não )mais de|pelo menos|no mínimo|não menos de)",
        under=r"(?:(?<!não )menos de|no máximo|quando muito|não mais de)",
        lost=r"desvantagem|\batrás\b|perde|derrot|vencid|\bcaiu",
    ),
    times=TimeWords(
        at=r"\b(?:às?|das?|desde|até|entre|pelas|cerca das|por volta das|após)(?: as?)?\s+\Z",
        on=r" ?(?:da (?:manhã|tarde|noite)|em ponto)",
        lasts=r"\b(?:em|durante|dura|durou|duração|tempo|recorde|filme)(?: de| é)?\s*[:(]?\s*\Z",
        long=r" (?:horas? de )",
        early=r" da (?:manhã|madrugada)",
        late=r" da (?:tarde|noite)",
    ),
    # Words before an identifier
    identifiers=IdentifierWords(
        marks={
            "phone": """
                tel|tel.|telef.|telefone|telefones|tlm|tlm.|fax|telemóvel|celular|número verde|número gratuito|
                número de telefone
            """,
            "postcode": "CEP|C.P.|código postal|apartado|caixa postal|Cedex|CEDEX",
            "company number": "SIRET|SIREN|NIF|NIPC|CNPJ|CPF|número de IVA|número de contribuinte",
            "account": """
                número de conta|número da conta|número do cartão|conta bancária|NIB|conta corrente
            """,
            "docket": "processo|processo n.º|recurso n.º",
            "reference": """
                n.º|nº|n°|n.o|n.os|núm|núm.|№|ref|ref.|referência|número de série|número de encomenda|
                número do processo|passaporte
            """,
            "plate": "matrícula|placa",
        },
        nouns={
            "phone": """
                ligue para o|ligue o|ligar para o|ligue|ligar|marque o|contacte o|telefone para o
            """,
            "account": "a conta",
            "law": """
                artigo|artigos|art.|arts.|parágrafo|parágrafos|alínea|alíneas|lei|decreto|decreto-lei|portaria|
                regulamento|diretiva|despacho|§
            """,
            "reference": """
                número|números|código|códigos|linha|linhas|dossiê|dossier|encomenda|fatura|contrato|apólice|
                quarto|patente|voo|id
            """,
        },
        links="é|é o|é a|são|era|continua a ser o|n.º|nº|n°|número|postal|orçamental",
        joins=",|;|e|ou|a|ao",
        plural=(
            r"(?!(?:"
            r"mais|menos|depois|antes|após|nos|nas|dos|das|os|as|seus|suas|bis"
            r")\b)[a-zà-öø-ÿ-]{2,}s"
        ),
        streets="""
            rua|r.|avenida|av.|praça|largo|travessa|estrada|alameda|apartado|morada|endereço|rue
        """,
    ),
    # Function words: of the 220 most frequent words of news, debates and conversation, those that belong to no topic
    function_words=words("""
        de a o que e para do um em uma da os é não se no com as por na como mais você dos ou eu ao ser seu são à
        sua pode das ele mas está também este sobre nos foi quando muito esta seus eles tem me pelo podem todos
        ela isso há já suas entre fazer ter deve mesmo até ainda pela estão sem bem apenas seja vez será cada
        depois essa qualquer nas novo esse meu outros só às aqui antes parte nós todas isto alguns lhe contra
        assim estas neste sempre outras menos temos nosso qual anos minha quanto onde lo durante possível dois
        embora enquanto porque algumas outro vai têm elas muitos duas dizer tudo foram num numa dele dela disse
    """),
    emphatic=words("muito muita muitos muitas pequeno pequenino devagarinho pouquinho longe depressa"),
    linking=words("""
        o a os as um uma de do da dos das e ou em no na nos nas ao à às com sem por pelo pela para sobre
        entre num numa
    """),
    # Capitals
    capitals=Capitals(
        small=words("""
            o a os as um uma uns umas de do da dos das ao aos à às e em no na nos nas por pelo pela para com sem
            como ou mas que quem seu sua se é são foi não mais sobre entre porque enquanto quando onde embora já
            até desde segundo este esta estes estas também durante contra perante após deixando dando segundo
        """),
        acronyms=words("ONU"),
    ),
    # Capitalised words that are not names: titles before a name, and names of institutions
    titles=words("sr sra dr dona senhor senhora padre irmao irma prof sao santa"),
    # Frequent words and their meanings, for comparing two quotations
    landmarks="""
        i: eu me mim meu minha meus minhas
        we: nós nos nosso nossa nossos nossas
        you: você vocês tu te teu tua
        not: não nunca nenhum nenhuma nada nem sem
        and: e
        or: ou
        but: mas
        if: se
        because: porque pois
        when: quando
        in: em no na nos nas num numa
        for: para por
        with: com
        after: após depois
        before: antes
        against: contra
        between: entre
        very: muito
        more: mais
        all: todo todos toda todas tudo
        many: muito muitos muita muitas
        where: onde
        how: como
        who: quem
        even: mesmo mesma mesmos
        also: também
        still: ainda sempre
        here: aqui
        now: agora hoje atualmente
        a: um uma
        two: dois duas
        three: três
        four: quatro
        five: cinco
        six: seis
        ten: dez
        first: primeiro primeira
        year: ano anos
        day: dia dias
        month: mês meses
        week: semana semanas
        time: tempo vez vezes
        monday: segunda segunda-feira
        tuesday: terça terça-feira
        wednesday: quarta quarta-feira
        thursday: quinta quinta-feira
        friday: sexta sexta-feira
        saturday: sábado
        sunday: domingo
        people: pessoas pessoa gente
        man: homem homens
        woman: mulher mulheres
        child: criança crianças filhos
        country: país países
        world: mundo
        city: cidade
        life: vida vidas
        war: guerra
        law: lei
        water: água
        money: dinheiro
        government: governo
        president: presidente
        minister: ministro ministra
        company: empresa empresas companhia
        party: partido
        work: trabalho
        problem: problema problemas
        must: deve devem preciso
        can: pode podem podemos
        want: quer querem queremos quero
        great: grande grandes
        new: novo nova novos novas
        good: bom boa bem
    """,
    # Negation
    negation=Negation(
        plain=words("não nem nunca jamais ninguém nada nenhum nenhuma tampouco"),
        clear="""
            sem rejeit* recus* neg* falt* carec* care* ausen* fracass* evit* imped* proib* deix* cess* ignor*
            duv* perd* opos* opoe* apenas pouco poucos exceto salvo somente longe fals* dificil* ainda senao
            imposs* insuf* incap* inac* inad* inutil* raro demasiado desconh* anti abandon* menos raramente
            unic* so
        """,
        faint="in* im* ir* des* antes contra qual* livre* ate mal* que",
        idle=("não só", "não apenas", "não obstante", "não há dúvida", r"não é(?=\?)", r"não-\w+"),
        otherwise=(r"\bnada (?=\d)",),  # nada 200 metros: swims
    ),
    # Words of opposite meaning
    opposites="""
        rise-fall: sobe sobem subiu subido aumenta aumentam aumentou aumentado aumento cresce crescem
            cresceu crescimento / baixa baixam baixou diminui diminuem diminuiu queda cai caem caiu reduz
            descida ~menos ~perda ~perdas ~recua ~recuo ~quebra
        yesterday-tomorrow: ontem / amanhã
        north-south: norte / sul
        win-lose: ganha ganham ganhou ganhar vitória vence venceu / perde perdem perdeu perder derrota
        buy-sell: compra compram comprou comprar / vende vendem vendeu vender venda
        born-died: nasceu nascido nascida nascimento / morreu morto morta morte faleceu
        open-close: abre abrem abriu aberto aberta abrir / fecha fecham fechou fechado fechada fechar
        double-halve: duplica duplicam duplicou duplicaram duplicado / ~metade
        before-after: antes / depois após
        convict-acquit: condenado condenada condenados / absolvido absolvida absolvidos
        accept-refuse: aceita aceitam aceitou aceitar / recusa recusou recusar rejeitou
    """,
    # Words around quotations
    quotations=Quotations(
        saying=words("""
            disse diz disseram afirmou afirma explicou explica acrescentou acrescenta declarou declara segundo
            escreveu escreve perguntou respondeu assegurou comentou comenta referiu contou conta indicou indica
            relatou informou alegou
        """),
        leaning=words("""
            o a os as um uma uns umas de do da dos das ao aos à às e em no na nos nas por pelo pela para com sem
            como ou mas que quem seu sua seus suas se me nos te é são este esta esse essa muito quando onde mais
            sobre entre
        """),
        that=words("que"),
        drops=True,
    ),
    # Inflection, for glossaries
    endings=Endings(
        suffixes=("s", "es", "a", "as"),
        added=words("s es a as"),
        exchanged=("o a os as", "e es a as", "ao oes aes aos", "l is eis", "m ns", "il eis"),
        articles=words("o a os as um uma uns umas do da dos das no na nos nas ao aos à às"),
    ),
    # Places, institutions and capitalised words of the news
    places=Places(
        countries="""
            france: França, frances*
            germany: Alemanha, alema*
            united-kingdom: Reino Unido, britan*, gra-bretanha
            ireland: Irlanda, irlandes*
            netherlands: Países Baixos, neerlandes*, holand*
            belgium: Bélgica, belga*
            switzerland: Suíça, suico*
            austria: Áustria*
            spain: Espanha, espanho*
            portugal: Portugal, portugues*
            italy: Itália*
            greece: Grécia, greg*
            turkey: Turquia, turc*
            poland: Polónia, polac*, polones*
            russia: Rússia, russ*
            ukraine: Ucrânia, ucran*
            sweden: Suécia, suec*
            norway: Noruega, norueg*
            denmark: Dinamarca, dinamarques*
            finland: Finlândia, finland*
            iceland: Islândia, island*
            hungary: Hungria, hungar*
            romania: Roménia, romen*
            bulgaria: Bulgária, bulgar*
            serbia: Sérvia, servi*
            croatia: Croácia, croat*
            czechia: Chequia, chec*, tchec*
            united-states: Estados Unidos, americano*, american*, eua, norte-americ*, estadunidense*
            canada: Canadá, canad*
            mexico: México, mexic*
            brazil: Brasil, brasil*
            argentina: Argentina, argentin*
            chile: Chile, chilen*
            colombia: Colômbia, colomb*
            peru: Peru, peru*
            venezuela: Venezuela, venez*
            japan: Japão, japon*
            china: China, chin*
            korea: Coreia, corean*, sul-coreano*, norte-coreano*
            india: Índia, indi*
            pakistan: Paquistão, paquistan*
            afghanistan: Afeganistão, afeg*
            indonesia: Indonésia, indones*
            australia: Austrália, austral*
            new-zealand: Nova Zelândia, neozeland*
            philippines: Filipinas, filipin*
            burma: Birmania, birman*, mianmar, myanmar
            iran: Irão, iran*
            iraq: Iraque, iraq*
            syria: Síria, siri*
            israel: Israel, israel*
            lebanon: Líbano, liban*
            jordan: Jordânia, jordan*
            egypt: Egito, egipc*, egit*
            libya: Líbia, libi*
            tunisia: Tunísia, tunisi*
            algeria: Argélia, argel*
            morocco: Marrocos, marroqu*
            saudi-arabia: Arábia Saudita, saud*
            yemen: Iémen, iemen*
            ethiopia: Etiópia, etiop*
            south-africa: África do Sul, sul-africano*
            macedonia: Macedónia, macedon*
            bosnia: Bósnia, bosni*
            slovenia: Eslovénia, esloven*
            slovakia: Eslováquia, eslovac*
            yugoslavia: Jugoslávia, iugoslavia, jugoslav*, iugoslav*
            soviet-union: Uniao Sovietica, sovietic*
            bolivia: Bolívia, boliv*
            ecuador: Equador, equatorian*
            vietnam: Vietname, vietna*
            singapore: Singapura*, cingapura*
            nigeria: Nigéria, nigeria*
            palestine: Palestina, palest*
            cyprus: Chipre, cipriot*
            luxembourg: Luxemburgo, luxemburg*
            niger: Níger, nigerin*
            guinea: Guiné, guineense*
            guinea-bissau: Guiné-Bissau, bissau-guineense*
            equatorial-guinea: Guiné Equatorial, equato-guineense*
            papua-new-guinea: Papua-Nova Guiné, papua nova guine, papua*, nova guine
            dominica: Dominica, dominiquens*
            dominican-republic: República Dominicana, dominican*
            lithuania: Lituânia, lituan*
            latvia: Letónia, letonia, letao, letoes, leta
            estonia: Estónia, estonia, estonio*, estonian*
            mauritania: Mauritânia, mauritan*
            mauritius: Maurícia, mauricio, maurician*
            north-korea: Coreia do Norte, norte-corean*
            south-korea: Coreia do Sul, sul-corean*
            congo: Congo, congoles*
            dr-congo: República Democrática do Congo, rdc, rd congo, rd do congo, congo-kinshasa, congo democratico
            congo-brazzaville: República do Congo, congo-brazzaville
            gambia: Gâmbia, gambian*
            zambia: Zâmbia, zambian*
            liberia: Libéria, liberian*
            sudan: Sudão, sudanes*
            south-sudan: Sudão do Sul, sul-sudanes*
            mali: Mali, malian*, malines*
            malawi: Malaui, malawi, malawian*
            uruguay: Uruguai, uruguai*
            paraguay: Paraguai, paraguai*
        """,
        regions="""
            england: Inglaterra, ingles*
            scotland: Escócia, escoces*
            africa: África, african*
            europe: Europa, europe*
            asia: Ásia*
            alps: Alpes
            wales: Gales, gales*, pais de gales
            catalonia: Catalunha, catal*
            california: Califórnia*
            virginia: Virgínia*
            carolina: Carolina*
            florida: Flórida*
            louisiana: Luisiana, louisiana
            pennsylvania: Pensilvânia
            bavaria: Baviera, bavar*
            saxony: Saxónia
            pacific: Pacífico
            atlantic: Atlântico
            crimea: Crimeia
        """,
        cities="""
            london: Londres, londrino*
            paris: Paris, parisi*
            brussels: Bruxelas
            antwerp: Antuérpia
            ghent: Gante, gand
            geneva: Genebra
            vienna: Viena
            berlin: Berlim, berlinense*
            munich: Munique
            cologne: Colónia
            frankfurt: Frankfurt, francoforte
            hamburg: Hamburgo
            moscow: Moscovo, moscou, moscovit*
            warsaw: Varsóvia
            prague: Praga
            athens: Atenas, ateniense*
            rome: Roma, roman*
            milan: Milão, milan*
            venice: Veneza, venez*
            lisbon: Lisboa, lisboet*
            madrid: Madrid, madrilen*
            barcelona: Barcelona
            copenhagen: Copenhaga, copenhague
            kyiv: Kiev, kyiv
            beijing: Pequim, beijing
            jerusalem: Jerusalém
            hague: Haia
            new-york: Nova York, nova iorque, nova-iorquino*
            naples: Nápoles, napolitan*
            strasbourg: Estrasburgo
            marseille: Marselha
            nice: Nice
            liege: Liège
            turin: Turim
            florence: Florença
            seville: Sevilha
            edinburgh: Edimburgo
            cairo: Cairo
            tokyo: Tóquio
            baghdad: Bagdá
            damascus: Damasco
            beirut: Beirute
            bruges: Bruges
            ostend: Ostende
            kortrijk: Courtrai, kortrijk
            nijmegen: Nimega
            groningen: Groninga, groningen
            basel: Basileia
            bern: Berna
            lucerne: Lucerna
            aachen: Aachen, aquisgrano
            mainz: Mainz, mogúncia
            trier: Trier, tréveris
            regensburg: Ratisbona, regensburg
            bremen: Bremen, brema
            dresden: Dresden, dresda
            nuremberg: Nuremberga
            hanover: Hanôver, hannover
            koblenz: Koblenz, coblença
            zaragoza: Saragoça
            cadiz: Cádis
            bologna: Bolonha
            padua: Pádua
            mantua: Mântua
            pisa: Pisa
            krakow: Cracóvia
            thessaloniki: Salónica, tessalónica
            canterbury: Cantuária, canterbury
            dover: Dover
            dunkirk: Dunquerque, dunkerque
        """,
        acronyms="""
            un: ONU, nacoes unidas
            eu: UE, uniao europeia
            nato: NATO, otan
            who: OMS, organizacao mundial da saude
            imf: FMI, fundo monetario
            ecb: BCE, banco central europeu
            ai: IA, inteligencia artificial, ai
            ceo: CEO, diretor*, presidente*, director*
            wto: OMC
            oecd: OCDE
            gdp: PIB
            vat: IVA
            ngo: ONG
            hiv: VIH, hiv
            dna: ADN, dna
            aids: SIDA, aids
            us: EUA, estados unidos, usa, american*
            cia: CIA
            fbi: FBI
            soviet-union: URSS, uniao sovietica, sovietic*
            tv: TV, televis*
            stroke: AVC, derrame*
            text: SMS, mensage*
        """,
        institutions="""
            white-house: casa branca
            european-union: uniao europeia, ue
            united-nations: nacoes unidas, onu
            supreme-court: suprema corte, supremo tribunal*, supremo, tribunal supremo
            congress: congresso
            senate: senado
            house-of-representatives: camara dos representantes, camara dos deputados
            parliament: parlamento
            red-cross: cruz vermelha
            isis: isis, estado islamico, daesh, ei
        """,
        words="""
            christmas: natal
            easter: pascoa
            state: estado*
            church: igreja
            earth: terra
            god: deus
            bible: biblia
            quran: alcorao, corao
            pope: papa
            mediterranean: mediterraneo
            middle-east: medio oriente, oriente medio
            world-cup: copa do mundo, mundial
            brexit: brexit
        """,
    ),
    # People
    people=People(
        given=words("""
            abilio adelaide adriana afonso alberto alexandra alexandre alfredo alice alvaro amalia amanda amelia ana
            andre andreia angela anibal antonia antonio armando artur augusto aurelio barbara bartolomeu beatriz
            bento bernardo bianca bruna bruno camila carla carlos carolina catarina cecilia celia celso cesar cintia
            clara claudia claudio cristiano cristina daniel daniela david debora diana diego dilma diogo duarte
            edite edson eduardo elena elias elisa elsa emilia ernesto estela eugenia eva fabiana fabio fatima felipe
            fernanda fernando filipa filipe filomena flavia flavio francisca francisco frederico gabriel gabriela
            geraldo gilberto gilda gisela gloria goncalo graca guilherme gustavo helder helena henrique hugo
            humberto ines irene isabel ivo jaime jair joana joao joaquim joaquina jorge jose josefa julia juliana
            julio larissa laura leandro leonor leticia lidia ligia lourenco luana lucas lucia luciana luciano luis
            luisa luiz lurdes madalena manuel manuela marcela marcelo marcia marcio marcos margarida maria mariana
            mario marisa marta martim mateus matilde mauricio mauro miguel monica natalia nelson noemia nuno olga
            olivia orlando oscar patricia paula paulo pedro rafael rafaela raimundo ramiro raquel raul regina renata
            renato ricardo rita roberta roberto rodrigo rogerio rosa rosana rui salvador samuel sandra sara
            sebastiao sergio silvia simao sofia solange sonia susana tania telma teresa tereza tiago tomas valentim
            vanessa vasco vera veronica vicente vitor viviane zelia
        """),
        roles=words("""
            abade actor actriz advogada advogado agricultor agricultora almirante alpinista aluna aluno analista
            aposentada aposentado apresentador apresentadora arbitro arcebispo arquiteta arquiteto artesao
            astronauta atacante ativista atleta ator atriz autarca autor autora avancada avancado barao baronesa
            bilionario biologa biologo bispo bombeira bombeiro cabo candidata candidato cantor cantora capitao
            cardeal chanceler chef chefe ciclista cientista cineasta cirurgia cirurgiao comandante comediante
            comissaria comissario compositor compositora conde condessa conselheira conselheiro consul coronel
            corredor corredora cosmonauta cozinheira cozinheiro czar czarina defensor defesa dentista deputada
            deputado designer detetive diplomata director directora diretor diretora doutor doutora duque duquesa
            economista embaixador embaixadora emir empreendedor empregada empregado empresaria empresario enfermeira
            enfermeiro engenheira engenheiro escritor escritora escultor escultora espia espiao esquiador esquiadora
            estilista estudante farmaceutica farmaceutico filosofa filosofo fisica fisico fotografa fotografo
            fundador fundadora futebolista general goleira goleiro governador governadora guarda-redes guitarrista
            historiador historiadora humorista ima imame imperador imperatriz inspetor inspetora investigador
            investigadora jogador jogadora jornalista juiz juiza lider magistrada magistrado marechal marques
            marquesa matematica matematico medica medico medio mestre militante ministra ministro modelo musica
            musico nadador nadadora navegador notaria notario operaria operario opositor opositora padeira padeiro
            papa pastor pastora patrao patroa pesquisador pesquisadora pianista piloto pintor pintora poeta policia
            policial politologo porta-voz prefeita prefeito premie premier presidenta presidente primeiro-ministro
            princesa principe procurador procuradora professor professora psicologa psicologo pugilista quimica
            quimico rabina rabino rainha rapper realizador realizadora redator redatora reformada reformado rei
            reporter romancista sargento secretaria secretario selecionador selecionadora senador senadora
            sindicalista sociologa sociologo soldado sultao tecnico tenente tesoureira tesoureiro treinador
            treinadora vereador vereadora vice-presidente violinista xeque zagueira zagueiro
        """),
        endings=words("s"),
        crowned=words("rei rainha principe princesa imperador imperatriz czar duque duquesa conde condessa papa sao santa santo"),
        verbs=words("e foi tem tinha era sera vai deve pode quer nao"),
        # Labels of Wikidata (CC0), with other spellings of the press
        known="""
            putin: Vladimir Putin
            zelensky: Volodymyr Zelensky, zelenskyy, zelenski
            gorbachev: Mikhail Gorbachev, gorbatchov
            yeltsin: Boris Iéltsin, yeltsin
            khrushchev: Nikita Khrushchov, khrushchev, kruschev
            brezhnev: Leonid Brejnev
            stalin: Josef Stalin
            lenin: Vladimir Lenin
            trotsky: Leon Trótski
            lavrov: Sergey Lavrov
            navalny: Alexei Navalny
            lukashenko: Alexander Lukashenko
            medvedev: Dmitri Medvedev
            tikhanovskaya: Sviatlana Tsikhanouskaya, tikhanovskaya
            tchaikovsky: Piotr Tchaikovsky
            tolstoy: Liev Tolstói
            dostoevsky: Fiódor Dostoiévski
            chekhov: Anton Tchékhov, tchekov
            pushkin: Alexandre Pushkin
            solzhenitsyn: Aleksandr Soljenítsin
            sakharov: Andrei Sakharov
            gagarin: Iuri Gagarin
            shostakovich: Dmitri Shostakovitch
            rachmaninoff: Sergei Rachmaninoff
            mussorgsky: Modest Mussorgsky
            stravinsky: Igor Stravinsky
            kasparov: Garry Kasparov
            poroshenko: Petro Poroshenko
            yanukovych: Viktor Yanukovych, yanukovich
            tymoshenko: Yulia Tymoshenko
            yushchenko: Viktor Yushchenko
            prigozhin: Yevgeny Prigozhin, prigojin
            shoigu: Serguei Shoigu
            peskov: Dmitri Peskov
            mishustin: Mikhail Mishustin
            khodorkovsky: Mikhail Khodorkovski
            politkovskaya: Anna Politkovskaia
            nemtsov: Boris Nemtsov
            kuleba: Dmytro Kuleba
            zaluzhny: Valerii Zaluzhnyi
            saakashvili: Mikheil Saakashvili
            pashinyan: Nikol Pashinian, pashinyan
            aliyev: Ilham Aliyev
            kadyrov: Ramzan Kadyrov
            nazarbayev: Nursultan Nazarbayev, nazarbaev
            tokayev: Kassym-Jomart Tokayev
            gaddafi: Muammar Kadafi, gaddafi, khadafi
            sisi: Abdel Fattah al-Sisi
            netanyahu: Benjamin Netanyahu
            khamenei: Ali Khamenei
            khomeini: Ruhollah Khomeini
            columbus: Cristóvão Colombo
            copernicus: Nicolau Copérnico
            magellan: Fernão de Magalhães
        """,
        meanings="""
            small: pequen*
            big: grande, alto, alta
            fat: gordo, gorda, grosso
            white: branco, branca
            black: preto, preta, negro, negra
            red: vermelho, vermelha
            redhead: ruivo, ruiva
            brown: moreno, morena, castanho, marrom
            grey: cinzento, cinza
            green: verde
            blond: loiro, loira
            young: jovem
            old: velho, velha
            new: novo, nova
            good: bom, boa
            beautiful: belo, bela, bonit*, lind*
            strong: forte
            long: longo, longa, comprido
            happy: feliz
            wise: sabio, sabia
            wild: selvagem
            rich: rico, rica
            merchant: comerciante*, mercador*, vendedor*
            baker: padeir*
            butcher: acougueir*, talhante*
            shepherd: pastor, pastora
            knight: cavaleiro*
            carpenter: carpinteiro*
            mason: pedreiro*
            miller: moleiro*
            smith: ferreiro*
            hunter: cacador*
            fisherman: pescador*, pecador*
            sailor: marinheiro*
            monk: monge*
            priest: padre, sacerdote*
            bishop: bispo*
            king: rei
            duke: duque
            count: conde
            prince: principe
            fox: raposa
            wolf: lobo
            fish: peixe
            lamb: cordeiro
            rabbit: coelho*
            bird: passaro*, ave
            nightingale: rouxinol
            bridge: ponte
            wood: bosque, madeira
            fountain: fonte*
            forest: floresta*
            flower: flor, flores
            olive-tree: oliveira
            oak: carvalho*
            river: rio
            mountain: montanha
            valley: vale
            sea: mar
            lake: lago
            field: campo, campos
            mill: moinho*
            house: casa
            castle: castelo*
            door: porta*
            street: rua
            garden: jardim
            meadow: prado*
            tower: torre*
            wall: muro*, parede
            stone: pedra*
            soldier: soldado*
            war: guerra
            peace: paz
            winter: inverno
            summer: verao
            sunday: domingo
            january: janeiro
            christmas: natal
            bread: pao
            wine: vinho
            salt: sal
            butter: manteiga
            pepper: pimenta
            snow: neve
            sun: sol
            moon: lua
            sky: ceu
            angel: anjo*
            devil: diabo*
            cross: cruz
            church: igreja*
            chapel: capela*
            teacher: mestre
            mayor: prefeito*, autarca
            cook: cozinheir*, galo
            gardener: jardineiro*
            tailor: alfaiate*
            clerk: escriturario*, clerigo*
        """,
    ),
    # Other
    script="Latin",
    expansion=0.93,
    plural_forms={"": "nplurals=2; plural=(n != 1);", "pt-BR": "nplurals=2; plural=(n > 1);"},
    plural_categories=("one", "many", "other"),
    stemmer="portuguese",
)
