"""The commonest words of each language that say nothing of the matter: what a sentence of it cannot do without.

Data only, in lower case, cut at apostrophes. Taken from the 220 most frequent words of news, debates and conversation
in each language, less all that belongs to a topic or is a name. A word of several languages stands in each row.
"""

_WORDS: dict[str, str] = {
    "fr": """
        de la les le l et à des d un que en est une pour vous du dans a il nous qui pas ce au plus sur ne je par qu n
        sont avec ont ou c être se s mais votre cette été tu avez si aux ils comme leur y ces bien son tout peut j elle
        fait même autres faire cela après on aussi deux notre vos également m déjà sa ses était tous entre leurs avons
        très avoir encore où autre sans contre nos ainsi me soit non moi avant beaucoup peuvent moins mon cas fois alors
        peu t lui dit ici jusqu avait doit dont elles maintenant donc toujours toutes sera suis depuis selon jamais
        quand quelques aucun chaque chose sous vers dire lors là ans ceux faut cet quelque certains seulement comment
        toute pendant tant cependant plusieurs chez trop lorsque aucune ça pourquoi
    """,
    "en": """
        the to of and a in is you that for it have this on i are be we with s as not by your will at from do can or was
        an has which but they their all more he been one if there our what like also who would no his about so did my
        its these should when any them only were some other me t had out than up now first must into us how most two
        after even many may very could those before however being between let then while ever because still against too
        does already same her him says said both under through down another don she come able own without within cannot
        around therefore during something few why each since again yet i'm isn doesn where here
    """,
    "de": """
        de die der und in sie zu das den ist für von ich auf eine es nicht ein mit werden im wir um des wird sich dem
        sind als dass wenn er wie auch oder an du aus einen haben einer diese hat können kann über einem bei aber nach
        daß so nur ihr dieser zur noch zum ihre sein was uns wurde mehr vor war am müssen habe durch alle keine unter
        eines dieses diesem man deine dann mich gibt hier sehr mir immer ihrer seine da anderen bis ihnen wurden unsere
        muss andere doch dich vom zwei viele damit gegen ihren waren möchte jedoch sollten sollte meine schon einige
        selbst nun jetzt ohne ob während zwischen etwas ihn wieder heute hatte dazu euch kein würde bereits soll
        viel denn beim ihm weil seit ganz bevor alles also könnte ihrem unserer nichts seinen seiner hätte
    """,
    "es": """
        de la en el que y a los un para se las una del no por es con su al más como o lo si este tu puede ha sobre esta
        pero son también sus está sin ser cuando me pueden ya entre hay todos tiene esto debe te han él todo estos desde
        muy mi solo dos le vez cada qué cómo parte están ahora hacer después otros ella hasta antes nos años fue estas
        así tanto contra sólo durante algunos tienen sea cualquier todas hace bien tener uno sido e nuestro nuestra
        además mismo aunque según otras aquí eso siempre mejor yo ese otro algo he ellos porque mucho muchos era ni otra
        mientras donde deben esa había dijo
    """,
    "nl": """
        de het van een en in te voor is dat ik op om zijn met die je niet u worden aan als deze of dit er ze wordt we
        kan kunnen door uw over hebben ook naar moet heeft maar wij geen hij uit moeten meer bij dan s hun wat tot zal
        heb ons nog onze mijn kunt andere alle nu wil hoe wanneer zich ben al alleen zo zoals hebt veel zou zij toe
        zullen onder waar goed hier twee jouw tegen gaan echter gaat tussen dus elke mij zonder omdat hem daarom wel
        heer staat altijd daar af iets zeer meerdere enkele zodat eens zelfs bent elk vaak werd via eigen tijdens
        haar was waren had hadden toen al
    """,
    "pt": """
        de a o que e para do um em uma da os é não se no com as por na como mais você dos ou eu ao ser seu são à sua
        pode das ele mas está também este sobre nos foi quando muito esta seus eles tem me pelo podem todos ela isso há
        já suas entre fazer ter deve mesmo até ainda pela estão sem bem apenas seja vez será cada depois essa qualquer
        nas novo esse meu outros só às aqui antes parte nós todas isto alguns lhe contra assim estas neste sempre outras
        menos temos nosso qual anos minha quanto onde lo durante possível dois embora enquanto porque algumas outro vai
        têm elas muitos duas dizer tudo foram num numa dele dela disse
    """,
}

FUNCTION_WORDS: dict[str, frozenset[str]] = {code: frozenset(row.split()) for code, row in _WORDS.items()}

LANGUAGES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(code for code, row in FUNCTION_WORDS.items() if word in row)
    for word in frozenset().union(*FUNCTION_WORDS.values())
}
"""The languages of each word."""
