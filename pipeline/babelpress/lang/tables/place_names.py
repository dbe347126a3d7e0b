"""Names that have a form of their own in each language: countries, cities, institutions, feasts, acronyms. Data only.

A row is `fr | nl | en | de | es | pt`; in a cell, forms are set apart by commas, the first is the name itself, the
others count as a mention of it (the people, the adjective, an acronym). A form in lower case and without accents, with
a trailing `*` where endings may follow. Each table holds one kind; `AMBIGUOUS` has the names that are something else
as well.
"""

from dataclasses import dataclass
from typing import Literal

CODES = ("fr", "nl", "en", "de", "es", "pt")
"""The languages of a row, in its order."""

Kind = Literal["country", "region", "city", "acronym", "institution", "word"]
Ambiguity = Literal["given name", "surname", "other place", "people", "common word"]

COUNTRIES = """
france, francais* | frankrijk, frans* | france, french* | frankreich, franzos* | francia, frances* | franca, frances*
allemagne, allemand* | duitsland, duits* | germany, german* | deutschland, deutsch* | alemania, aleman* | alemanha, alema*
royaume-uni, britannique*, grande-bretagne | verenigd koninkrijk, brit*, groot-brittannie, vk | united kingdom, brit*, uk | vereinigtes konigreich, vereinigten konigreich*, brit*, grossbritannien | reino unido, britan*, gran bretana | reino unido, britan*, gra-bretanha
irlande, irlandais* | ierland, iers* | ireland, irish* | irland, irisch*, iren | irlanda, irlandes* | irlanda, irlandes*
pays-bas, neerlandais*, hollande | nederland, nederlands*, holland* | netherlands, dutch, holland | niederlande*, niederland*, holland* | paises bajos, neerlandes*, holand* | paises baixos, neerlandes*, holand*
belgique, belge* | belgie, belg* | belgium, belgian* | belgien, belgi* | belgica, belga* | belgica, belga*
suisse* | zwitserland, zwitser* | switzerland, swiss | schweiz* | suiza, suizo* | suica, suico*
autriche, autrichien* | oostenrijk* | austria* | osterreich* | austria* | austria*
espagne, espagnol* | spanje, spaans*, spanjaard* | spain, spanish, spaniard* | spanien, spani* | espana, espanol* | espanha, espanho*
portugal, portugais* | portugal, portuge* | portugal, portuguese | portugal, portugies* | portugal, portugues* | portugal, portugues*
italie, italien* | italie, italia* | italy, italian* | italien, italien* | italia* | italia*
grece, grec* | griekenland, griek* | greece, greek* | griechenland, griech* | grecia, grieg* | grecia, greg*
turquie, turc*, turque* | turkije, turk* | turkey, turk* | turkei, turk* | turquia, turc* | turquia, turc*
pologne, polonais* | polen, pool* | poland, polish, pole* | polen, poln* | polonia, polac* | polonia, polac*, polones*
russie, russe* | rusland, rus* | russia* | russland, russ* | rusia, rus* | russia, russ*
ukraine, ukrainien* | oekraine, oekrain* | ukraine, ukrain* | ukraine, ukrain* | ucrania, ucran* | ucrania, ucran*
suede, suedois* | zweden, zweed* | sweden, swed* | schweden, schwed* | suecia, suec* | suecia, suec*
norvege, norvegien* | noorwegen, noor* | norway, norw* | norwegen, norweg* | noruega, norueg* | noruega, norueg*
danemark, danois* | denemarken, deen*, deens* | denmark, dan* | danemark, dan* | dinamarca, danes* | dinamarca, dinamarques*
finlande, finlandais* | finland, fin* | finland, fin* | finnland, finn* | finlandia, finland*, fines* | finlandia, finland*
islande, islandais* | ijsland* | iceland* | island* | islandia, island* | islandia, island*
hongrie, hongrois* | hongarije, hongaar* | hungary, hungarian* | ungarn, ungar* | hungria, hungar* | hungria, hungar*
roumanie, roumain* | roemenie, roemeen* | romania* | rumanien, rumani* | rumania, ruman* | romenia, romen*
bulgarie, bulgare* | bulgarije, bulga* | bulgaria* | bulgarien, bulgar* | bulgaria, bulgar* | bulgaria, bulgar*
serbie, serbe* | servie, serv* | serbia, serb* | serbien, serb* | serbia, serbi* | servia, servi*
croatie, croate* | kroatie, kroa* | croatia, croat* | kroatien, kroat* | croacia, croat* | croacia, croat*
tchequie, tcheque* | tsjechie, tsjech* | czechia, czech* | tschechien, tschech* | chequia, chec* | chequia, chec*, tchec*
etats-unis, americain*, usa, amerique* | verenigde staten, amerika*, vs | united states, american*, us, usa, u.s*, america* | vereinigte staaten, vereinigten staaten, us*, usa, amerika*, lateinamerika*, nordamerika*, sudamerika* | estados unidos, estadounidense*, eeuu, ee*, american* | estados unidos, americano*, american*, eua, norte-americ*, estadunidense*
canada, canadien* | canada, canad* | canada, canad* | kanada, kanad* | canada, canad* | canada, canad*
mexique, mexicain* | mexico, mexica* | mexico, mexic* | mexiko, mexik*, nordmexi* | mexico, mexic*, mejic* | mexico, mexic*
bresil, bresilien* | brazilie, brazilia* | brazil, brazil* | brasilien, brasili* | brasil, brasil* | brasil, brasil*
argentine, argentin* | argentinie, argent* | argentina, argentin* | argentinien, argentin* | argentina, argentin* | argentina, argentin*
chili, chilien* | chili, chile* | chile, chile* | chile, chile* | chile, chilen* | chile, chilen*
colombie, colombien* | colombia, colombia* | colombia, colombia* | kolumbien, kolumb* | colombia, colomb* | colombia, colomb*
perou, peruvien* | peru, peru* | peru, peru* | peru, peru* | peru, peru* | peru, peru*
venezuela, venezuel* | venezuela, venez* | venezuela, venez* | venezuela, venez* | venezuela, venez* | venezuela, venez*
japon, japonais* | japan, japan* | japan, japan* | japan, japan* | japon, japon* | japao, japon*
chine, chinois* | china, chine* | china, chinese | china, chines* | china, chin* | china, chin*
coree* | korea, korea*, koreaan*, noord-korea*, zuid-korea* | korea, korea* | korea, korea*, nordkorea*, sudkorea* | corea, corea*, coreano*, surcorea*, norcorea* | coreia, corean*, sul-coreano*, norte-coreano*
inde, indien* | india, india* | india, india* | indien, indi*, inder* | india, indi* | india, indi*
pakistan, pakistan* | pakistan, pakistan* | pakistan, pakistan* | pakistan, pakistan* | pakistan, paquistan*, pakistan* | paquistao, paquistan*
afghanistan, afghan* | afghanistan, afghaan* | afghanistan, afghan* | afghanistan, afghan* | afganistan, afgan* | afeganistao, afeg*
indonesie, indonesien* | indonesie, indones* | indonesia, indones* | indonesien, indones* | indonesia, indones* | indonesia, indones*
australie, australien* | australie, austral* | australia, austral*, aussie* | australien, austral* | australia, austral* | australia, austral*
nouvelle-zelande, neo-zelandais* | nieuw-zeeland* | new zealand* | neuseeland* | nueva zelanda, neozeland* | nova zelandia, neozeland*
philippines, philippin* | filipijnen, filipijn* | philippines, filipin*, philippin* | philippinen, philippin* | filipinas, filipin* | filipinas, filipin*
birmanie, birman*, myanmar | birma, birm*, myanmar | burma, burm*, myanmar | birma, birm*, burm*, myanmar | birmania, birman*, myanmar | birmania, birman*, mianmar, myanmar
iran, iran* | iran, iraan*, iran* | iran, iran* | iran, iran* | iran, iran* | irao, iran*
irak, irak* | irak, irak* | iraq, iraq* | irak, irak* | irak, irak*, iraq* | iraque, iraq*
syrie, syrien* | syrie, syri* | syria, syria* | syrien, syr* | siria, siri* | siria, siri*
israel, israel* | israel, israel* | israel, israel* | israel, israel* | israel, israel* | israel, israel*
liban, libanais* | libanon, liban* | lebanon, leban* | libanon, liban* | libano, liban* | libano, liban*
jordanie, jordanien* | jordanie, jordan* | jordan, jordan* | jordanien, jordan* | jordania, jordan* | jordania, jordan*
egypte, egyptien* | egypte, egypt* | egypt, egypt* | agypten, agypt* | egipto, egipc* | egito, egipc*, egit*
libye, libyen* | libie, lib* | libya, libya* | libyen, liby* | libia, libi* | libia, libi*
tunisie, tunisien* | tunesie, tunes* | tunisia, tunisia* | tunesien, tunes* | tunez, tunec* | tunisia, tunisi*
algerie, algerien* | algerije, alger* | algeria, algeria* | algerien, alger* | argelia, argel* | argelia, argel*
maroc, marocain* | marokko, marok* | morocco, morocc* | marokko, marokk* | marruecos, marroqu* | marrocos, marroqu*
arabie saoudite, saoudien* | saoedi-arabie, saoed* | saudi arabia, saudi* | saudi-arabien, saudi* | arabia saudita, saud* | arabia saudita, saud*
yemen, yemen* | jemen, jemen* | yemen, yemen* | jemen, jemen* | yemen, yemen* | iemen, iemen*
ethiopie, ethiopien* | ethiopie, ethiop* | ethiopia, ethiop* | athiopien, athiop* | etiopia, etiop* | etiopia, etiop*
afrique du sud, sud-africain* | zuid-afrika* | south africa* | sudafrika* | sudafrica, sudafric* | africa do sul, sul-africano*
macedoine, macedonien* | macedonie, macedon* | macedonia, macedon* | mazedonien, mazedon* | macedonia, macedon* | macedonia, macedon*
bosnie, bosnia*, bosniaque* | bosnie, bosni* | bosnia, bosni* | bosnien, bosni* | bosnia, bosni* | bosnia, bosni*
slovenie, slovene* | slovenie, sloveen* | slovenia, sloven* | slowenien, slowen* | eslovenia, esloven* | eslovenia, esloven*
slovaquie, slovaque* | slowakije, slowaak* | slovakia, slovak* | slowakei, slowak* | eslovaquia, eslovac* | eslovaquia, eslovac*
yougoslavie, yougoslav* | joegoslavie, joegoslav* | yugoslavia, yugoslav* | jugoslawien, jugoslaw* | yugoslavia, yugoslav* | jugoslavia, iugoslavia, jugoslav*, iugoslav*
union sovietique, sovietique* | sovjet-unie, sovjet* | soviet union, soviet* | sowjetunion, sowjet* | union sovietica, sovietic* | uniao sovietica, sovietic*
bolivie, bolivien* | bolivia, boliv* | bolivia, boliv* | bolivien, boliv* | bolivia, boliv* | bolivia, boliv*
equateur, equatorien* | ecuador, ecuador* | ecuador, ecuador* | ecuador, ecuador* | ecuador, ecuatorian* | equador, equatorian*
vietnam, vietnam* | vietnam, vietnam* | vietnam, vietnam* | vietnam, vietnam* | vietnam, vietnam* | vietname, vietna*
singapour* | singapore* | singapore* | singapur* | singapur* | singapura*, cingapura*
nigeria, nigerian* | nigeria, nigeria* | nigeria, nigeria* | nigeria, nigeria* | nigeria, nigeria* | nigeria, nigeria*
palestine, palestinien* | palestina, palest* | palestine, palest* | palastina, palast* | palestina, palest* | palestina, palest*
chypre, chypriote* | cyprus, cypri* | cyprus, cypri* | zypern, zypr* | chipre, chipriot* | chipre, cipriot*
luxembourg* | luxemburg* | luxembourg* | luxemburg* | luxemburgo, luxemburg* | luxemburgo, luxemburg*
"""  # noqa: E501
"""States, of today or not. The adjectives that French writes small are there for the target."""

REGIONS = """
angleterre, anglais* | engeland, engels* | england, english* | england, englisch*, englander* | inglaterra, ingles* | inglaterra, ingles*
ecosse, ecossais* | schotland, schots*, schot* | scotland, scot* | schottland, schott* | escocia, escoces* | escocia, escoces*
afrique, africain* | afrika* | africa* | afrika* | africa, african* | africa, african*
europe, europeen* | europa, europe* | europe* | europa, europa* | europa, europe* | europa, europe*
asie, asiatique* | azie, aziat* | asia* | asien, asiat* | asia* | asia*
alpes | alpen | alps, alpine | alpen | alpes | alpes
pays de galles, galles, gallois* | wales, wels* | wales, welsh* | wales, walis* | gales, gales*, pais de gales | gales, gales*, pais de gales
catalogne, catalan* | catalonie, catala*, catalo* | catalonia, catal* | katalonien, katal* | cataluna, catal* | catalunha, catal*
californie, californie*, california*, basse-californie | californie* | california* | kalifornien*, niederkalifornien, kalif* | california* | california*
virginie, virginie-* | virginia* | virginia* | virginia* | virginia* | virginia*
caroline du nord, caroline du sud | north carolina, south carolina, noord-carolina, zuid-carolina, carolina* | carolina* | carolina*, north carolina, south carolina | carolina* | carolina*
floride, floridien* | florida* | florida* | florida* | florida* | florida*
louisiane | louisiana* | louisiana* | louisiana* | luisiana, louisiana | luisiana, louisiana
pennsylvanie | pennsylvania* | pennsylvania* | pennsylvania* | pensilvania | pensilvania
baviere, bavarois* | beieren, beier* | bavaria* | bayern*, bayer* | baviera, bavar* | baviera, bavar*
saxe | saksen | saxony | sachsen* | sajonia | saxonia
pacifique | stille oceaan, pacific*, stille zuidzee | pacific | pazifik, pazifi* | pacifico | pacifico
atlantique | atlantische oceaan, atlanti* | atlantic* | atlantik, atlanti* | atlantico | atlantico
crimee | krim | crimea | krim | crimea | crimeia
"""  # noqa: E501
"""Parts of the world and of countries, mountains and seas."""

CITIES = """
londres, londonien* | londen, londen* | london* | london* | londres, londinense* | londres, londrino*
paris, parisien* | parijs, parij* | paris* | paris, pariser* | paris, parisi* | paris, parisi*
bruxelles | brussel, brussel* | brussels | brussel, brussel* | bruselas | bruxelas
anvers | antwerpen, antwerp* | antwerp | antwerpen, antwerp* | amberes | antuerpia
gand | gent | ghent | gent | gante | gante, gand
geneve, genevois* | geneve, geneefs* | geneva | genf* | ginebra | genebra
vienne, viennois* | wenen | vienna, vienn* | wien* | viena | viena
berlin, berlinois* | berlijn* | berlin* | berlin* | berlin, berlines* | berlim, berlinense*
munich, munichois* | munchen* | munich | munchen, munchner* | munich | munique
cologne | keulen, keuls* | cologne | koln* | colonia | colonia
francfort | frankfurt* | frankfurt | frankfurt* | francfort, frankfurt | frankfurt, francoforte
hambourg | hamburg* | hamburg | hamburg* | hamburgo | hamburgo
moscou, moscovite* | moskou* | moscow, muscov* | moskau* | moscu, moscovit* | moscovo, moscou, moscovit*
varsovie | warschau* | warsaw | warschau* | varsovia | varsovia
prague, pragois* | praag* | prague | prag* | praga | praga
athenes, athenien* | athene, athe* | athens, atheni* | athen* | atenas, atenien* | atenas, ateniense*
rome, romain* | rome, romein* | rome, roman* | rom, rom* | roma, roman* | roma, roman*
milan, milanais* | milaan, milan* | milan, milan* | mailand* | milan, milan* | milao, milan*
venise, venitien* | venetie, veneti* | venice, veneti* | venedig, venez* | venecia, venec* | veneza, venez*
lisbonne | lissabon* | lisbon | lissabon* | lisboa, lisboet* | lisboa, lisboet*
madrid, madrilene* | madrid, madrile* | madrid | madrid* | madrid, madrilen* | madrid, madrilen*
barcelone | barcelona | barcelona | barcelona | barcelona | barcelona
copenhague | kopenhagen* | copenhagen | kopenhagen* | copenhague | copenhaga, copenhague
kiev, kyiv | kiev, kyiv, kiew | kyiv, kiev | kiew, kyjiw | kiev, kyiv | kiev, kyiv
pekin, beijing | peking, beijing | beijing, peking | peking, beijing | pekin, beijing | pequim, beijing
jerusalem | jeruzalem | jerusalem | jerusalem* | jerusalen | jerusalem
la haye, haye | den haag, haag | hague | den haag, haag* | haya | haia
new york, new-york*, newyorkais* | new york* | new york* | new york* | nueva york, neoyorquin* | nova york, nova iorque, nova-iorquino*
naples, napolitain* | napels, napolitaan* | naples, neapolitan* | neapel, neapol* | napoles, napolitan* | napoles, napolitan*
strasbourg, strasbourgeois* | straatsburg* | strasbourg | strassburg* | estrasburgo | estrasburgo
marseille* | marseille | marseille* | marseille* | marsella | marselha
nice | nice | nice | nizza | niza | nice
liege | luik | liege | luttich* | lieja | liege
turin | turijn* | turin | turin* | turin | turim
florence | florence* | florence | florenz* | florencia | florenca
seville | sevilla | seville | sevilla | sevilla | sevilha
edimbourg | edinburgh | edinburgh | edinburgh | edimburgo | edimburgo
le caire, caire | cairo | cairo | kairo* | cairo | cairo
tokyo | tokio | tokyo | tokio* | tokio, tokyo | toquio
bagdad | bagdad | baghdad | bagdad* | bagdad | bagda
damas | damascus | damascus | damaskus* | damasco | damasco
beyrouth | beiroet | beirut | beirut* | beirut | beirute
"""  # noqa: E501
"""Cities."""

SPELT = {
    "nl": """België Italië Oekraïne Roemenië Servië Kroatië Tsjechië Brazilië Argentinië Indonesië Australië Syrië
        Libië Tunesië Saoedi-Arabië Ethiopië Azië Genève Venetië Macedonië Bosnië Slovenië Catalonië Joegoslavië
        Californië Israël IJsland München""",
    "en": "Liège",
    "de": """Österreich Türkei Dänemark Rumänien Ägypten Äthiopien Südafrika Köln München Palästina Lüttich
        Straßburg MwSt""",
    "es": """Japón Perú México Bélgica España Túnez Afganistán Pakistán Irán Líbano Sudáfrica Etiopía Canadá Moscú Pekín
        Jerusalén Milán Hungría Rumanía Turquía Cataluña Nápoles Pacífico Atlántico Múnich Fráncfort Berlín París""",
    "pt": """França Suíça Bélgica Japão Irão Iémen Líbano Síria Rússia Itália Áustria Austrália Índia Indonésia Líbia
        Tunísia Argélia Jordânia África Ásia Etiópia México Canadá Paquistão Afeganistão Bulgária Sérvia Croácia Roménia
        Polónia Ucrânia Suécia Finlândia Islândia Grécia Escócia Colômbia Bósnia Macedónia Eslovénia Eslováquia
        Jugoslávia Bolívia Nigéria Califórnia Virgínia Flórida Pensilvânia Nápoles Saxónia Antuérpia Varsóvia Colónia
        Milão Tóquio Bagdá Liège Florença Pacífico Atlântico Jerusalém""",
}
"""The names of one word that are not written as `title` would write them. Portuguese as in Portugal."""

ACRONYMS = """
onu, nations unies | vn, verenigde naties, vn* | un, united nations | uno, un, vereinte nationen, vereinten nationen | onu, naciones unidas | onu, nacoes unidas
ue, union europeenne | eu, europese unie, eu* | eu, european union | eu, europaische union, europaischen union | ue, union europea | ue, uniao europeia
otan | navo, navo* | nato | nato, nato* | otan | nato, otan
oms | who, wereldgezondheidsorganisatie | who, world health organi* | who, weltgesundheitsorganisation | oms, organizacion mundial de la salud | oms, organizacao mundial da saude
fmi | imf, internationaal monetair fonds | imf, international monetary fund | iwf, wahrungsfonds | fmi, fondo monetario | fmi, fundo monetario
bce | ecb | ecb, european central bank | ezb, europaische zentralbank | bce, banco central europeo | bce, banco central europeu
ia | ai, kunstmatige intelligentie, ki | ai, artificial intelligence | ki, kunstliche intelligenz, kunstlicher intelligenz, ai | ia, inteligencia artificial, ai | ia, inteligencia artificial, ai
pdg, directeur general | ceo, topman, topvrouw, directeur*, bestuursvoorzitter | ceo, chief executive*, chairman, boss, head, president, managing director | ceo, chef*, geschaftsfuhr*, vorstand*, firmenchef* | ceo, director*, presidente*, consejero delegado | ceo, diretor*, presidente*, director*
omc | wto | wto, world trade organi* | wto, welthandelsorganisation | omc | omc
ocde | oeso | oecd | oecd | ocde | ocde
pib | bbp, bruto binnenlands product | gdp, gross domestic product | bip, bruttoinlandsprodukt* | pib | pib
tva | btw | vat | mwst, mehrwertsteuer* | iva | iva
ong | ngo, ngo* | ngo, ngo* | ngo, nro, ngo* | ong | ong
vih | hiv | hiv | hiv | vih | vih, hiv
adn | dna, dna* | dna | dna, dns, dna* | adn | adn, dna
sida | aids | aids | aids | sida | sida, aids
usa | vs, verenigde staten, usa, amerika* | us, usa, u.s*, united states, america* | usa, us*, vereinigte* staaten, amerika* | eeuu, ee*, estados unidos, usa, american* | eua, estados unidos, usa, american*
cia | cia | cia | cia | cia | cia
fbi | fbi | fbi | fbi | fbi | fbi
urss | sovjet-unie, ussr, sovjet* | soviet union, ussr, soviet* | sowjetunion, udssr, sowjet* | urss, union sovietica, sovietic* | urss, uniao sovietica, sovietic*
tv | tv, tv*, televisie* | tv, television* | tv, tv*, fernseh* | tv, television*, televis* | tv, televis*
avc | beroerte*, cva | stroke* | schlaganfall* | ictus, derrame*, accidente cerebrovascular, acv | avc, derrame*
sms | sms*, berichtje*, bericht* | text*, sms | sms*, textnachricht*, nachricht* | sms, mensaje* | sms, mensage*
"""  # noqa: E501
"""Acronyms."""

INSTITUTIONS = """
maison blanche, maison-blanche | witte huis | white house | weisses haus, weissen haus*, weisse haus | casa blanca | casa branca
union europeenne, ue | europese unie, eu* | european union, eu | europaische union, europaischen union, eu* | union europea, ue | uniao europeia, ue
nations unies, onu | verenigde naties, vn* | united nations, un, u.n* | vereinte nationen, vereinten nationen, un*, uno | naciones unidas, onu | nacoes unidas, onu
cour supreme | hooggerechtshof*, hoge raad | supreme court | oberster gerichtshof, obersten gerichtshof*, oberste gericht*, supreme court | corte suprema, tribunal supremo, suprema corte | suprema corte, supremo tribunal*, supremo, tribunal supremo
congres | congres* | congress* | kongress* | congreso | congresso
senat | senaat* | senate | senat* | senado | senado
chambre des representants | huis van afgevaardigden | house of representatives, house | reprasentantenhaus* | camara de representantes | camara dos representantes, camara dos deputados
parlement | parlement* | parliament* | parlament* | parlamento | parlamento
croix-rouge, croix rouge | rode kruis | red cross | rote kreuz, roten kreuz*, rotes kreuz* | cruz roja | cruz vermelha
daech, daesh, etat islamique, ei | is, islamitische staat*, isis, daesh | isis, isil, islamic state, is, daesh | is, islamische staat*, islamischer staat, islamischen staat*, isis | isis, estado islamico, daesh, ei | isis, estado islamico, daesh, ei
"""  # noqa: E501
"""Institutions and organisations."""

WORDS = """
noel | kerst* | christmas, xmas | weihnacht* | navidad* | natal
paques | pasen, paas* | easter | ostern, oster* | pascua | pascoa
etat | staat*, rijk* | state*, government | staat* | estado* | estado*
eglise | kerk* | church* | kirche* | iglesia | igreja
terre | aarde* | earth | erde* | tierra | terra
dieu | god, gods* | god | gott* | dios | deus
bible | bijbel* | bible | bibel* | biblia | biblia
coran | koran* | quran, koran | koran* | coran | alcorao, corao
pape | paus* | pope | papst* | papa | papa
mediterranee | middellandse | mediterranean | mittelmeer* | mediterraneo | mediterraneo
moyen-orient, proche-orient | midden-oosten | middle east* | nah* ost*, naher osten, nahen osten | oriente medio, oriente proximo, medio oriente | medio oriente, oriente medio
coupe du monde, mondial | wereldbeker, wk, wereldkampioen* | world cup, world championship* | weltmeister*, wm*, weltcup* | copa del mundo, mundial | copa do mundo, mundial
brexit | brexit* | brexit | brexit* | brexit | brexit
"""  # noqa: E501
"""What French writes with a capital though it is nobody's name: feasts, beliefs, the state, words of the news."""


AMBIGUOUS: dict[str, dict[Ambiguity, str]] = {
    "fr": {
        "given name": "florence virginie milan damas venise israel louisiane",
        "surname": """
            france chine inde allemagne angleterre espagne portugal pologne hongrie perou canada maroc japon ecosse
            irlande palestine pacifique saxe gand nice paris
        """,
        "other place": "vienne",
        "people": "suisse argentine philippines",
        "common word": "chili equateur liege",
    }
}
"""The names of `COUNTRIES`, `REGIONS` and `CITIES` that are something else as well, by language and by what they are.

What is more than one of these stands in the row that asks for the stronger evidence (`places`). An `other place` has
the same name in this language only (Vienne in Isère), `people` are called what the country is (le Suisse).
"""

ABROAD_NOT: dict[str, str] = {"fr": "strasbourg marseille alpes paris nice"}
"""Places of the countries where a language is spoken: beside them a name may be another place there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exonym:
    """One row: `names` are the name itself by language, `forms` all that counts as a mention of it."""

    kind: Kind
    names: dict[str, str]
    forms: dict[str, tuple[str, ...]]

    @property
    def place(self) -> bool:
        """Whether it names a country, a region or a city."""
        return self.kind in ("country", "region", "city")


def _rows(table: str, kind: Kind) -> tuple[Exonym, ...]:
    rows = []
    for line in table.strip().splitlines():
        cells = [tuple(form.strip() for form in cell.split(",")) for cell in line.split("|")]
        forms = dict(zip(CODES, cells, strict=True))
        names = {code: cell[0].rstrip("*") for code, cell in forms.items()}
        rows.append(Exonym(kind=kind, names=names, forms=forms))
    return tuple(rows)


EXONYMS: tuple[Exonym, ...] = (
    *_rows(COUNTRIES, "country"),
    *_rows(REGIONS, "region"),
    *_rows(CITIES, "city"),
    *_rows(ACRONYMS, "acronym"),
    *_rows(INSTITUTIONS, "institution"),
    *_rows(WORDS, "word"),
)
