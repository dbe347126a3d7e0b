"""The tables of a translation memory, as numbered migrations; the number of the last one is the file's version."""

APPLICATION = 0x42707254
"""`PRAGMA application_id`: marks an SQLite file as a translation memory of Babelpress."""

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE source (
        id INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        key INTEGER NOT NULL,
        language TEXT NOT NULL,
        text TEXT NOT NULL
    );
    CREATE INDEX source_key ON source (key);
    CREATE TABLE tu (
        id INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        source INTEGER NOT NULL REFERENCES source (id),
        language TEXT NOT NULL,
        target TEXT NOT NULL,
        source_tags TEXT,
        target_tags TEXT,
        status INTEGER NOT NULL,
        human INTEGER NOT NULL,
        model TEXT NOT NULL,
        author TEXT NOT NULL,
        article TEXT NOT NULL,
        previous INTEGER,
        next INTEGER,
        estimate REAL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL,
        uses INTEGER NOT NULL
    );
    CREATE INDEX tu_source ON tu (source);
    CREATE INDEX tu_article ON tu (article) WHERE article != '';
    CREATE VIRTUAL TABLE words USING fts5 (
        tokens, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '_~'"
    );
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, 'row');
    CREATE TABLE frequent (token TEXT PRIMARY KEY, texts INTEGER NOT NULL) WITHOUT ROWID;
    """,
    """
    CREATE TABLE quotation (
        id INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        key INTEGER NOT NULL,
        language TEXT NOT NULL,
        text TEXT NOT NULL,
        speaker TEXT NOT NULL,
        article TEXT NOT NULL,
        author TEXT NOT NULL,
        date TEXT NOT NULL
    );
    CREATE INDEX quotation_key ON quotation (key);
    CREATE TABLE rendition (
        quotation INTEGER NOT NULL REFERENCES quotation (id),
        language TEXT NOT NULL,
        text TEXT NOT NULL,
        original INTEGER NOT NULL,
        PRIMARY KEY (quotation, language)
    ) WITHOUT ROWID;
    """,
    "ALTER TABLE tu ADD COLUMN used TEXT NOT NULL DEFAULT '';",
)
