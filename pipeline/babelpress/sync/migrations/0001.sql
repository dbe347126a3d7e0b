-- An article and the version of its source that was seen last; `revision` counts the versions.
CREATE TABLE article (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, format TEXT NOT NULL, language TEXT NOT NULL,
    source_sha256 TEXT NOT NULL, revision INTEGER NOT NULL, options TEXT NOT NULL, seen TEXT NOT NULL
) WITHOUT ROWID;

-- The source as it was read, by revision: those that a version was made from.
CREATE TABLE source (
    article TEXT NOT NULL, revision INTEGER NOT NULL, document BLOB NOT NULL, PRIMARY KEY (article, revision)
);

-- What the machine made of a revision in a language: the translation and the file. `published` is what the file of the
-- version stands on, `latest` that of a newer revision that is not published yet.
CREATE TABLE version (
    article TEXT NOT NULL, language TEXT NOT NULL, stage TEXT NOT NULL CHECK (stage IN ('published', 'latest')),
    revision INTEGER NOT NULL, translation BLOB NOT NULL, written BLOB NOT NULL, PRIMARY KEY (article, language, stage)
);

-- The file of each version as it was written or seen last, by which a hand edit is recognized; `next_sha256` is that
-- of a write that has begun. `content` is the file where people changed it.
CREATE TABLE file (
    article TEXT NOT NULL, language TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, next_sha256 TEXT,
    content BLOB, units INTEGER NOT NULL, PRIMARY KEY (article, language)
) WITHOUT ROWID;

-- The human texts of each version, with the source of each and what the machine made of that.
CREATE TABLE human (article TEXT NOT NULL, language TEXT NOT NULL, source TEXT NOT NULL, text TEXT NOT NULL,
    machine TEXT NOT NULL);
CREATE INDEX human_of_version ON human (article, language);

-- What people wrote and what took its place; rows are only added, and each names the digest of the one before.
CREATE TABLE revision (
    n INTEGER PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL, language TEXT NOT NULL, source TEXT NOT NULL,
    text TEXT NOT NULL, origin TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL, previous TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX revision_of_text ON revision (article, language, source);
CREATE TRIGGER revision_is_not_changed BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'revisions only grow'); END;
CREATE TRIGGER revision_is_not_removed BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'revisions only grow'); END;

-- Human texts whose source was edited. `held` says that the version waits for a person; `resolved` is what was taken,
-- and `applied` that it is in the file.
CREATE TABLE conflict (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, article TEXT NOT NULL, language TEXT NOT NULL,
    kind TEXT NOT NULL, facets TEXT NOT NULL, severe INTEGER NOT NULL, old_source TEXT NOT NULL,
    new_source TEXT NOT NULL, human TEXT NOT NULL, machine_old TEXT NOT NULL, machine_new TEXT NOT NULL,
    merged TEXT NOT NULL, at TEXT NOT NULL, resolved TEXT, by TEXT, resolved_at TEXT, applied INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX conflict_of_version ON conflict (article, language);
