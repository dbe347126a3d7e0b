"""What CLDR 49 says of languages; written by scripts/cldr.py, not by hand.

Copyright Unicode, Inc.; under the Unicode License V3 (https://www.unicode.org/license.txt, SPDX: Unicode-3.0).
"""

# fmt: off

# decimal mark, mark of thousands, percentage, money
FORMATS = {
    "fr-FR": (",", "\u202f", "{n}\u00a0%", "{n}\u00a0{symbol}"),
    "nl-NL": (",", ".", "{n}%", "{symbol}\u00a0{n}"),
    "en-GB": (".", ",", "{n}%", "{symbol}{n}"),
    "en-US": (".", ",", "{n}%", "{symbol}{n}"),
    "de-DE": (",", ".", "{n}\u00a0%", "{n}\u00a0{symbol}"),
    "es-ES": (",", ".", "{n}\u00a0%", "{n}\u00a0{symbol}"),
    "pt-PT": (",", "\u00a0", "{n}%", "{n}\u00a0{symbol}"),
    "pt-BR": (",", ".", "{n}%", "{symbol}\u00a0{n}"),
}

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}

WEEKDAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
}

DATES = {
    "fr": "{day} {month} {year}",
    "nl": "{day} {month} {year}",
    "en": "{day} {month} {year}",
    "de": "{day}. {month} {year}",
    "es": "{day} de {month} de {year}",
    "pt": "{day} de {month} de {year}",
}

NAMES = {
    "fr": {"fr": "français", "nl": "néerlandais", "en": "anglais", "de": "allemand", "es": "espagnol", "pt": "portugais"},
    "nl": {"fr": "Frans", "nl": "Nederlands", "en": "Engels", "de": "Duits", "es": "Spaans", "pt": "Portugees"},
    "en": {"fr": "French", "nl": "Dutch", "en": "English", "de": "German", "es": "Spanish", "pt": "Portuguese"},
    "de": {"fr": "Französisch", "nl": "Niederländisch", "en": "Englisch", "de": "Deutsch", "es": "Spanisch", "pt": "Portugiesisch"},
    "es": {"fr": "francés", "nl": "neerlandés", "en": "inglés", "de": "alemán", "es": "español", "pt": "portugués"},
    "pt": {"fr": "francês", "nl": "holandês", "en": "inglês", "de": "alemão", "es": "espanhol", "pt": "português"},
}

ENDONYMS = {
    "fr": "français",
    "nl": "Nederlands",
    "en": "English",
    "de": "Deutsch",
    "es": "español",
    "pt": "português",
    "af": "Afrikaans",
    "eu": "euskara",
    "ca": "català",
    "cy": "Cymraeg",
    "cs": "čeština",
    "da": "dansk",
    "et": "eesti",
    "ga": "Gaeilge",
    "gl": "galego",
    "hr": "hrvatski",
    "it": "italiano",
    "lv": "latviešu",
    "lt": "lietuvių",
    "hu": "magyar",
    "mt": "Malti",
    "pl": "polski",
    "ro": "română",
    "sq": "shqip",
    "sk": "slovenčina",
    "sl": "slovenščina",
    "fi": "suomi",
    "sv": "svenska",
    "tr": "Türkçe",
    "is": "íslenska",
    "el": "Ελληνικά",
    "bg": "български",
    "mk": "македонски",
    "ru": "русский",
    "sr": "српски",
    "uk": "українська",
    "he": "עברית",
    "ar": "العربية",
    "fa": "فارسی",
    "ur": "اردو",
    "hi": "हिन्दी",
    "bn": "বাংলা",
    "ta": "தமிழ்",
    "th": "ไทย",
    "zh": "中文",
    "ja": "日本語",
    "ko": "한국어",
}

ENGLISH = """
    aa: Afar
    ab: Abkhazian
    ace: Acehnese
    ach: Acoli
    ada: Adangme
    ady: Adyghe
    ae: Avestan
    aeb: Tunisian Arabic
    af: Afrikaans
    afh: Afrihili
    agq: Aghem
    ain: Ainu
    ak: Akan
    akk: Akkadian
    akz: Alabama
    ale: Aleut
    aln: Gheg Albanian
    alt: Southern Altai
    am: Amharic
    an: Aragonese
    ang: Old English
    ann: Obolo
    anp: Angika
    apw: Western Apache
    ar: Arabic
    arc: Aramaic
    arn: Mapuche
    aro: Araona
    arp: Arapaho
    arq: Algerian Arabic
    ars: Najdi Arabic
    arw: Arawak
    ary: Moroccan Arabic
    arz: Egyptian Arabic
    as: Assamese
    asa: Asu
    ase: American Sign Language
    ast: Asturian
    atj: Atikamekw
    av: Avaric
    avk: Kotava
    awa: Awadhi
    ay: Aymara
    az: Azerbaijani
    ba: Bashkir
    bal: Baluchi
    ban: Balinese
    bar: Bavarian
    bas: Basaa
    bax: Bamun
    bbc: Batak Toba
    bbj: Ghomala
    be: Belarusian
    bej: Beja
    bem: Bemba
    bew: Betawi
    bez: Bena
    bfd: Bafut
    bfq: Badaga
    bg: Bulgarian
    bgc: Haryanvi
    bgn: Western Balochi
    bho: Bhojpuri
    bi: Bislama
    bik: Bikol
    bin: Bini
    bjn: Banjar
    bkm: Kom
    bla: Siksiká
    blo: Anii
    blt: Tai Dam
    bm: Bambara
    bn: Bangla
    bo: Tibetan
    bpy: Bishnupriya
    bqi: Bakhtiari
    br: Breton
    bra: Braj
    brh: Brahui
    brx: Bodo
    bs: Bosnian
    bss: Akoose
    bua: Buriat
    bug: Buginese
    bum: Bulu
    byn: Blin
    byv: Medumba
    ca: Catalan
    cad: Caddo
    car: Carib
    cay: Cayuga
    cch: Atsam
    ccp: Chakma
    ce: Chechen
    ceb: Cebuano
    cgg: Chiga
    ch: Chamorro
    chb: Chibcha
    chg: Chagatai
    chk: Chuukese
    chm: Mari
    chn: Chinook Jargon
    cho: Choctaw
    chp: Chipewyan
    chr: Cherokee
    chy: Cheyenne
    cic: Chickasaw
    ckb: Central Kurdish
    clc: Chilcotin
    co: Corsican
    cop: Coptic
    cps: Capiznon
    cr: Cree
    crg: Michif
    crh: Crimean Tatar
    crj: Southern East Cree
    crk: Plains Cree
    crl: Northern East Cree
    crm: Moose Cree
    crr: Carolina Algonquian
    crs: Seselwa Creole French
    cs: Czech
    csb: Kashubian
    csw: Swampy Cree
    cu: Church Slavic
    cv: Chuvash
    cy: Welsh
    da: Danish
    dak: Dakota
    dar: Dargwa
    dav: Taita
    de: German
    del: Delaware
    den: Slave
    dgr: Dogrib
    din: Dinka
    dje: Zarma
    doi: Dogri
    dsb: Lower Sorbian
    dtp: Central Dusun
    dua: Duala
    dum: Middle Dutch
    dv: Divehi
    dyo: Jola-Fonyi
    dyu: Dyula
    dz: Dzongkha
    dzg: Dazaga
    ebu: Embu
    ee: Ewe
    efi: Efik
    egl: Emilian
    egy: Ancient Egyptian
    eka: Ekajuk
    el: Greek
    elx: Elamite
    en: English
    enm: Middle English
    eo: Esperanto
    es: Spanish
    esu: Central Yupik
    et: Estonian
    eu: Basque
    ewo: Ewondo
    ext: Extremaduran
    fa: Persian
    fan: Fang
    fat: Fanti
    ff: Fula
    fi: Finnish
    fil: Filipino
    fit: Tornedalen Finnish
    fj: Fijian
    fo: Faroese
    fon: Fon
    fr: French
    frc: Cajun French
    frm: Middle French
    fro: Old French
    frp: Arpitan
    frr: Northern Frisian
    frs: Eastern Frisian
    fur: Friulian
    fy: Western Frisian
    ga: Irish
    gaa: Ga
    gag: Gagauz
    gan: Gan Chinese
    gay: Gayo
    gba: Gbaya
    gbz: Zoroastrian Dari
    gd: Scottish Gaelic
    gez: Geez
    gil: Gilbertese
    gl: Galician
    glk: Gilaki
    gmh: Middle High German
    gn: Guarani
    goh: Old High German
    gon: Gondi
    gor: Gorontalo
    got: Gothic
    grb: Grebo
    grc: Ancient Greek
    gsw: Swiss German
    gu: Gujarati
    guc: Wayuu
    gur: Frafra
    guz: Gusii
    gv: Manx
    gwi: Gwichʼin
    ha: Hausa
    hai: Haida
    hak: Hakka Chinese
    haw: Hawaiian
    hax: Southern Haida
    he: Hebrew
    hi: Hindi
    hif: Fiji Hindi
    hil: Hiligaynon
    hit: Hittite
    hmn: Hmong
    hnj: Hmong Njua
    ho: Hiri Motu
    hr: Croatian
    hsb: Upper Sorbian
    hsn: Xiang Chinese
    ht: Haitian Creole
    hu: Hungarian
    hup: Hupa
    hur: Halkomelem
    hy: Armenian
    hz: Herero
    ia: Interlingua
    iba: Iban
    ibb: Ibibio
    id: Indonesian
    ie: Interlingue
    ig: Igbo
    ii: Sichuan Yi
    ik: Inupiaq
    ikt: Western Canadian Inuktitut
    ilo: Iloko
    inh: Ingush
    io: Ido
    is: Icelandic
    it: Italian
    iu: Inuktitut
    izh: Ingrian
    ja: Japanese
    jam: Jamaican Creole English
    jbo: Lojban
    jgo: Ngomba
    jmc: Machame
    jpr: Judeo-Persian
    jrb: Judeo-Arabic
    jut: Jutish
    jv: Javanese
    ka: Georgian
    kaa: Kara-Kalpak
    kab: Kabyle
    kac: Kachin
    kaj: Jju
    kam: Kamba
    kaw: Kawi
    kbd: Kabardian
    kbl: Kanembu
    kcg: Tyap
    kde: Makonde
    kea: Kabuverdianu
    kek: Qʼeqchiʼ
    ken: Kenyang
    kfo: Koro
    kg: Kongo
    kgp: Kaingang
    kha: Khasi
    kho: Khotanese
    khq: Koyra Chiini
    khw: Khowar
    ki: Kikuyu
    kiu: Kirmanjki
    kj: Kuanyama
    kk: Kazakh
    kkj: Kako
    kl: Kalaallisut
    kln: Kalenjin
    km: Khmer
    kmb: Kimbundu
    kn: Kannada
    ko: Korean
    koi: Komi-Permyak
    kok: Konkani
    kos: Kosraean
    kpe: Kpelle
    kr: Kanuri
    krc: Karachay-Balkar
    kri: Krio
    krj: Kinaray-a
    krl: Karelian
    kru: Kurukh
    ks: Kashmiri
    ksb: Shambala
    ksf: Bafia
    ksh: Colognian
    ku: Kurdish
    kum: Kumyk
    kut: Kutenai
    kv: Komi
    kw: Cornish
    kwk: Kwakʼwala
    kxv: Kuvi
    ky: Kyrgyz
    la: Latin
    lad: Ladino
    lag: Langi
    lah: Western Panjabi
    lam: Lamba
    lb: Luxembourgish
    lez: Lezghian
    lfn: Lingua Franca Nova
    lg: Ganda
    li: Limburgish
    lij: Ligurian
    lil: Lillooet
    liv: Livonian
    lkt: Lakota
    lld: Ladin
    lmo: Lombard
    ln: Lingala
    lo: Lao
    lol: Mongo
    lou: Louisiana Creole
    loz: Lozi
    lrc: Northern Luri
    lsm: Saamia
    lt: Lithuanian
    ltg: Latgalian
    lu: Luba-Katanga
    lua: Luba-Lulua
    lui: Luiseno
    lun: Lunda
    luo: Luo
    lus: Mizo
    luy: Luyia
    lv: Latvian
    lzh: Literary Chinese
    lzz: Laz
    mad: Madurese
    maf: Mafa
    mag: Magahi
    mai: Maithili
    mak: Makasar
    man: Mandingo
    mas: Masai
    mde: Maba
    mdf: Moksha
    mdr: Mandar
    men: Mende
    mer: Meru
    mfe: Morisyen
    mg: Malagasy
    mga: Middle Irish
    mgh: Makhuwa-Meetto
    mgo: Metaʼ
    mh: Marshallese
    mi: Māori
    mic: Mi'kmaw
    mid: Mandaic
    min: Minangkabau
    mk: Macedonian
    ml: Malayalam
    mn: Mongolian
    mnc: Manchu
    mni: Manipuri
    moe: Innu-aimun
    moh: Mohawk
    mos: Mossi
    mr: Marathi
    mrj: Western Mari
    ms: Malay
    mt: Maltese
    mua: Mundang
    mul: Multiple languages
    mus: Muscogee
    mwl: Mirandese
    mwr: Marwari
    mwv: Mentawai
    my: Burmese
    mye: Myene
    myv: Erzya
    mzn: Mazanderani
    na: Nauru
    nan: Min Nan Chinese
    nap: Neapolitan
    naq: Nama
    nb: Norwegian Bokmål
    nd: North Ndebele
    nds: Low German
    ne: Nepali
    new: Newari
    ng: Ndonga
    nia: Nias
    niu: Niuean
    njo: Ao Naga
    nl: Dutch
    nmg: Kwasio
    nn: Norwegian Nynorsk
    nnh: Ngiemboon
    nnp: Wancho
    no: Norwegian
    nog: Nogai
    non: Old Norse
    nov: Novial
    nqo: N’Ko
    nr: South Ndebele
    nso: Northern Sotho
    nus: Nuer
    nv: Navajo
    nwc: Classical Newari
    ny: Nyanja
    nym: Nyamwezi
    nyn: Nyankole
    nyo: Nyoro
    nzi: Nzima
    oc: Occitan
    oj: Ojibwa
    ojb: Northwestern Ojibwa
    ojc: Central Ojibwa
    ojs: Oji-Cree
    ojw: Western Ojibwa
    oka: Okanagan
    om: Oromo
    or: Odia
    os: Ossetic
    osa: Osage
    ota: Ottoman Turkish
    pa: Punjabi
    pag: Pangasinan
    pal: Pahlavi
    pam: Pampanga
    pap: Papiamento
    pau: Palauan
    pcd: Picard
    pcm: Nigerian Pidgin
    pdc: Pennsylvania German
    pdt: Plautdietsch
    peo: Old Persian
    pfl: Palatine German
    phn: Phoenician
    pi: Pali
    pis: Pijin
    pl: Polish
    pms: Piedmontese
    pnt: Pontic
    pon: Pohnpeian
    pqm: Maliseet-Passamaquoddy
    prg: Prussian
    pro: Old Provençal
    ps: Pashto
    pt: Portuguese
    qu: Quechua
    quc: Kʼicheʼ
    qug: Chimborazo Highland Quichua
    raj: Rajasthani
    rap: Rapanui
    rar: Rarotongan
    rej: Rejang
    rgn: Romagnol
    rhg: Rohingya
    rif: Riffian
    rm: Romansh
    rn: Rundi
    ro: Romanian
    rof: Rombo
    rom: Romany
    rtm: Rotuman
    ru: Russian
    rue: Rusyn
    rug: Roviana
    rup: Aromanian
    rw: Kinyarwanda
    rwk: Rwa
    sa: Sanskrit
    sad: Sandawe
    sah: Yakut
    sam: Samaritan Aramaic
    saq: Samburu
    sas: Sasak
    sat: Santali
    saz: Sourashtra
    sba: Ngambay
    sbp: Sangu
    sc: Sardinian
    scn: Sicilian
    sco: Scots
    sd: Sindhi
    sdc: Sassarese Sardinian
    sdh: Southern Kurdish
    se: Northern Sami
    see: Seneca
    seh: Sena
    sei: Seri
    sel: Selkup
    ses: Koyraboro Senni
    sg: Sango
    sga: Old Irish
    sgs: Samogitian
    sh: Serbo-Croatian
    shi: Tachelhit
    shn: Shan
    shu: Chadian Arabic
    si: Sinhala
    sid: Sidamo
    sjd: Kildin Sami
    sje: Pite Sami
    sju: Ume Sami
    sk: Slovak
    sl: Slovenian
    slh: Southern Lushootseed
    sli: Lower Silesian
    sly: Selayar
    sm: Samoan
    sma: Southern Sami
    smj: Lule Sami
    smn: Inari Sami
    sms: Skolt Sami
    sn: Shona
    snk: Soninke
    so: Somali
    sog: Sogdien
    sq: Albanian
    sr: Serbian
    srn: Sranan Tongo
    srr: Serer
    ss: Swati
    ssy: Saho
    st: Southern Sotho
    stq: Saterland Frisian
    str: Straits Salish
    su: Sundanese
    suk: Sukuma
    sus: Susu
    sux: Sumerian
    sv: Swedish
    sw: Swahili
    swb: Comorian
    syc: Classical Syriac
    syr: Syriac
    szl: Silesian
    ta: Tamil
    tce: Southern Tutchone
    tcy: Tulu
    te: Telugu
    tem: Timne
    teo: Teso
    ter: Tereno
    tet: Tetum
    tg: Tajik
    tgx: Tagish
    th: Thai
    tht: Tahltan
    ti: Tigrinya
    tig: Tigre
    tiv: Tiv
    tk: Turkmen
    tkl: Tokelauan
    tkr: Tsakhur
    tl: Tagalog
    tlh: Klingon
    tli: Tlingit
    tly: Talysh
    tmh: Tamashek
    tn: Tswana
    to: Tongan
    tog: Nyasa Tonga
    tok: Toki Pona
    tpi: Tok Pisin
    tr: Turkish
    tru: Turoyo
    trv: Taroko
    trw: Torwali
    ts: Tsonga
    tsd: Tsakonian
    tsi: Tsimshian
    tt: Tatar
    ttm: Northern Tutchone
    ttt: Muslim Tat
    tum: Tumbuka
    tvl: Tuvalu
    tw: Twi
    twq: Tasawaq
    ty: Tahitian
    tyv: Tuvinian
    tzm: Central Atlas Tamazight
    udm: Udmurt
    ug: Uyghur
    uga: Ugaritic
    uk: Ukrainian
    umb: Umbundu
    und: Unknown language
    ur: Urdu
    uz: Uzbek
    vai: Vai
    ve: Venda
    vec: Venetian
    vep: Veps
    vi: Vietnamese
    vls: West Flemish
    vmf: Main-Franconian
    vmw: Makhuwa
    vo: Volapük
    vot: Votic
    vro: Võro
    vun: Vunjo
    wa: Walloon
    wae: Walser
    wal: Wolaytta
    war: Waray
    was: Washo
    wbp: Warlpiri
    wo: Wolof
    wuu: Wu Chinese
    xal: Kalmyk
    xh: Xhosa
    xmf: Mingrelian
    xnr: Kangri
    xog: Soga
    yao: Yao
    yap: Yapese
    yav: Yangben
    ybb: Yemba
    yi: Yiddish
    yo: Yoruba
    yrl: Nheengatu
    yue: Cantonese
    za: Zhuang
    zap: Zapotec
    zbl: Blissymbols
    zea: Zeelandic
    zen: Zenaga
    zgh: Standard Moroccan Tamazight
    zh: Chinese
    zu: Zulu
    zun: Zuni
    zxx: No linguistic content
    zza: Zaza
"""

TERRITORIES = {
    "fr": """
        AC: Île de l’Ascension
        AD: Andorre
        AE: Émirats arabes unis
        AF: Afghanistan
        AG: Antigua-et-Barbuda
        AI: Anguilla
        AL: Albanie
        AM: Arménie
        AO: Angola
        AQ: Antarctique
        AR: Argentine
        AS: Samoa américaines
        AT: Autriche
        AU: Australie
        AW: Aruba
        AX: Îles Åland
        AZ: Azerbaïdjan
        BA: Bosnie-Herzégovine
        BB: Barbade
        BD: Bangladesh
        BE: Belgique
        BF: Burkina Faso
        BG: Bulgarie
        BH: Bahreïn
        BI: Burundi
        BJ: Bénin
        BL: Saint-Barthélemy
        BM: Bermudes
        BN: Brunei
        BO: Bolivie
        BQ: Pays-Bas caribéens
        BR: Brésil
        BS: Bahamas
        BT: Bhoutan
        BV: Île Bouvet
        BW: Botswana
        BY: Biélorussie
        BZ: Belize
        CA: Canada
        CC: Îles Cocos
        CD: Congo-Kinshasa
        CF: République centrafricaine
        CG: Congo-Brazzaville
        CH: Suisse
        CI: Côte d’Ivoire
        CK: Îles Cook
        CL: Chili
        CM: Cameroun
        CN: Chine
        CO: Colombie
        CP: Île Clipperton
        CQ: Sercq
        CR: Costa Rica
        CU: Cuba
        CV: Cap-Vert
        CW: Curaçao
        CX: Île Christmas
        CY: Chypre
        CZ: Tchéquie
        DE: Allemagne
        DG: Diego Garcia
        DJ: Djibouti
        DK: Danemark
        DM: Dominique
        DO: République dominicaine
        DZ: Algérie
        EA: Ceuta et Melilla
        EC: Équateur
        EE: Estonie
        EG: Égypte
        EH: Sahara occidental
        ER: Érythrée
        ES: Espagne
        ET: Éthiopie
        FI: Finlande
        FJ: Fidji
        FK: Îles Malouines
        FM: Micronésie
        FO: Îles Féroé
        FR: France
        GA: Gabon
        GB: Royaume-Uni
        GD: Grenade
        GE: Géorgie
        GF: Guyane française
        GG: Guernesey
        GH: Ghana
        GI: Gibraltar
        GL: Groenland
        GM: Gambie
        GN: Guinée
        GP: Guadeloupe
        GQ: Guinée équatoriale
        GR: Grèce
        GS: Géorgie du Sud-et-les Îles Sandwich du Sud
        GT: Guatemala
        GU: Guam
        GW: Guinée-Bissau
        GY: Guyana
        HK: R.A.S. chinoise de Hong Kong
        HM: Îles Heard-et-MacDonald
        HN: Honduras
        HR: Croatie
        HT: Haïti
        HU: Hongrie
        IC: Îles Canaries
        ID: Indonésie
        IE: Irlande
        IL: Israël
        IM: Île de Man
        IN: Inde
        IO: Territoire britannique de l’océan Indien
        IQ: Irak
        IR: Iran
        IS: Islande
        IT: Italie
        JE: Jersey
        JM: Jamaïque
        JO: Jordanie
        JP: Japon
        KE: Kenya
        KG: Kirghizstan
        KH: Cambodge
        KI: Kiribati
        KM: Comores
        KN: Saint-Christophe-et-Niévès
        KP: Corée du Nord
        KR: Corée du Sud
        KW: Koweït
        KY: Îles Caïmans
        KZ: Kazakhstan
        LA: Laos
        LB: Liban
        LC: Sainte-Lucie
        LI: Liechtenstein
        LK: Sri Lanka
        LR: Liberia
        LS: Lesotho
        LT: Lituanie
        LU: Luxembourg
        LV: Lettonie
        LY: Libye
        MA: Maroc
        MC: Monaco
        MD: Moldavie
        ME: Monténégro
        MF: Saint-Martin
        MG: Madagascar
        MH: Îles Marshall
        MK: Macédoine du Nord
        ML: Mali
        MM: Myanmar (Birmanie)
        MN: Mongolie
        MO: R.A.S. chinoise de Macao
        MP: Îles Mariannes du Nord
        MQ: Martinique
        MR: Mauritanie
        MS: Montserrat
        MT: Malte
        MU: Maurice
        MV: Maldives
        MW: Malawi
        MX: Mexique
        MY: Malaisie
        MZ: Mozambique
        NA: Namibie
        NC: Nouvelle-Calédonie
        NE: Niger
        NF: Île Norfolk
        NG: Nigeria
        NI: Nicaragua
        NL: Pays-Bas
        NO: Norvège
        NP: Népal
        NR: Nauru
        NU: Niue
        NZ: Nouvelle-Zélande
        OM: Oman
        PA: Panama
        PE: Pérou
        PF: Polynésie française
        PG: Papouasie-Nouvelle-Guinée
        PH: Philippines
        PK: Pakistan
        PL: Pologne
        PM: Saint-Pierre-et-Miquelon
        PN: Îles Pitcairn
        PR: Porto Rico
        PS: Territoires palestiniens
        PT: Portugal
        PW: Palaos
        PY: Paraguay
        QA: Qatar
        RE: La Réunion
        RO: Roumanie
        RS: Serbie
        RU: Russie
        RW: Rwanda
        SA: Arabie saoudite
        SB: Îles Salomon
        SC: Seychelles
        SD: Soudan
        SE: Suède
        SG: Singapour
        SH: Sainte-Hélène
        SI: Slovénie
        SJ: Svalbard et Jan Mayen
        SK: Slovaquie
        SL: Sierra Leone
        SM: Saint-Marin
        SN: Sénégal
        SO: Somalie
        SR: Suriname
        SS: Soudan du Sud
        ST: Sao Tomé-et-Principe
        SV: Salvador
        SX: Saint-Martin (partie néerlandaise)
        SY: Syrie
        SZ: Eswatini
        TA: Tristan da Cunha
        TC: Îles Turques-et-Caïques
        TD: Tchad
        TF: Terres australes françaises
        TG: Togo
        TH: Thaïlande
        TJ: Tadjikistan
        TK: Tokelau
        TL: Timor oriental
        TM: Turkménistan
        TN: Tunisie
        TO: Tonga
        TR: Turquie
        TT: Trinité-et-Tobago
        TV: Tuvalu
        TW: Taïwan
        TZ: Tanzanie
        UA: Ukraine
        UG: Ouganda
        UM: Îles mineures éloignées des États-Unis
        US: États-Unis
        UY: Uruguay
        UZ: Ouzbékistan
        VA: État de la Cité du Vatican
        VC: Saint-Vincent-et-les Grenadines
        VE: Venezuela
        VG: Îles Vierges britanniques
        VI: Îles Vierges des États-Unis
        VN: Viêt Nam
        VU: Vanuatu
        WF: Wallis-et-Futuna
        WS: Samoa
        XK: Kosovo
        YE: Yémen
        YT: Mayotte
        ZA: Afrique du Sud
        ZM: Zambie
        ZW: Zimbabwe
    """,
    "nl": """
        AC: Ascension
        AD: Andorra
        AE: Verenigde Arabische Emiraten
        AF: Afghanistan
        AG: Antigua en Barbuda
        AI: Anguilla
        AL: Albanië
        AM: Armenië
        AO: Angola
        AQ: Antarctica
        AR: Argentinië
        AS: Amerikaans-Samoa
        AT: Oostenrijk
        AU: Australië
        AW: Aruba
        AX: Åland
        AZ: Azerbeidzjan
        BA: Bosnië en Herzegovina
        BB: Barbados
        BD: Bangladesh
        BE: België
        BF: Burkina Faso
        BG: Bulgarije
        BH: Bahrein
        BI: Burundi
        BJ: Benin
        BL: Saint-Barthélemy
        BM: Bermuda
        BN: Brunei
        BO: Bolivia
        BQ: Caribisch Nederland
        BR: Brazilië
        BS: Bahama’s
        BT: Bhutan
        BV: Bouveteiland
        BW: Botswana
        BY: Belarus
        BZ: Belize
        CA: Canada
        CC: Cocoseilanden
        CD: Congo-Kinshasa
        CF: Centraal-Afrikaanse Republiek
        CG: Congo-Brazzaville
        CH: Zwitserland
        CI: Ivoorkust
        CK: Cookeilanden
        CL: Chili
        CM: Kameroen
        CN: China
        CO: Colombia
        CP: Clipperton
        CQ: Sark
        CR: Costa Rica
        CU: Cuba
        CV: Kaapverdië
        CW: Curaçao
        CX: Christmaseiland
        CY: Cyprus
        CZ: Tsjechië
        DE: Duitsland
        DG: Diego Garcia
        DJ: Djibouti
        DK: Denemarken
        DM: Dominica
        DO: Dominicaanse Republiek
        DZ: Algerije
        EA: Ceuta en Melilla
        EC: Ecuador
        EE: Estland
        EG: Egypte
        EH: Westelijke Sahara
        ER: Eritrea
        ES: Spanje
        ET: Ethiopië
        FI: Finland
        FJ: Fiji
        FK: Falklandeilanden
        FM: Micronesia
        FO: Faeröer
        FR: Frankrijk
        GA: Gabon
        GB: Verenigd Koninkrijk
        GD: Grenada
        GE: Georgië
        GF: Frans-Guyana
        GG: Guernsey
        GH: Ghana
        GI: Gibraltar
        GL: Groenland
        GM: Gambia
        GN: Guinee
        GP: Guadeloupe
        GQ: Equatoriaal-Guinea
        GR: Griekenland
        GS: Zuid-Georgia en Zuidelijke Sandwicheilanden
        GT: Guatemala
        GU: Guam
        GW: Guinee-Bissau
        GY: Guyana
        HK: Hongkong SAR van China
        HM: Heard en McDonaldeilanden
        HN: Honduras
        HR: Kroatië
        HT: Haïti
        HU: Hongarije
        IC: Canarische Eilanden
        ID: Indonesië
        IE: Ierland
        IL: Israël
        IM: Isle of Man
        IN: India
        IO: Brits Indische Oceaanterritorium
        IQ: Irak
        IR: Iran
        IS: IJsland
        IT: Italië
        JE: Jersey
        JM: Jamaica
        JO: Jordanië
        JP: Japan
        KE: Kenia
        KG: Kirgizië
        KH: Cambodja
        KI: Kiribati
        KM: Comoren
        KN: Saint Kitts en Nevis
        KP: Noord-Korea
        KR: Zuid-Korea
        KW: Koeweit
        KY: Kaaimaneilanden
        KZ: Kazachstan
        LA: Laos
        LB: Libanon
        LC: Saint Lucia
        LI: Liechtenstein
        LK: Sri Lanka
        LR: Liberia
        LS: Lesotho
        LT: Litouwen
        LU: Luxemburg
        LV: Letland
        LY: Libië
        MA: Marokko
        MC: Monaco
        MD: Moldavië
        ME: Montenegro
        MF: Saint-Martin
        MG: Madagaskar
        MH: Marshalleilanden
        MK: Noord-Macedonië
        ML: Mali
        MM: Myanmar (Birma)
        MN: Mongolië
        MO: Macau SAR van China
        MP: Noordelijke Marianen
        MQ: Martinique
        MR: Mauritanië
        MS: Montserrat
        MT: Malta
        MU: Mauritius
        MV: Maldiven
        MW: Malawi
        MX: Mexico
        MY: Maleisië
        MZ: Mozambique
        NA: Namibië
        NC: Nieuw-Caledonië
        NE: Niger
        NF: Norfolk
        NG: Nigeria
        NI: Nicaragua
        NL: Nederland
        NO: Noorwegen
        NP: Nepal
        NR: Nauru
        NU: Niue
        NZ: Nieuw-Zeeland
        OM: Oman
        PA: Panama
        PE: Peru
        PF: Frans-Polynesië
        PG: Papoea-Nieuw-Guinea
        PH: Filipijnen
        PK: Pakistan
        PL: Polen
        PM: Saint-Pierre en Miquelon
        PN: Pitcairneilanden
        PR: Puerto Rico
        PS: Palestijnse gebieden
        PT: Portugal
        PW: Palau
        PY: Paraguay
        QA: Qatar
        RE: Réunion
        RO: Roemenië
        RS: Servië
        RU: Rusland
        RW: Rwanda
        SA: Saoedi-Arabië
        SB: Salomonseilanden
        SC: Seychellen
        SD: Soedan
        SE: Zweden
        SG: Singapore
        SH: Sint-Helena
        SI: Slovenië
        SJ: Spitsbergen en Jan Mayen
        SK: Slowakije
        SL: Sierra Leone
        SM: San Marino
        SN: Senegal
        SO: Somalië
        SR: Suriname
        SS: Zuid-Soedan
        ST: Sao Tomé en Principe
        SV: El Salvador
        SX: Sint-Maarten
        SY: Syrië
        SZ: Eswatini
        TA: Tristan da Cunha
        TC: Turks- en Caicoseilanden
        TD: Tsjaad
        TF: Franse Gebieden in de zuidelijke Indische Oceaan
        TG: Togo
        TH: Thailand
        TJ: Tadzjikistan
        TK: Tokelau
        TL: Oost-Timor
        TM: Turkmenistan
        TN: Tunesië
        TO: Tonga
        TR: Turkije
        TT: Trinidad en Tobago
        TV: Tuvalu
        TW: Taiwan
        TZ: Tanzania
        UA: Oekraïne
        UG: Oeganda
        UM: Kleine afgelegen eilanden van de Verenigde Staten
        US: Verenigde Staten
        UY: Uruguay
        UZ: Oezbekistan
        VA: Vaticaanstad
        VC: Saint Vincent en de Grenadines
        VE: Venezuela
        VG: Britse Maagdeneilanden
        VI: Amerikaanse Maagdeneilanden
        VN: Vietnam
        VU: Vanuatu
        WF: Wallis en Futuna
        WS: Samoa
        XK: Kosovo
        YE: Jemen
        YT: Mayotte
        ZA: Zuid-Afrika
        ZM: Zambia
        ZW: Zimbabwe
    """,
    "en": """
        AC: Ascension Island
        AD: Andorra
        AE: United Arab Emirates
        AF: Afghanistan
        AG: Antigua & Barbuda
        AI: Anguilla
        AL: Albania
        AM: Armenia
        AO: Angola
        AQ: Antarctica
        AR: Argentina
        AS: American Samoa
        AT: Austria
        AU: Australia
        AW: Aruba
        AX: Åland Islands
        AZ: Azerbaijan
        BA: Bosnia & Herzegovina
        BB: Barbados
        BD: Bangladesh
        BE: Belgium
        BF: Burkina Faso
        BG: Bulgaria
        BH: Bahrain
        BI: Burundi
        BJ: Benin
        BL: St. Barthélemy
        BM: Bermuda
        BN: Brunei
        BO: Bolivia
        BQ: Caribbean Netherlands
        BR: Brazil
        BS: Bahamas
        BT: Bhutan
        BV: Bouvet Island
        BW: Botswana
        BY: Belarus
        BZ: Belize
        CA: Canada
        CC: Cocos (Keeling) Islands
        CD: Congo - Kinshasa
        CF: Central African Republic
        CG: Congo - Brazzaville
        CH: Switzerland
        CI: Côte d’Ivoire
        CK: Cook Islands
        CL: Chile
        CM: Cameroon
        CN: China
        CO: Colombia
        CP: Clipperton Island
        CQ: Sark
        CR: Costa Rica
        CU: Cuba
        CV: Cape Verde
        CW: Curaçao
        CX: Christmas Island
        CY: Cyprus
        CZ: Czechia
        DE: Germany
        DG: Diego Garcia
        DJ: Djibouti
        DK: Denmark
        DM: Dominica
        DO: Dominican Republic
        DZ: Algeria
        EA: Ceuta & Melilla
        EC: Ecuador
        EE: Estonia
        EG: Egypt
        EH: Western Sahara
        ER: Eritrea
        ES: Spain
        ET: Ethiopia
        FI: Finland
        FJ: Fiji
        FK: Falkland Islands
        FM: Micronesia
        FO: Faroe Islands
        FR: France
        GA: Gabon
        GB: United Kingdom
        GD: Grenada
        GE: Georgia
        GF: French Guiana
        GG: Guernsey
        GH: Ghana
        GI: Gibraltar
        GL: Greenland
        GM: Gambia
        GN: Guinea
        GP: Guadeloupe
        GQ: Equatorial Guinea
        GR: Greece
        GS: South Georgia & South Sandwich Islands
        GT: Guatemala
        GU: Guam
        GW: Guinea-Bissau
        GY: Guyana
        HK: Hong Kong SAR China
        HM: Heard Island & McDonald Islands
        HN: Honduras
        HR: Croatia
        HT: Haiti
        HU: Hungary
        IC: Canary Islands
        ID: Indonesia
        IE: Ireland
        IL: Israel
        IM: Isle of Man
        IN: India
        IO: British Indian Ocean Territory
        IQ: Iraq
        IR: Iran
        IS: Iceland
        IT: Italy
        JE: Jersey
        JM: Jamaica
        JO: Jordan
        JP: Japan
        KE: Kenya
        KG: Kyrgyzstan
        KH: Cambodia
        KI: Kiribati
        KM: Comoros
        KN: St. Kitts & Nevis
        KP: North Korea
        KR: South Korea
        KW: Kuwait
        KY: Cayman Islands
        KZ: Kazakhstan
        LA: Laos
        LB: Lebanon
        LC: St. Lucia
        LI: Liechtenstein
        LK: Sri Lanka
        LR: Liberia
        LS: Lesotho
        LT: Lithuania
        LU: Luxembourg
        LV: Latvia
        LY: Libya
        MA: Morocco
        MC: Monaco
        MD: Moldova
        ME: Montenegro
        MF: St. Martin
        MG: Madagascar
        MH: Marshall Islands
        MK: North Macedonia
        ML: Mali
        MM: Myanmar (Burma)
        MN: Mongolia
        MO: Macao SAR China
        MP: Northern Mariana Islands
        MQ: Martinique
        MR: Mauritania
        MS: Montserrat
        MT: Malta
        MU: Mauritius
        MV: Maldives
        MW: Malawi
        MX: Mexico
        MY: Malaysia
        MZ: Mozambique
        NA: Namibia
        NC: New Caledonia
        NE: Niger
        NF: Norfolk Island
        NG: Nigeria
        NI: Nicaragua
        NL: Netherlands
        NO: Norway
        NP: Nepal
        NR: Nauru
        NU: Niue
        NZ: New Zealand
        OM: Oman
        PA: Panama
        PE: Peru
        PF: French Polynesia
        PG: Papua New Guinea
        PH: Philippines
        PK: Pakistan
        PL: Poland
        PM: St. Pierre & Miquelon
        PN: Pitcairn Islands
        PR: Puerto Rico
        PS: Palestinian Territories
        PT: Portugal
        PW: Palau
        PY: Paraguay
        QA: Qatar
        RE: Réunion
        RO: Romania
        RS: Serbia
        RU: Russia
        RW: Rwanda
        SA: Saudi Arabia
        SB: Solomon Islands
        SC: Seychelles
        SD: Sudan
        SE: Sweden
        SG: Singapore
        SH: St. Helena, Ascension & Tristan da Cunha
        SI: Slovenia
        SJ: Svalbard & Jan Mayen
        SK: Slovakia
        SL: Sierra Leone
        SM: San Marino
        SN: Senegal
        SO: Somalia
        SR: Suriname
        SS: South Sudan
        ST: São Tomé & Príncipe
        SV: El Salvador
        SX: Sint Maarten
        SY: Syria
        SZ: Eswatini
        TA: Tristan da Cunha
        TC: Turks & Caicos Islands
        TD: Chad
        TF: French Southern and Antarctic Lands
        TG: Togo
        TH: Thailand
        TJ: Tajikistan
        TK: Tokelau
        TL: Timor-Leste
        TM: Turkmenistan
        TN: Tunisia
        TO: Tonga
        TR: Türkiye
        TT: Trinidad & Tobago
        TV: Tuvalu
        TW: Taiwan
        TZ: Tanzania
        UA: Ukraine
        UG: Uganda
        UM: U.S. Outlying Islands
        US: United States
        UY: Uruguay
        UZ: Uzbekistan
        VA: Vatican City
        VC: St. Vincent & Grenadines
        VE: Venezuela
        VG: British Virgin Islands
        VI: U.S. Virgin Islands
        VN: Vietnam
        VU: Vanuatu
        WF: Wallis & Futuna
        WS: Samoa
        XK: Kosovo
        YE: Yemen
        YT: Mayotte
        ZA: South Africa
        ZM: Zambia
        ZW: Zimbabwe
    """,
    "de": """
        AC: Ascension
        AD: Andorra
        AE: Vereinigte Arabische Emirate
        AF: Afghanistan
        AG: Antigua und Barbuda
        AI: Anguilla
        AL: Albanien
        AM: Armenien
        AO: Angola
        AQ: Antarktis
        AR: Argentinien
        AS: Amerikanisch-Samoa
        AT: Österreich
        AU: Australien
        AW: Aruba
        AX: Ålandinseln
        AZ: Aserbaidschan
        BA: Bosnien und Herzegowina
        BB: Barbados
        BD: Bangladesch
        BE: Belgien
        BF: Burkina Faso
        BG: Bulgarien
        BH: Bahrain
        BI: Burundi
        BJ: Benin
        BL: St. Barthélemy
        BM: Bermuda
        BN: Brunei Darussalam
        BO: Bolivien
        BQ: Karibische Niederlande
        BR: Brasilien
        BS: Bahamas
        BT: Bhutan
        BV: Bouvetinsel
        BW: Botsuana
        BY: Belarus
        BZ: Belize
        CA: Kanada
        CC: Kokosinseln
        CD: Kongo-Kinshasa
        CF: Zentralafrikanische Republik
        CG: Kongo-Brazzaville
        CH: Schweiz
        CI: Côte d’Ivoire
        CK: Cookinseln
        CL: Chile
        CM: Kamerun
        CN: China
        CO: Kolumbien
        CP: Clipperton-Insel
        CQ: Sark
        CR: Costa Rica
        CU: Kuba
        CV: Cabo Verde
        CW: Curaçao
        CX: Weihnachtsinsel
        CY: Zypern
        CZ: Tschechien
        DE: Deutschland
        DG: Diego Garcia
        DJ: Dschibuti
        DK: Dänemark
        DM: Dominica
        DO: Dominikanische Republik
        DZ: Algerien
        EA: Ceuta und Melilla
        EC: Ecuador
        EE: Estland
        EG: Ägypten
        EH: Westsahara
        ER: Eritrea
        ES: Spanien
        ET: Äthiopien
        FI: Finnland
        FJ: Fidschi
        FK: Falklandinseln
        FM: Mikronesien
        FO: Färöer
        FR: Frankreich
        GA: Gabun
        GB: Vereinigtes Königreich
        GD: Grenada
        GE: Georgien
        GF: Französisch-Guayana
        GG: Guernsey
        GH: Ghana
        GI: Gibraltar
        GL: Grönland
        GM: Gambia
        GN: Guinea
        GP: Guadeloupe
        GQ: Äquatorialguinea
        GR: Griechenland
        GS: Südgeorgien und die Südlichen Sandwichinseln
        GT: Guatemala
        GU: Guam
        GW: Guinea-Bissau
        GY: Guyana
        HK: Sonderverwaltungsregion Hongkong
        HM: Heard und McDonaldinseln
        HN: Honduras
        HR: Kroatien
        HT: Haiti
        HU: Ungarn
        IC: Kanarische Inseln
        ID: Indonesien
        IE: Irland
        IL: Israel
        IM: Isle of Man
        IN: Indien
        IO: Britisches Territorium im Indischen Ozean
        IQ: Irak
        IR: Iran
        IS: Island
        IT: Italien
        JE: Jersey
        JM: Jamaika
        JO: Jordanien
        JP: Japan
        KE: Kenia
        KG: Kirgisistan
        KH: Kambodscha
        KI: Kiribati
        KM: Komoren
        KN: St. Kitts und Nevis
        KP: Nordkorea
        KR: Südkorea
        KW: Kuwait
        KY: Kaimaninseln
        KZ: Kasachstan
        LA: Laos
        LB: Libanon
        LC: St. Lucia
        LI: Liechtenstein
        LK: Sri Lanka
        LR: Liberia
        LS: Lesotho
        LT: Litauen
        LU: Luxemburg
        LV: Lettland
        LY: Libyen
        MA: Marokko
        MC: Monaco
        MD: Republik Moldau
        ME: Montenegro
        MF: St. Martin
        MG: Madagaskar
        MH: Marshallinseln
        MK: Nordmazedonien
        ML: Mali
        MM: Myanmar
        MN: Mongolei
        MO: Sonderverwaltungsregion Macau
        MP: Nördliche Marianen
        MQ: Martinique
        MR: Mauretanien
        MS: Montserrat
        MT: Malta
        MU: Mauritius
        MV: Malediven
        MW: Malawi
        MX: Mexiko
        MY: Malaysia
        MZ: Mosambik
        NA: Namibia
        NC: Neukaledonien
        NE: Niger
        NF: Norfolkinsel
        NG: Nigeria
        NI: Nicaragua
        NL: Niederlande
        NO: Norwegen
        NP: Nepal
        NR: Nauru
        NU: Niue
        NZ: Neuseeland
        OM: Oman
        PA: Panama
        PE: Peru
        PF: Französisch-Polynesien
        PG: Papua-Neuguinea
        PH: Philippinen
        PK: Pakistan
        PL: Polen
        PM: St. Pierre und Miquelon
        PN: Pitcairninseln
        PR: Puerto Rico
        PS: Palästinensische Autonomiegebiete
        PT: Portugal
        PW: Palau
        PY: Paraguay
        QA: Katar
        RE: Réunion
        RO: Rumänien
        RS: Serbien
        RU: Russland
        RW: Ruanda
        SA: Saudi-Arabien
        SB: Salomonen
        SC: Seychellen
        SD: Sudan
        SE: Schweden
        SG: Singapur
        SH: St. Helena
        SI: Slowenien
        SJ: Spitzbergen und Jan Mayen
        SK: Slowakei
        SL: Sierra Leone
        SM: San Marino
        SN: Senegal
        SO: Somalia
        SR: Suriname
        SS: Südsudan
        ST: São Tomé und Príncipe
        SV: El Salvador
        SX: Sint Maarten
        SY: Syrien
        SZ: Eswatini
        TA: Tristan da Cunha
        TC: Turks- und Caicosinseln
        TD: Tschad
        TF: Französische Süd- und Antarktisgebiete
        TG: Togo
        TH: Thailand
        TJ: Tadschikistan
        TK: Tokelau
        TL: Timor-Leste
        TM: Turkmenistan
        TN: Tunesien
        TO: Tonga
        TR: Türkei
        TT: Trinidad und Tobago
        TV: Tuvalu
        TW: Taiwan
        TZ: Tansania
        UA: Ukraine
        UG: Uganda
        UM: Amerikanische Überseeinseln
        US: Vereinigte Staaten
        UY: Uruguay
        UZ: Usbekistan
        VA: Vatikanstadt
        VC: St. Vincent und die Grenadinen
        VE: Venezuela
        VG: Britische Jungferninseln
        VI: Amerikanische Jungferninseln
        VN: Vietnam
        VU: Vanuatu
        WF: Wallis und Futuna
        WS: Samoa
        XK: Kosovo
        YE: Jemen
        YT: Mayotte
        ZA: Südafrika
        ZM: Sambia
        ZW: Simbabwe
    """,
    "es": """
        AC: Isla de la Ascensión
        AD: Andorra
        AE: Emiratos Árabes Unidos
        AF: Afganistán
        AG: Antigua y Barbuda
        AI: Anguila
        AL: Albania
        AM: Armenia
        AO: Angola
        AQ: Antártida
        AR: Argentina
        AS: Samoa Americana
        AT: Austria
        AU: Australia
        AW: Aruba
        AX: Islas Aland
        AZ: Azerbaiyán
        BA: Bosnia y Herzegovina
        BB: Barbados
        BD: Bangladés
        BE: Bélgica
        BF: Burkina Faso
        BG: Bulgaria
        BH: Baréin
        BI: Burundi
        BJ: Benín
        BL: San Bartolomé
        BM: Bermudas
        BN: Brunéi
        BO: Bolivia
        BQ: Caribe neerlandés
        BR: Brasil
        BS: Bahamas
        BT: Bután
        BV: Isla Bouvet
        BW: Botsuana
        BY: Bielorrusia
        BZ: Belice
        CA: Canadá
        CC: Islas Cocos
        CD: República Democrática del Congo
        CF: República Centroafricana
        CG: Congo
        CH: Suiza
        CI: Côte d’Ivoire
        CK: Islas Cook
        CL: Chile
        CM: Camerún
        CN: China
        CO: Colombia
        CP: Isla Clipperton
        CQ: Sark
        CR: Costa Rica
        CU: Cuba
        CV: Cabo Verde
        CW: Curazao
        CX: Isla de Navidad
        CY: Chipre
        CZ: Chequia
        DE: Alemania
        DG: Diego García
        DJ: Yibuti
        DK: Dinamarca
        DM: Dominica
        DO: República Dominicana
        DZ: Argelia
        EA: Ceuta y Melilla
        EC: Ecuador
        EE: Estonia
        EG: Egipto
        EH: Sáhara Occidental
        ER: Eritrea
        ES: España
        ET: Etiopía
        FI: Finlandia
        FJ: Fiyi
        FK: Islas Malvinas
        FM: Micronesia
        FO: Islas Feroe
        FR: Francia
        GA: Gabón
        GB: Reino Unido
        GD: Granada
        GE: Georgia
        GF: Guayana Francesa
        GG: Guernesey
        GH: Ghana
        GI: Gibraltar
        GL: Groenlandia
        GM: Gambia
        GN: Guinea
        GP: Guadalupe
        GQ: Guinea Ecuatorial
        GR: Grecia
        GS: Islas Georgia del Sur y Sandwich del Sur
        GT: Guatemala
        GU: Guam
        GW: Guinea-Bisáu
        GY: Guyana
        HK: RAE de Hong Kong (China)
        HM: Islas Heard y McDonald
        HN: Honduras
        HR: Croacia
        HT: Haití
        HU: Hungría
        IC: Canarias
        ID: Indonesia
        IE: Irlanda
        IL: Israel
        IM: Isla de Man
        IN: India
        IO: Territorio Británico del Océano Índico
        IQ: Irak
        IR: Irán
        IS: Islandia
        IT: Italia
        JE: Jersey
        JM: Jamaica
        JO: Jordania
        JP: Japón
        KE: Kenia
        KG: Kirguistán
        KH: Camboya
        KI: Kiribati
        KM: Comoras
        KN: San Cristóbal y Nieves
        KP: Corea del Norte
        KR: Corea del Sur
        KW: Kuwait
        KY: Islas Caimán
        KZ: Kazajistán
        LA: Laos
        LB: Líbano
        LC: Santa Lucía
        LI: Liechtenstein
        LK: Sri Lanka
        LR: Liberia
        LS: Lesoto
        LT: Lituania
        LU: Luxemburgo
        LV: Letonia
        LY: Libia
        MA: Marruecos
        MC: Mónaco
        MD: Moldavia
        ME: Montenegro
        MF: San Martín
        MG: Madagascar
        MH: Islas Marshall
        MK: Macedonia del Norte
        ML: Mali
        MM: Myanmar (Birmania)
        MN: Mongolia
        MO: RAE de Macao (China)
        MP: Islas Marianas del Norte
        MQ: Martinica
        MR: Mauritania
        MS: Montserrat
        MT: Malta
        MU: Mauricio
        MV: Maldivas
        MW: Malaui
        MX: México
        MY: Malasia
        MZ: Mozambique
        NA: Namibia
        NC: Nueva Caledonia
        NE: Níger
        NF: Isla Norfolk
        NG: Nigeria
        NI: Nicaragua
        NL: Países Bajos
        NO: Noruega
        NP: Nepal
        NR: Nauru
        NU: Niue
        NZ: Nueva Zelanda
        OM: Omán
        PA: Panamá
        PE: Perú
        PF: Polinesia Francesa
        PG: Papúa Nueva Guinea
        PH: Filipinas
        PK: Pakistán
        PL: Polonia
        PM: San Pedro y Miquelón
        PN: Islas Pitcairn
        PR: Puerto Rico
        PS: Territorios Palestinos
        PT: Portugal
        PW: Palaos
        PY: Paraguay
        QA: Catar
        RE: Reunión
        RO: Rumanía
        RS: Serbia
        RU: Rusia
        RW: Ruanda
        SA: Arabia Saudí
        SB: Islas Salomón
        SC: Seychelles
        SD: Sudán
        SE: Suecia
        SG: Singapur
        SH: Santa Elena
        SI: Eslovenia
        SJ: Svalbard y Jan Mayen
        SK: Eslovaquia
        SL: Sierra Leona
        SM: San Marino
        SN: Senegal
        SO: Somalia
        SR: Surinam
        SS: Sudán del Sur
        ST: Santo Tomé y Príncipe
        SV: El Salvador
        SX: Sint Maarten
        SY: Siria
        SZ: Esuatini
        TA: Tristán de Acuña
        TC: Islas Turcas y Caicos
        TD: Chad
        TF: Territorios Australes Franceses
        TG: Togo
        TH: Tailandia
        TJ: Tayikistán
        TK: Tokelau
        TL: Timor-Leste
        TM: Turkmenistán
        TN: Túnez
        TO: Tonga
        TR: Turquía
        TT: Trinidad y Tobago
        TV: Tuvalu
        TW: Taiwán
        TZ: Tanzania
        UA: Ucrania
        UG: Uganda
        UM: Islas menores alejadas de EE. UU.
        US: Estados Unidos
        UY: Uruguay
        UZ: Uzbekistán
        VA: Ciudad del Vaticano
        VC: San Vicente y las Granadinas
        VE: Venezuela
        VG: Islas Vírgenes Británicas
        VI: Islas Vírgenes de EE. UU.
        VN: Vietnam
        VU: Vanuatu
        WF: Wallis y Futuna
        WS: Samoa
        XK: Kosovo
        YE: Yemen
        YT: Mayotte
        ZA: Sudáfrica
        ZM: Zambia
        ZW: Zimbabue
    """,
    "pt": """
        AC: Ilha de Ascensão
        AD: Andorra
        AE: Emirados Árabes Unidos
        AF: Afeganistão
        AG: Antígua e Barbuda
        AI: Anguila
        AL: Albânia
        AM: Armênia
        AO: Angola
        AQ: Antártida
        AR: Argentina
        AS: Samoa Americana
        AT: Áustria
        AU: Austrália
        AW: Aruba
        AX: Ilhas Aland
        AZ: Azerbaijão
        BA: Bósnia e Herzegovina
        BB: Barbados
        BD: Bangladesh
        BE: Bélgica
        BF: Burquina Faso
        BG: Bulgária
        BH: Barein
        BI: Burundi
        BJ: Benin
        BL: São Bartolomeu
        BM: Bermudas
        BN: Brunei
        BO: Bolívia
        BQ: Países Baixos Caribenhos
        BR: Brasil
        BS: Bahamas
        BT: Butão
        BV: Ilha Bouvet
        BW: Botsuana
        BY: Bielorrússia
        BZ: Belize
        CA: Canadá
        CC: Ilhas Cocos (Keeling)
        CD: Congo - Kinshasa
        CF: República Centro-Africana
        CG: República do Congo
        CH: Suíça
        CI: Costa do Marfim
        CK: Ilhas Cook
        CL: Chile
        CM: Camarões
        CN: China
        CO: Colômbia
        CP: Ilha de Clipperton
        CQ: Sark
        CR: Costa Rica
        CU: Cuba
        CV: Cabo Verde
        CW: Curaçao
        CX: Ilha Christmas
        CY: Chipre
        CZ: Tchéquia
        DE: Alemanha
        DG: Diego Garcia
        DJ: Djibuti
        DK: Dinamarca
        DM: Dominica
        DO: República Dominicana
        DZ: Argélia
        EA: Ceuta e Melilla
        EC: Equador
        EE: Estônia
        EG: Egito
        EH: Saara Ocidental
        ER: Eritreia
        ES: Espanha
        ET: Etiópia
        FI: Finlândia
        FJ: Fiji
        FK: Ilhas Malvinas
        FM: Micronésia
        FO: Ilhas Faroé
        FR: França
        GA: Gabão
        GB: Reino Unido
        GD: Granada
        GE: Geórgia
        GF: Guiana Francesa
        GG: Guernsey
        GH: Gana
        GI: Gibraltar
        GL: Groenlândia
        GM: Gâmbia
        GN: Guiné
        GP: Guadalupe
        GQ: Guiné Equatorial
        GR: Grécia
        GS: Ilhas Geórgia do Sul e Sandwich do Sul
        GT: Guatemala
        GU: Guam
        GW: Guiné-Bissau
        GY: Guiana
        HK: Hong Kong, RAE da China
        HM: Ilhas Heard e McDonald
        HN: Honduras
        HR: Croácia
        HT: Haiti
        HU: Hungria
        IC: Ilhas Canárias
        ID: Indonésia
        IE: Irlanda
        IL: Israel
        IM: Ilha de Man
        IN: Índia
        IO: Território Britânico do Oceano Índico
        IQ: Iraque
        IR: Irã
        IS: Islândia
        IT: Itália
        JE: Jersey
        JM: Jamaica
        JO: Jordânia
        JP: Japão
        KE: Quênia
        KG: Quirguistão
        KH: Camboja
        KI: Quiribati
        KM: Comores
        KN: São Cristóvão e Névis
        KP: Coreia do Norte
        KR: Coreia do Sul
        KW: Kuwait
        KY: Ilhas Cayman
        KZ: Cazaquistão
        LA: Laos
        LB: Líbano
        LC: Santa Lúcia
        LI: Liechtenstein
        LK: Sri Lanka
        LR: Libéria
        LS: Lesoto
        LT: Lituânia
        LU: Luxemburgo
        LV: Letônia
        LY: Líbia
        MA: Marrocos
        MC: Mônaco
        MD: Moldávia
        ME: Montenegro
        MF: São Martinho
        MG: Madagascar
        MH: Ilhas Marshall
        MK: Macedônia do Norte
        ML: Mali
        MM: Mianmar (Birmânia)
        MN: Mongólia
        MO: Macau, RAE da China
        MP: Ilhas Marianas do Norte
        MQ: Martinica
        MR: Mauritânia
        MS: Montserrat
        MT: Malta
        MU: Maurício
        MV: Maldivas
        MW: Malaui
        MX: México
        MY: Malásia
        MZ: Moçambique
        NA: Namíbia
        NC: Nova Caledônia
        NE: Níger
        NF: Ilha Norfolk
        NG: Nigéria
        NI: Nicarágua
        NL: Países Baixos
        NO: Noruega
        NP: Nepal
        NR: Nauru
        NU: Niue
        NZ: Nova Zelândia
        OM: Omã
        PA: Panamá
        PE: Peru
        PF: Polinésia Francesa
        PG: Papua-Nova Guiné
        PH: Filipinas
        PK: Paquistão
        PL: Polônia
        PM: São Pedro e Miquelão
        PN: Ilhas Pitcairn
        PR: Porto Rico
        PS: Territórios palestinos
        PT: Portugal
        PW: Palau
        PY: Paraguai
        QA: Catar
        RE: Reunião
        RO: Romênia
        RS: Sérvia
        RU: Rússia
        RW: Ruanda
        SA: Arábia Saudita
        SB: Ilhas Salomão
        SC: Seicheles
        SD: Sudão
        SE: Suécia
        SG: Singapura
        SH: Santa Helena
        SI: Eslovênia
        SJ: Svalbard e Jan Mayen
        SK: Eslováquia
        SL: Serra Leoa
        SM: San Marino
        SN: Senegal
        SO: Somália
        SR: Suriname
        SS: Sudão do Sul
        ST: São Tomé e Príncipe
        SV: El Salvador
        SX: Sint Maarten
        SY: Síria
        SZ: Essuatíni
        TA: Tristão da Cunha
        TC: Ilhas Turcas e Caicos
        TD: Chade
        TF: Territórios Franceses do Sul
        TG: Togo
        TH: Tailândia
        TJ: Tadjiquistão
        TK: Tokelau
        TL: Timor-Leste
        TM: Turcomenistão
        TN: Tunísia
        TO: Tonga
        TR: Turquia
        TT: Trinidad e Tobago
        TV: Tuvalu
        TW: Taiwan
        TZ: Tanzânia
        UA: Ucrânia
        UG: Uganda
        UM: Ilhas Menores Distantes dos EUA
        US: Estados Unidos
        UY: Uruguai
        UZ: Uzbequistão
        VA: Cidade do Vaticano
        VC: São Vicente e Granadinas
        VE: Venezuela
        VG: Ilhas Virgens Britânicas
        VI: Ilhas Virgens Americanas
        VN: Vietnã
        VU: Vanuatu
        WF: Wallis e Futuna
        WS: Samoa
        XK: Kosovo
        YE: Iêmen
        YT: Mayotte
        ZA: África do Sul
        ZM: Zâmbia
        ZW: Zimbábue
    """,
}

UNITS = {
    "fr": """
        s: secondes|seconde
        min: minutes|minute
        h: heures|heure
        d: jours|jour
        wk: semaines|semaine
        mo: mois
        yr: ans
        dec: décennies|décennie
        c: siècles|siècle
        mm: millimètres|millimètre
        cm: centimètres|centimètre
        dm: décimètres|décimètre
        m: mètres|mètre
        km: kilomètres|kilomètre
        in: pouces|pouce
        ft: pieds|pied
        yd: yards|yard
        mi: miles|mile
        nmi: milles marins|mille marin
        ly: années-lumière|année-lumière
        µg: microgrammes|microgramme
        mg: milligrammes|milligramme
        g: grammes|gramme
        kg: kilogrammes|kilogramme
        t: tonnes|tonne
        oz: onces|once
        lb: livres|livre
        st: stones|stone
        ml: millilitres|millilitre
        cl: centilitres|centilitre
        dl: décilitres|décilitre
        l: litres|litre
        hl: hectolitres|hectolitre
        m³: mètres cubes|mètre cube
        gal: gallons|gallon
        bbl: barils|baril
        tsp: cuillères à café|cuillère à café
        tbsp: cuillères à soupe|cuillère à soupe
        cm²: centimètres carrés|centimètre carré
        m²: mètres carrés|mètre carré
        km²: kilomètres carrés|kilomètre carré
        ha: hectares|hectare
        ac: acres anglo-saxonnes|acre anglo-saxonne
        sq ft: pieds carrés|pied carré
        sq mi: milles carrés|mille carré
        km/h: kilomètres par heure|kilomètre par heure
        m/s: mètres par seconde|mètre par seconde
        mph: miles par heure|mile par heure
        kn: nœuds|nœud
        °: degrés|degré
        °C: degrés Celsius|degré Celsius
        °F: degrés Fahrenheit|degré Fahrenheit
        K: kelvins|kelvin
        cal: calories|calorie
        kcal: kilocalories|kilocalorie
        kJ: kilojoules|kilojoule
        kWh: kilowatt-heures|kilowatt-heure
        W: watts|watt
        kW: kilowatts|kilowatt
        MW: mégawatts|mégawatt
        GW: gigawatts|gigawatt
        hp: chevaux-vapeur|cheval-vapeur
        kB: kilooctets|kilooctet
        MB: mégaoctets|mégaoctet
        GB: gigaoctets|gigaoctet
        TB: téraoctets|téraoctet
        Hz: hertz
        kHz: kilohertz
        MHz: mégahertz
        GHz: gigahertz
        hPa: hectopascals|hectopascal
        mbar: millibars|millibar
        bar: bars|bar
        V: volts|volt
    """,
    "nl": """
        s: seconden|seconde
        min: minuten|minuut
        h: uur
        d: dagen|dag
        wk: weken|week
        mo: maanden|maand
        yr: jaar
        dec: decennia|decennium
        c: eeuwen|eeuw
        mm: millimeter
        cm: centimeter
        dm: decimeter
        m: meter
        km: kilometer
        in: inches|inch
        ft: voet
        yd: yards|yard
        mi: mijl
        nmi: zeemijlen|zeemijl
        ly: lichtjaar
        µg: microgram
        mg: milligram
        g: gram
        kg: kilogram
        t: metrische ton
        oz: ounce
        lb: pound
        st: stone
        ml: milliliter
        cl: centiliter
        dl: deciliter
        l: liter
        hl: hectoliter
        m³: kubieke meter
        gal: gallon
        bbl: barrels|barrel
        tsp: theelepels|theelepel
        tbsp: eetlepels|eetlepel
        cm²: vierkante centimeter
        m²: vierkante meter
        km²: vierkante kilometer
        ha: hectare
        ac: acres|acre
        sq ft: vierkante voet
        sq mi: vierkante mijl
        km/h: kilometer per uur
        m/s: meter per seconde
        mph: mijl per uur
        kn: knopen|knoop
        °: booggraden|booggraad
        °C: graden Celsius|graad Celsius
        °F: graden Fahrenheit|graad Fahrenheit
        K: kelvin
        cal: calorieën|calorie
        kcal: kilocalorieën|kilocalorie
        kJ: kilojoules|kilojoule
        kWh: kilowattuur
        W: watt
        kW: kilowatt
        MW: megawatt
        GW: gigawatt
        hp: paardenkrachten|paardenkracht
        kB: kilobyte
        MB: megabyte
        GB: gigabyte
        TB: terabyte
        Hz: hertz
        kHz: kilohertz
        MHz: megahertz
        GHz: gigahertz
        hPa: hectopascal
        mbar: millibar
        bar: bar
        V: volt
    """,
    "en": """
        s: seconds|second
        min: minutes|minute
        h: hours|hour
        d: days|day
        wk: weeks|week
        mo: months|month
        yr: years|year
        dec: decades|decade
        c: centuries|century
        mm: millimeters|millimeter|millimetres|millimetre
        cm: centimeters|centimeter|centimetres|centimetre
        dm: decimeters|decimeter|decimetres|decimetre
        m: meters|meter|metres|metre
        km: kilometers|kilometer|kilometres|kilometre
        in: inches|inch
        ft: feet|foot
        yd: yards|yard
        mi: miles|mile
        nmi: nautical miles|nautical mile
        ly: light years|light year
        µg: micrograms|microgram
        mg: milligrams|milligram
        g: grams|gram
        kg: kilograms|kilogram
        t: metric tons|metric ton|tonnes|tonne
        oz: ounces|ounce
        lb: pounds|pound
        st: stones|stone
        ml: milliliters|milliliter|millilitres|millilitre
        cl: centiliters|centiliter|centilitres|centilitre
        dl: deciliters|deciliter|decilitres|decilitre
        l: liters|liter|litres|litre
        hl: hectoliters|hectoliter|hectolitres|hectolitre
        m³: cubic meters|cubic meter|cubic metres|cubic metre
        gal: gallons|gallon|US gallons|US gallon
        bbl: barrels|barrel
        tsp: teaspoons|teaspoon
        tbsp: tablespoons|tablespoon
        cm²: square centimeters|square centimeter|square centimetres|square centimetre
        m²: square meters|square meter|square metres|square metre
        km²: square kilometers|square kilometer|square kilometres|square kilometre
        ha: hectares|hectare
        ac: acres|acre
        sq ft: square feet|square foot
        sq mi: square miles|square mile
        km/h: kilometers per hour|kilometer per hour|kilometres per hour|kilometre per hour
        m/s: meters per second|meter per second|metres per second|metre per second
        mph: miles per hour|mile per hour
        kn: knots|knot
        °: degrees|degree
        °C: degrees Celsius|degree Celsius
        °F: degrees Fahrenheit|degree Fahrenheit
        K: kelvins|kelvin
        cal: calories|calorie
        kcal: kilocalories|kilocalorie
        kJ: kilojoules|kilojoule
        kWh: kilowatt-hours|kilowatt hour|kilowatt-hour
        W: watts|watt
        kW: kilowatts|kilowatt
        MW: megawatts|megawatt
        GW: gigawatts|gigawatt
        hp: horsepower
        kB: kilobytes|kilobyte
        MB: megabytes|megabyte
        GB: gigabytes|gigabyte
        TB: terabytes|terabyte
        Hz: hertz
        kHz: kilohertz
        MHz: megahertz
        GHz: gigahertz
        hPa: hectopascals|hectopascal
        mbar: millibars|millibar
        bar: bars|bar
        V: volts|volt
    """,
    "de": """
        s: Sekunden|Sekunde
        min: Minuten|Minute
        h: Stunden|Stunde
        d: Tage|Tag
        wk: Wochen|Woche
        mo: Monate|Monat
        yr: Jahre|Jahr
        dec: Jahrzehnte|Jahrzehnt
        c: Jahrhunderte|Jahrhundert
        mm: Millimeter
        cm: Zentimeter
        dm: Dezimeter
        m: Meter
        km: Kilometer
        in: Zoll
        ft: Fuß
        yd: Yards|Yard
        mi: Meilen|Meile
        nmi: Seemeilen|Seemeile
        ly: Lichtjahre|Lichtjahr
        µg: Mikrogramm
        mg: Milligramm
        g: Gramm
        kg: Kilogramm
        t: Tonnen|Tonne
        oz: Unzen|Unze
        lb: Pfund
        st: Stones|Stone
        ml: Milliliter
        cl: Zentiliter
        dl: Deziliter
        l: Liter
        hl: Hektoliter
        m³: Kubikmeter
        gal: Gallonen|Gallone
        bbl: Barrel
        tsp: Teelöffel
        tbsp: Esslöffel
        cm²: Quadratzentimeter
        m²: Quadratmeter
        km²: Quadratkilometer
        ha: Hektar
        ac: Acres|Acre
        sq ft: Quadratfuß
        sq mi: Quadratmeilen|Quadratmeile
        km/h: Kilometer pro Stunde
        m/s: Meter pro Sekunde
        mph: Meilen pro Stunde|Meile pro Stunde
        kn: Knoten
        °: Grad
        °C: Grad Celsius
        °F: Grad Fahrenheit
        K: Kelvin
        cal: Kalorien|Kalorie
        kcal: Kilokalorien|Kilokalorie
        kJ: Kilojoule
        kWh: Kilowattstunden|Kilowattstunde
        W: Watt
        kW: Kilowatt
        MW: Megawatt
        GW: Gigawatt
        hp: Pferdestärken|Pferdestärke
        kB: Kilobyte
        MB: Megabyte
        GB: Gigabyte
        TB: Terabyte
        Hz: Hertz
        kHz: Kilohertz
        MHz: Megahertz
        GHz: Gigahertz
        hPa: Hektopascal
        mbar: Millibar
        bar: Bar
        V: Volt
    """,
    "es": """
        s: segundos|segundo
        min: minutos|minuto
        h: horas|hora
        d: días|día
        wk: semanas|semana
        mo: meses|mes
        yr: años|año
        dec: décadas|década
        c: siglos|siglo
        mm: milímetros|milímetro
        cm: centímetros|centímetro
        dm: decímetros|decímetro
        m: metros|metro
        km: kilómetros|kilómetro
        in: pulgadas|pulgada
        ft: pies|pie
        yd: yardas|yarda
        mi: millas|milla
        nmi: millas náuticas|milla náutica
        ly: años luz|año luz
        µg: microgramos|microgramo
        mg: miligramos|miligramo
        g: gramos|gramo
        kg: kilogramos|kilogramo
        t: toneladas|tonelada
        oz: onzas|onza
        lb: libras|libra
        st: stones|stone
        ml: mililitros|mililitro
        cl: centilitros|centilitro
        dl: decilitros|decilitro
        l: litros|litro
        hl: hectolitros|hectolitro
        m³: metros cúbicos|metro cúbico
        gal: galones|galón
        bbl: barriles|barril
        tsp: cucharaditas|cucharadita
        tbsp: cucharadas|cucharada
        cm²: centímetros cuadrados|centímetro cuadrado
        m²: metros cuadrados|metro cuadrado
        km²: kilómetros cuadrados|kilómetro cuadrado
        ha: hectáreas|hectárea
        ac: acres|acre
        sq ft: pies cuadrados|pie cuadrado
        sq mi: millas cuadradas|milla cuadrada
        km/h: kilómetros por hora|kilómetro por hora
        m/s: metros por segundo|metro por segundo
        mph: millas por hora|milla por hora
        kn: nudos|nudo
        °: grados|grado
        °C: grados Celsius|grado Celsius
        °F: grados Fahrenheit|grado Fahrenheit
        K: kelvin
        cal: calorías|caloría
        kcal: kilocalorías|kilocaloría
        kJ: kilojulios|kilojulio
        kWh: kilovatios hora|kilovatio hora
        W: vatios|vatio
        kW: kilovatios|kilovatio
        MW: megavatios|megavatio
        GW: gigavatios|gigavatio
        hp: caballos de vapor|caballo de vapor
        kB: kilobytes|kilobyte
        MB: megabytes|megabyte
        GB: gigabytes|gigabyte
        TB: terabytes|terabyte
        Hz: hercios|hercio
        kHz: kilohercios|kilohercio
        MHz: megahercios|megahercio
        GHz: gigahercios|gigahercio
        hPa: hectopascales|hectopascal
        mbar: milibares|milibar
        bar: bares|bar
        V: voltios|voltio
    """,
    "pt": """
        s: segundos|segundo
        min: minutos|minuto
        h: horas|hora
        d: dias|dia
        wk: semanas|semana
        mo: meses|mês
        yr: anos|ano
        dec: décadas|década
        c: séculos|século
        mm: milímetros|milímetro
        cm: centímetros|centímetro
        dm: decímetros|decímetro
        m: metros|metro
        km: quilômetros|quilômetro|quilómetros|quilómetro
        in: polegadas|polegada
        ft: pés
        yd: jardas|jarda
        mi: milhas|milha
        nmi: milhas náuticas|milha náutica
        ly: anos-luz|ano-luz
        µg: microgramas|micrograma
        mg: miligramas|miligrama
        g: gramas|grama
        kg: quilogramas|quilograma
        t: toneladas métricas|tonelada métrica
        oz: onças|onça
        lb: libras|libra
        st: stones|stone
        ml: mililitros|mililitro
        cl: centilitros|centilitro
        dl: decilitros|decilitro
        l: litros|litro
        hl: hectolitros|hectolitro
        m³: metros cúbicos|metro cúbico
        gal: galões|galão
        bbl: barris|barril
        tsp: colheres de chá|colher de chá
        tbsp: colheres de sopa|colher de sopa
        cm²: centímetros quadrados|centímetro quadrado
        m²: metros quadrados|metro quadrado
        km²: quilômetros quadrados|quilômetro quadrado|quilómetros quadrados|quilómetro quadrado
        ha: hectares|hectare
        ac: acres|acre
        sq ft: pés quadrados|pé quadrado
        sq mi: milhas quadradas|milha quadrada
        km/h: quilômetros por hora|quilômetro por hora|quilómetros por hora|quilómetro por hora
        m/s: metros por segundo|metro por segundo
        mph: milhas por hora|milha por hora
        kn: nós
        °: graus|grau
        °C: graus Celsius|grau Celsius
        °F: graus Fahrenheit|grau Fahrenheit
        K: kelvins|kelvin
        cal: calorias|caloria
        kcal: quilocalorias|quilocaloria
        kJ: quilojoules|quilojoule
        kWh: quilowatts-hora|quilowatt-hora
        W: watts|watt
        kW: quilowatts|quilowatt
        MW: megawatts|megawatt
        GW: gigawatts|gigawatt
        hp: cavalos-vapor|cavalo-vapor
        kB: kilobytes|kilobyte
        MB: megabytes|megabyte
        GB: gigabytes|gigabyte
        TB: terabytes|terabyte
        Hz: hertz
        kHz: kilohertz
        MHz: megahertz
        GHz: gigahertz
        hPa: hectopascais|hectopascal
        mbar: milibares|milibar
        bar: bars|bar
        V: volts|volt
    """,
}
