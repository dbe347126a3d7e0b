"""The words around a name that show whether it is a place, by language. Data only, in lower case, without accents."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Rows of words set apart by spaces; what stands in front of a name is cut at apostrophes (`l` for l').

    - `at`, `inside`, `between`: prepositions before a city, before a country or region, before two places.
    - `article`: what stands before a country or region and before no person.
    - `of`: what links a noun and the name behind it.
    - `located`: verbs and participles whose `at` names a place; `seats`: nouns that only a place has.
    - `giving`, `belief`: what makes a person of the name behind `at` or `inside`.
    - `called`: streets, houses, noble families and things that are called by a place, and keep its name.
    - `person`: what is said directly before the name of a person.
    - `goes_on`: words behind a name with which it is the name of something else.
    - `joins`: what stands between two of a kind; `years`: what follows the number in an age.
    """

    at: str
    inside: str
    between: str
    article: str
    of: str
    located: str
    seats: str
    giving: str
    belief: str
    called: str
    person: str
    goes_on: str
    joins: str
    years: str


PLACE_WORDS: dict[str, PlaceWords] = {
    "fr": PlaceWords(
        at="a",
        inside="en",
        between="entre",
        article="la l le au du",
        of="de d du la l",
        located="""
            ne nee nes nees nait naquit vit vivent vivait vivaient vivre vecu habite habitent habitait habiter reside
            resident residait resider installe installee installes installees situe situee situes situees base basee
            bases basees domicilie domiciliee implante implantee emmenage demenage atterri atterrit sejourne sejourner
            hospitalise hospitalisee incarcere incarceree
        """,
        seats="""
            ville villes commune communes carnaval cathedrale mairie maire habitants agglomeration metropole banlieue
            municipalite prefecture prefet archeveque eveque aeroport region province nord sud ouest rues quartiers
            tribunal
        """,
        giving="""
            dit dis disait dire demande demandait demander donne donnait donner offre offrait offert offrir passe ecrit
            ecrivait ecrire parle parlait parler telephone repond repondait repondu repondre explique expliquait pense
            confie confiait promis promet promettre doit devait reproche ressemble appartient appartenait grace merci
            quant fait rendu remis remet envoie envoye annonce raconte propose permis permet face hommage lettre appel
            soutien manque plait succede cede vend vendu achete
        """,
        belief="croit croire crois croient croyait cru confiance foi espere espoir",
        called="""
            avenue rue place boulevard quai square impasse cours allee passage pont porte faubourg route chemin metro
            station ligne gare hotel cafe bar restaurant brasserie lycee college ecole theatre cinema jardin palais
            chateau villa residence maison comte comtesse marquis marquise baron baronne vicomte vicomtesse eau
        """,
        person="""
            m mm mme mmes mlle me dr pr st ste monsieur madame mademoiselle maitre docteur professeur juge capitaine
            lieutenant commandant colonel general commissaire inspecteur soeur frere oncle tante cousin cousine ami amie
            mere pere fille fils mari femme epoux epouse compagne compagnon collegue voisin voisine petit petite jeune
            cher chere prenomme prenommee
            defenseur attaquant gardien joueur joueuse acteur actrice chanteur chanteuse depute deputee ministre
        """,
        goes_on="insoumise inter info bleu con",
        joins="et ou",
        years="an ans mois",
    )
}
"""A language that is not here proves nothing, and nothing is rewritten from it."""
