"""What a full stop may stand after without ending a sentence, by language. Data only.

Abbreviations are in lower case, without their last dot; a single letter is listed in the case it is used in, for a
capital is else taken for an initial. The splitter asks a library about everything that is not here, so a row holds
what news text needs and the library gets wrong.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """The exceptions of one language.

    `open` never end a sentence (titles: a name must follow). `numbered` do not before a number and are ordinary words
    elsewhere (`art. 12`, but `l'art. Le musée`). `either` end one only where the next word is one of `starters`.
    `particles` are the starters that a surname may begin with: after an initial they count only when the word behind
    them is in lower case. `names` end in a mark of their own. `ordinals` tells that `3.` may mean the third.
    """

    open: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset({"yahoo!", "jeopardy!", "wham!", "yum!"})
    ordinals: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMPANIES = "s.a s.a.s s.a.r.l inc ltd corp co cie bros jr sr al ph.d"

STOPS: dict[str, Stops] = {
    "fr": Stops(
        open=_words(
            "M mm mr mrs mme mmes mlle mlles dr drs mgr ste stes cf cfr vs env p.ex c.-à-d càd i.e e.g n.b p.-s bd boul"
        ),
        numbered=_words(
            "p pp art al chap ch fig figs vol vols t no nos n° nᵒ ex op op.cit ibid id tél tel min max moy "
            "approx trim sem par sect ann append tit liv réf hab dép arr § ét lun mar mer jeu ven sam dim janv "
            "févr fév avr juil sept oct nov déc"
        ),
        either=_words(
            "etc av.j.-c ap.j.-c j.-c s ss apr h c me pr st av pl fg prof gén col cap cdt lt dir trad éd éds "
            f"coll gouv univ assoc {_COMPANIES}"
        ),
        starters=_words(
            "le la les l' un une des du au aux ce cet cette ces c' son sa ses leur leurs mon ma mes notre nos "
            "votre vos il elle ils elles on nous vous je j' tu qui que qu' quoi quel quelle quels quelles mais "
            "et ou or donc car ni puis ensuite enfin ainsi alors pourtant cependant toutefois néanmoins dans en "
            "à de d' sur sous pour par avec sans selon chez vers entre contre depuis pendant après avant dès si "
            "s' quand lorsque lorsqu' comme parce puisque afin malgré outre hier aujourd'hui demain tout tous "
            "toute toutes plus moins rien personne aucun aucune nul chaque plusieurs certains certaines "
            "beaucoup peu autre autres même voici voilà là ici où pourquoi comment"
        ),
        particles=_words("le la les l' du des de d' on ou son sa tu"),
    ),
    "en": Stops(
        open=_words("mr mrs ms messrs dr prof rev st vs cf e.g i.e"),
        numbered=_words("no nos p pp fig figs vol ch sec art approx jan feb mar apr jun jul aug sep sept oct nov dec"),
        either=_words(f"etc a.m p.m gen col capt lt sgt sen rep gov pres hon {_COMPANIES}"),
        starters=_words(
            "the a an this that these those he she it they we you i his her its their our my your and but or so "
            "yet then in on at for from with by after before when while if as since although however there here "
            "who what why how where no not nobody nothing some many most all both each one according"
        ),
    ),
    "nl": Stops(
        open=_words("dhr mevr mw mr mrs dr drs ir ing prof ds st bijv bv o.a d.w.z t.a.v m.b.t i.v.m vgl resp"),
        numbered=_words("nr nrs blz p pp art fig vol ca max min tel jan feb mrt apr jun jul aug sep sept okt nov dec"),
        either=_words(f"enz etc e.d b.v n.v v.chr n.chr {_COMPANIES}"),
        starters=_words(
            "de het een dit dat deze die hij zij ze wij we ik u jullie zijn haar hun ons onze mijn er en maar "
            "of want dus toen in op aan bij voor van met door na naar over om uit tot volgens als omdat hoewel "
            "toch ook daar hier nu wie wat waarom hoe waar geen niet niemand niets veel alle"
        ),
        particles=_words("de het van"),
    ),
    "de": Stops(
        open=_words("hr fr mr mrs dr prof dipl ing st z.b d.h u.a bzw evtl ggf inkl sog vgl ca"),
        numbered=_words("nr nrn s bd abb art abs max min tel mio mrd jan feb apr jun jul aug sep sept okt nov dez"),
        either=_words(f"usw etc u.ä v.chr n.chr {_COMPANIES}"),
        starters=_words(
            "der die das den dem ein eine einen er sie es wir ich ihr sein seine ihre unser mein dieser diese "
            "dieses und aber oder denn doch dann im in am an auf aus bei mit nach von vor zu zum zur für durch "
            "über unter laut wenn als weil obwohl da hier dort nun wer was warum wie wo kein keine nicht "
            "niemand nichts viele alle auch mehr"
        ),
        ordinals=True,
    ),
    "es": Stops(
        open=_words("sr sra sres sras mr mrs srta D dña dr dra drs sto p.ej avda pza cf ee"),
        numbered=_words(
            "n.º núm nº art p pp pág págs vol fig cap ed tel máx mín aprox ene feb mar abr jun jul ago sep sept "
            "oct nov dic"
        ),
        either=_words(f"etc uu a.c d.c ud uds vd av prof lic ing gral st sta {_COMPANIES}"),
        starters=_words(
            "el la los las lo un una unos unas este esta estos estas ese esa su sus mi nuestro él ella ellos "
            "ellas nosotros yo se y e o pero pues luego así entonces sin en de del a al con por para según "
            "desde hasta entre sobre tras cuando si como aunque porque no nadie nada todo todos muchos hay "
            "habrá ya ayer hoy mañana qué quién dónde"
        ),
        particles=_words("el la los las de del"),
    ),
    "pt": Stops(
        open=_words("sr sra srs srta mr mrs D dr dra drs sto p.ex cf pç"),
        numbered=_words(
            "n.º nº núm art p pp pág págs vol fig cap ed tel máx mín aprox jan fev mar abr jun jul ago set out nov dez"
        ),
        either=_words(f"etc a.c d.c av r prof profa eng st sta {_COMPANIES}"),
        starters=_words(
            "o a os as um uma uns umas este esta esse essa isto isso aquele seu sua seus suas meu ele ela eles "
            "elas nós eu se e ou mas pois então assim em no na nos nas de do da dos das ao à com por para "
            "segundo desde até entre sobre após quando como embora porque não ninguém nada tudo todos muitos há "
            "haverá já ontem hoje amanhã que quem onde"
        ),
        particles=_words("o a os as de do da dos das e"),
    ),
}
