"""The backend `students`: the small models that Firefox Translations and Bergamot run in browsers, in numpy."""
