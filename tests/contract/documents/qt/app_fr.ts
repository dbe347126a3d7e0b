<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nl_NL" sourcelanguage="fr">
<context>
    <name>Fenetre</name>
    <message>
        <location filename="a.cpp" line="1"/>
        <source>Fe&amp;rmer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Un &quot;mot&quot; &lt;b&gt;gras&lt;/b&gt;</source>
        <translation type="unfinished"/>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <source>Déjà fait</source>
        <translation>Al klaar</translation>
    </message>
    <message>
        <source>Parti</source>
        <translation type="vanished">Weg</translation>
    </message>
</context>
</TS>
