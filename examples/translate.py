"""Translate a sentence, several sentences, and one sentence into several languages."""

import babelpress

print(babelpress.translate("Le train part demain matin.", to="en"))

for line in babelpress.translate(["Bonjour à tous.", "La réunion commence à 14 h 30."], to="es"):
    print(line)

for language, text in babelpress.translate("Le prix a baissé de 5 %.", to=["en", "nl"]).items():
    print(f"{language}: {text}")
