"""Words with a capital that are no names: what is said before a name, and what institutions are called. Data only.

In lower case and without accents; a plural in `s` need not be listed.
"""

_TITLES = """
    m mm mme mmes mlle mr mrs ms dr me pr st ste dhr mevr mw hr herr frau sr sra srta sres don dona senor
    senora senhor senhora madame monsieur mademoiselle messieurs mesdames miss pere mere frere soeur father
    brother sister padre pater vader vater hermano hermana irmao irma herrn meneer mevrouw lord lady sir dame
    prof saint sainte sankt san santa sao
"""

TITLES: frozenset[str] = frozenset(_TITLES.split())
"""What is said before a name."""

_FRENCH = """
    president premier ministre ministere gouvernement parlement assemblee nationale national senat chambre
    congres republique royaume parti conseil commission cour comite agence office bureau departement direction
    institut universite ecole academie eglise etat region ville mairie prefecture police armee marine air
    force garde banque bourse caisse federation confederation syndicat union association organisation
    fondation societe groupe compagnie entreprise centre musee theatre opera hopital clinique gare aeroport
    port pont place rue avenue boulevard route autoroute mont montagne lac mer ocean golfe ile cote nord sud
    est ouest centre-ville guerre mondiale mondial coupe ligue championnat tour prix jeux tournoi open
    festival fete journee internet web noel paques toussaint dieu bible pape roi reine prince princesse duc
    duchesse comte maire depute senateur democrate republicain conservateur travailliste socialiste liberal
    vert afro arabe noir blanc juif constitution loi charte traite accord code droit justice service secret
    renseignement securite interieur exterieur affaire etrangere defense finance economie sante education
    culture travail environnement energie transport agriculture commerce industrie recherche tribunal
    procureur juge haute grand grande petit petite nouveau nouvelle saint premiere deuxieme seconde
    international royal royale imperial federal federale central centrale general generale supreme public
    publique politique social sociale mondiaux uni unie unis occident orient terre lune soleil mars venus
    jupiter saturne moyen bas haut ancien nazi communiste fonds monetaire nation conference sommet operation
    front mouvement ligne bourgogne manche pole equateur antiquite renaissance revolution resistance gestion
    reseau tresor tete nouvel croix rouge bleu nain monde classement echec occidental occidentale
    septentrional meridional foule tourne moyen-age maison blanche dame homme femme enfant ours loup lion
"""
_ENGLISH = """
    monday tuesday wednesday thursday friday saturday sunday president minister prime government parliament assembly
    senate house congress republic kingdom party council commission court committee agency office department
    institute university school academy church state region city police army navy air force bank federation union
    association organisation organization foundation society group company center centre museum theatre theater
    opera hospital station airport port bridge square street avenue road mount lake sea ocean gulf island coast north
    south east west northern southern eastern western war world cup league championship tour prize games tournament
    festival day christmas easter god bible pope king queen prince princess duke duchess mayor senator representative
    democrat democratic republican conservative labour labor liberal green black white jewish muslim christian
    constitution law act treaty code justice secretary chief executive director general supreme public national
    international royal federal central great new old saint first second earth moon sun
"""

CAPITALISED: dict[str, frozenset[str]] = {"fr": frozenset(_FRENCH.split()), "en": frozenset(_ENGLISH.split())}
"""Words that are often written with a capital and are translated all the same, by language."""
