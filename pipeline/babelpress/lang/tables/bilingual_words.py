"""Frequent words and what they are in the other languages: landmarks to compare two quotations by. Data only.

Each row is one meaning, its forms by language in the order of `CODES`. Words that translators leave out, turn into an
ending or swap freely (articles, `de`, `que`) are not here.
"""


def _rows(table: str) -> list[str]:
    """The rows of a table; an indented line belongs to the one before."""
    return table.strip().replace("\n  ", " ").splitlines()


CODES = ("fr", "en", "nl", "de", "es", "pt")

_ROWS = """
je j' me m' moi mon ma mes | i me my mine myself | ik mij me mijn | ich mir mich mein meine meinen meiner meinem
  meines | yo me mi mis mío mía | eu me mim meu minha meus minhas
nous notre nos | we us our ours | wij we ons onze | wir uns unser unsere unseren unserer unserem unseres | nosotros
  nuestro nuestra nuestros nuestras nos | nós nos nosso nossa nossos nossas
vous votre vos tu te t' ton ta tes | you your yours | u uw jij je jouw jullie | sie ihr ihre ihnen du dich dir dein
  deine euch | usted ustedes tú te tu tus | você vocês tu te teu tua
pas jamais aucun aucune rien non ni sans | not no never none nothing n't without neither nor don't doesn't didn't
  isn't wasn't won't can't couldn't wouldn't aren't haven't hasn't | niet geen nooit niets nee zonder | nicht kein
  keine keinen keiner nie niemals nichts nein ohne | no nunca ningún ninguna nada ni sin jamás | não nunca nenhum
  nenhuma nada nem sem
et | and | en | und | y e | e
ou | or | of | oder | o u | ou
mais | but | maar | aber sondern | pero sino | mas
si | if whether | als indien | wenn falls ob | si | se
parce car puisque | because since | omdat want aangezien | weil denn da | porque ya | porque pois
quand lorsque lorsqu' | when | wanneer toen | wann als | cuando | quando
dans | in into | in | in im ins | en | em no na nos nas num numa
pour | for to | voor om | für um zu | para por | para por
avec | with | met | mit | con | com
après | after | na nadat | nach nachdem | después tras | após depois
avant | before | voor voordat | vor bevor | antes | antes
contre | against | tegen | gegen | contra | contra
entre | between among | tussen | zwischen | entre | entre
très | very | zeer heel erg | sehr | muy | muito
plus | more | meer | mehr | más | mais
tout tous toute toutes | all every everything everyone | alle alles alle iedereen elke | alle alles allen aller
  jeder jede | todo todos toda todas | todo todos toda todas tudo
beaucoup | many much lot | veel vele | viele viel vielen | mucho muchos mucha muchas | muito muitos muita muitas
où | where | waar | wo | donde dónde | onde
comment comme | how as like | hoe als zoals | wie als | cómo como | como
qui | who which | wie die | wer der die | quien quién quienes | quem
même mêmes | even same | zelfs hetzelfde dezelfde | sogar selbst gleiche gleichen | mismo misma mismos incluso |
  mesmo mesma mesmos
aussi également | also too | ook eveneens | auch ebenfalls | también | também
encore toujours | still always again yet | nog steeds altijd | noch immer weiterhin | todavía aún siempre | ainda
  sempre
ici | here | hier | hier | aquí | aqui
maintenant aujourd'hui actuellement | now today currently nowadays | nu vandaag tegenwoordig momenteel | jetzt nun
  heute derzeit | ahora hoy actualmente | agora hoje atualmente
un une | a an one | een één | ein eine einen einem einer eines | un una uno | um uma
deux | two | twee | zwei | dos | dois duas
trois | three | drie | drei | tres | três
quatre | four | vier | vier | cuatro | quatro
cinq | five | vijf | fünf | cinco | cinco
six | six | zes | sechs | seis | seis
dix | ten | tien | zehn | diez | dez
premier première | first | eerste | erste ersten erster | primer primera primero | primeiro primeira
an ans année années | year years | jaar jaren | jahr jahre jahren | año años | ano anos
jour jours | day days | dag dagen | tag tage tagen | día días | dia dias
mois | month months | maand maanden | monat monate monaten | mes meses | mês meses
semaine semaines | week weeks | week weken | woche wochen | semana semanas | semana semanas
temps fois | time times | tijd keer | zeit mal | tiempo vez veces | tempo vez vezes
lundi | monday | maandag | montag | lunes | segunda segunda-feira
mardi | tuesday | dinsdag | dienstag | martes | terça terça-feira
mercredi | wednesday | woensdag | mittwoch | miércoles | quarta quarta-feira
jeudi | thursday | donderdag | donnerstag | jueves | quinta quinta-feira
vendredi | friday | vrijdag | freitag | viernes | sexta sexta-feira
samedi | saturday | zaterdag | samstag | sábado | sábado
dimanche | sunday | zondag | sonntag | domingo | domingo
gens personnes personne | people person persons | mensen persoon personen | leute menschen person personen | gente
  personas persona | pessoas pessoa gente
homme hommes | man men | man mannen | mann männer männern | hombre hombres | homem homens
femme femmes | woman women wife | vrouw vrouwen | frau frauen | mujer mujeres | mulher mulheres
enfant enfants | child children kids | kind kinderen | kind kinder kindern | niño niños hijos | criança crianças
  filhos
pays | country countries | land landen | land länder ländern landes | país países | país países
monde | world | wereld | welt | mundo | mundo
ville | city town | stad | stadt | ciudad | cidade
vie | life lives | leven levens | leben | vida vidas | vida vidas
guerre | war | oorlog | krieg | guerra | guerra
loi | law | wet | gesetz | ley | lei
eau | water | water | wasser | agua | água
argent | money | geld | geld | dinero | dinheiro
gouvernement | government | regering overheid | regierung | gobierno | governo
président présidente | president | president | präsident präsidentin | presidente presidenta | presidente
ministre | minister secretary | minister | minister ministerin | ministro ministra | ministro ministra
entreprise entreprises société | company companies business | bedrijf bedrijven onderneming | unternehmen firma |
  empresa empresas compañía | empresa empresas companhia
parti | party | partij | partei | partido | partido
travail | work job | werk baan | arbeit | trabajo | trabalho
problème problèmes | problem problems | probleem problemen | problem probleme problemen | problema problemas |
  problema problemas
faut doit doivent devons | must should need needs | moet moeten | muss müssen sollte sollten | debe deben hay
  tenemos | deve devem preciso
peut peuvent pouvons puis | can may could | kan kunnen mag | kann können | puede pueden podemos | pode podem podemos
veut veulent voulons veux | want wants | wil willen | will wollen möchte | quiere quieren queremos quiero | quer
  querem queremos quero
grand grande grands grandes | great big large | groot grote | groß große großen großer großes | gran grande grandes
  | grande grandes
nouveau nouvelle nouveaux nouvelles | new | nieuw nieuwe | neu neue neuen neuer neues | nuevo nueva nuevos nuevas |
  novo nova novos novas
bon bonne bien | good well | goed goede | gut gute guten gutes | bueno buena bien buen | bom boa bem
"""
LANDMARKS: dict[str, dict[str, int]] = {code: {} for code in CODES}
"""Language -> word in lower case -> the number of its meaning."""
for _number, _row in enumerate(_rows(_ROWS)):
    for _code, _forms in zip(CODES, _row.split("|"), strict=True):
        for _form in _forms.split():
            LANDMARKS[_code].setdefault(_form, _number)

_SAYING = """
dit dis disent disait a-t-il a-t-elle ont-ils déclaré déclare déclarait ajouté ajoute affirmé affirme expliqué
  explique indiqué indique précisé précise estimé estime confié confie annoncé annonce raconté raconte écrit
  écrivait souligné souligne répondu répond demandé demande rappelé rappelle assuré assure lancé lance conclu
  conclut poursuit poursuivi reconnu reconnaît regretté regrette selon commenté commente noté note insisté insiste
  promis prévenu dénoncé dénonce
said says say told tells added adds explained explains wrote writes stated states claimed claims argued asked asks
  according announced noted notes insisted replied recalled warned admitted commented tweeted declared
zei zegt zeiden zeggen vertelde vertelt voegde verklaarde verklaart aldus volgens schreef schrijft vroeg antwoordde
  beweert beweerde meldde meldt benadrukte beweerden stelde stelt
sagte sagt sagten erklärte erklärt fügte berichtete laut schrieb schreibt fragte antwortete teilte meinte meint
  betonte behauptet behauptete äußerte zufolge so
dijo dice dijeron afirmó afirma explicó explica añadió añade declaró declara según escribió escribe preguntó
  respondió aseguró asegura comentó comenta señaló señala contó cuenta indicó indica manifestó informó
disse diz disseram afirmou afirma explicou explica acrescentou acrescenta declarou declara segundo escreveu escreve
  perguntou respondeu assegurou comentou comenta referiu contou conta indicou indica relatou informou alegou
"""
SAYING: dict[str, frozenset[str]] = {
    code: frozenset(row.split()) for code, row in zip(CODES, _rows(_SAYING), strict=True)
}
"""Words that say who speaks."""

_FUNCTION = """
le la les l un une des de du d au aux à en dans sur pour par avec sans et ou mais que qu qui dont où ce cette ces
  son sa ses leur leurs mon ma mes notre votre je tu il elle on nous vous ils elles se s ne n est sont a ont été
  être très si comme
the a an of to and in on at for with from by as or but that which who is are was were be been has have had will
  would can could i we he she it they you my our his her their its this not do so if when where than into up
de het een van te en in op aan voor met uit door als of maar dat die wie zijn haar hun om naar bij tot over onder ik
  we wij hij ze zij je u mijn ons onze dit deze zo dan toen er heel
der die das den dem des ein eine einen einem einer eines von zu und in im an am auf für mit aus durch als oder aber
  dass ob wie sein seine ihr ihre um nach bei bis über unter ich wir er es sie mein meine unser unsere diese dieser
  dieses so zum zur vom
el la los las un una unos unas de del a al y e en por para con sin desde como o u pero que quien su sus mi mis se lo
  le les me nos te es son este esta ese esa muy si cuando donde más sobre entre
o a os as um uma uns umas de do da dos das ao aos à às e em no na nos nas por pelo pela para com sem como ou mas que
  quem seu sua seus suas se me nos te é são este esta esse essa muito quando onde mais sobre entre
"""
FUNCTION: dict[str, frozenset[str]] = {
    code: frozenset(row.split()) for code, row in zip(CODES, _rows(_FUNCTION), strict=True)
}
"""Words that lean on the next one, so that no quotation ends with them."""

THAT: dict[str, str] = {"fr": "que qu qu'", "en": "that", "nl": "dat", "de": "dass", "es": "que", "pt": "que"}
"""What introduces reported speech."""
