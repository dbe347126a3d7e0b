"""How a text is typeset, by language and country: tag (`pt-BR`) -> `Variant`. Data only; a new variant is a row here."""
