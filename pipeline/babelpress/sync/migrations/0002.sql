-- What there is to know of the state as a whole: `state` is `xliff` where each version has a file of its state as well.
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The file of the state of each version: its digest as it was written last, and whether the rows were changed since.
CREATE TABLE mirror (article TEXT NOT NULL, language TEXT NOT NULL, sha256 TEXT NOT NULL DEFAULT '',
    changed INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (article, language)) WITHOUT ROWID;
INSERT INTO mirror (article, language) SELECT DISTINCT article, language FROM version;

CREATE TRIGGER article_changes_mirror AFTER INSERT ON article
    BEGIN UPDATE mirror SET changed = 1 WHERE article = new.id; END;
CREATE TRIGGER version_changes_mirror AFTER INSERT ON version
    BEGIN INSERT INTO mirror (article, language) VALUES (new.article, new.language)
        ON CONFLICT DO UPDATE SET changed = 1; END;
CREATE TRIGGER version_moves_mirror AFTER UPDATE ON version
    BEGIN UPDATE mirror SET changed = 1 WHERE article = old.article AND language = old.language;
        INSERT INTO mirror (article, language) VALUES (new.article, new.language)
        ON CONFLICT DO UPDATE SET changed = 1; END;
CREATE TRIGGER file_changes_mirror AFTER INSERT ON file
    BEGIN UPDATE mirror SET changed = 1 WHERE article = new.article AND language = new.language; END;
CREATE TRIGGER revision_changes_mirror AFTER INSERT ON revision
    BEGIN UPDATE mirror SET changed = 1 WHERE article = new.article AND language = new.language; END;
CREATE TRIGGER human_changes_mirror AFTER INSERT ON human
    BEGIN UPDATE mirror SET changed = 1 WHERE article = new.article AND language = new.language; END;
CREATE TRIGGER human_leaves_mirror AFTER DELETE ON human
    BEGIN UPDATE mirror SET changed = 1 WHERE article = old.article AND language = old.language; END;
CREATE TRIGGER conflict_changes_mirror AFTER INSERT ON conflict
    BEGIN UPDATE mirror SET changed = 1 WHERE article = new.article AND language = new.language; END;
CREATE TRIGGER conflict_decides_mirror AFTER UPDATE ON conflict
    BEGIN UPDATE mirror SET changed = 1 WHERE article = new.article AND language = new.language; END;
