"""Compare translations of any origin with their source and print all findings."""

import babelpress

SOURCE = "La ville a dépensé 120 millions d'euros en 2024."
TRANSLATIONS = (
    "De stad heeft in 2024 120 miljoen euro uitgegeven.",
    "De stad heeft in 2024 210 miljoen euro uitgegeven.",
)

for translation in TRANSLATIONS:
    report = babelpress.verify(SOURCE, translation, source_language="fr", target_language="nl")
    print(translation)
    for finding in report.findings:
        print(f"  {finding.severity}: {finding.check}: {finding.message}")
