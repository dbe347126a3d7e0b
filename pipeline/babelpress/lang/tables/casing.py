"""Words whose capitals are known without looking at an article: short words and acronyms. Data only."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHORT: dict[str, frozenset[str]] = {
    "fr": _words(
        "le la les l un une des de du d au aux à en dans sur sous pour par avec sans et ou mais que qu qui quoi "
        "dont où ce cette ces son sa ses leur leurs mon ma mes notre nos votre vos je tu il elle on nous vous ils "
        "elles se s ne n est sont a ont été être pas plus si comme entre vers chez après avant contre quel quelle "
        "quels quelles"
    ),
    "en": _words(
        "a an the and but for nor or so yet as at by in of off on per to up via vs if is are was be been has have "
        "had it its he she they we you i this that these those with from into not who what how why when where "
        "which will can because since while after before although though than then there one more most some other both "
        "during including according among between about around under over until towards despite against without within "
        "through thus making giving leaving causing saying"
    ),
    "nl": _words(
        "de het een van te en in op aan voor met uit door als of maar dat die wie wat zijn haar hun om naar bij "
        "tot over onder ik we wij hij ze zij je u is was niet er dit deze zo dan toen hoe sinds omdat terwijl hoewel "
        "want zonder tegen tussen waar waarin waarbij waardoor wanneer nadat voordat zodat ook "
        "tijdens volgens sommige onder ondanks vanaf waarvan"
    ),
    "de": _words(
        "der die das den dem des ein eine einen einem einer eines von zu und in im an am auf für mit aus durch "
        "als oder aber dass ob wie ist war nicht er sie es wir ihr um nach bei bis über unter zum zur vom was wer "
        "da seit wenn weil während damit obwohl sondern denn nachdem bevor ohne gegen zwischen wo wodurch beim ins "
        "trotz während laut einige etwa seine ihre"
    ),
    "es": _words(
        "el la los las un una unos unas de del a al y e en por para con sin desde como o u pero que quien su sus "
        "se lo le es son fue no más sobre entre qué porque mientras cuando donde aunque sino ya hasta según este esta "
        "estos estas también durante "
        "ante contra hacia tras dejando dando"
    ),
    "pt": _words(
        "o a os as um uma uns umas de do da dos das ao aos à às e em no na nos nas por pelo pela para com sem "
        "como ou mas que quem seu sua se é são foi não mais sobre entre porque enquanto quando onde embora já até "
        "desde segundo este esta estes estas também durante "
        "contra perante após deixando dando segundo"
    ),
}
"""Words that no sentence capitalises in its midst."""

STRESSED: dict[str, frozenset[str]] = {
    "fr": _words(
        "jamais pas plus non oui rien tout tous toute toutes aucun aucune seul seule seuls seules très trop encore "
        "toujours chaque sans mais ici gratuit gratuite gratuits gratuites nouveau nouvelle urgent obligatoire"
    ),
    "en": _words("never not no yes nothing all every only very too always here free new must"),
}
"""Words that are put in capitals alone to stress them, and are no acronyms."""

SMALL = _words("a an the and but for nor or so yet as at by in of off on per to up via vs if")
"""What an English headline leaves small: the articles, conjunctions and prepositions of at most three letters (AP)."""

ACRONYMS = _words(
    "ADN AFP AMF ANSSI API ARN BBC BCE BFM CAC CDD CDI CEDH CEO CFDT CGT CIA CNIL CNRS CRS DGSE DGSI DVD EDF EEE "
    "ENA ETI EURL FBI FIFA FMI FN FO GAFA GAFAM GIEC GIGN GPS GPT HEC HLM IA IBM INA INSEE IRM ISF IVG JO LFI "
    "LGBT LR LVMH MSF NASA NBA NFL OCDE OL OM OMC OMS ONG ONU OPA OPEP OTAN PC PCF PDF PDG PIB PME PMA PS PSG PV "
    "RATP RER RGPD RN RSA RTL SA SAMU SARL SAS SDF SMIC SMS SNCF SUV TER TF TGV TVA UE UEFA UMP UNESCO UNICEF URL "
    "URSS USA USB VIH VTC VTT WHO AI EU UN UK US NATO GDP CPU GPU BMW VW ARD ZDF CDU CSU SPD FDP AFD EZB NAVO VN "
    "EU ECB OVNI DNI OEA ONU"
)
"""What stays in capitals though nothing else of the article tells."""

UNITS = _words(
    "km m cm mm nm kg g mg µg t l cl ml dl ha h min s ms km/h m/s kW MW GW TW kWh MWh GWh TWh kB MB GB TB Ko Mo "
    "Go To Mbit/s Gbit/s Hz kHz MHz GHz °C °F hPa bar dB V mV A mA W px m² m³ km² cm²"
)
"""Units keep their letters behind a number: 5 MW are not 5 mW."""
