-- The desk's store: one SQLite file. This file is the whole schema, made when a store is made.
-- An older store is brought up to it, step by step, by the files in upgrades/.
--
-- The truth is in six tables: stories, parses, records, judgements, pair_judgements, sources. All others hold
-- the records laid flat for asking; `dragoman rebuild` makes them again from the kept parses.
--
-- Days are ISO 8601 (YYYY-MM-DD), moments ISO 8601 in UTC with a Z. A `code` is an actor's country
-- (ISO 3166 alpha-3), else its group, as in the output contract. Offsets are characters of the story's text.

PRAGMA application_id = 1148348269;  -- "Drgm"
PRAGMA user_version = 2;             -- the version of this schema

-- ── what came in ────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE stories (
    story        INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,   -- as the source gives it, lengthened where two sources give the same
    origin       TEXT NOT NULL UNIQUE,   -- digest of url (else id) and text: the same again is nothing new
    text_sha256  TEXT NOT NULL,
    language     TEXT NOT NULL,
    title        TEXT,
    published    TEXT,                   -- YYYY, YYYY-MM or YYYY-MM-DD, as precise as it was given
    published_at TEXT,                   -- with time and zone, where the source states them
    first_day    TEXT,                   -- the first day `published` may mean; what stories are sorted by
    url          TEXT,
    publisher    TEXT,
    partial      INTEGER NOT NULL DEFAULT 0,  -- 1 when only the beginning could be had
    source       TEXT NOT NULL,          -- the file, feed or address it came from
    text         TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('coded', 'kept', 'failed')),
                                         -- kept: taken in, but its language is not coded;
                                         -- failed: it could not be coded
    reason       TEXT,                   -- why it is not coded
    added        TEXT NOT NULL,
    run          INTEGER NOT NULL REFERENCES runs
);
CREATE INDEX stories_by_day ON stories (first_day, state, published);
CREATE INDEX stories_by_url ON stories (url) WHERE url IS NOT NULL;
CREATE INDEX stories_by_publisher ON stories (publisher, first_day);
CREATE INDEX stories_by_language ON stories (language, first_day);
CREATE INDEX stories_by_text ON stories (text_sha256);
CREATE INDEX stories_by_state ON stories (state) WHERE state <> 'coded';

-- A story that its publisher changed: what it said before. It is known by that too, so that an old text which
-- comes again is nothing new.
CREATE TABLE revisions (
    origin       TEXT PRIMARY KEY,       -- as in stories
    story        INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    replaced     TEXT NOT NULL,          -- when
    title        TEXT,
    text         TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX revisions_by_story ON revisions (story);

CREATE TABLE parses (
    story        INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
    model        TEXT NOT NULL,
    parse        BLOB NOT NULL           -- records.Parse as MessagePack, deflated
);

-- ── what was made of it ─────────────────────────────────────────────────────────────────────────────────

CREATE TABLE versions (                  -- what records were made with
    version      INTEGER PRIMARY KEY,
    dragoman     TEXT NOT NULL,
    codebook     TEXT NOT NULL,
    atlas        TEXT NOT NULL,
    model        TEXT NOT NULL,
    overlay      TEXT NOT NULL DEFAULT '',
    UNIQUE (dragoman, codebook, atlas, model, overlay)
);

CREATE TABLE records (
    story        INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
    version      INTEGER NOT NULL REFERENCES versions,
    record       BLOB NOT NULL           -- the line of `dragoman code` (JSON, UTF-8), deflated
);
CREATE INDEX records_by_version ON records (version);

CREATE TABLE events (
    event        INTEGER PRIMARY KEY,
    story        INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    id           TEXT NOT NULL,          -- unique within its story
    type         TEXT NOT NULL,
    modes        TEXT NOT NULL,          -- separated by commas, also contexts; empty when there are none
    contexts     TEXT NOT NULL,
    quad         TEXT NOT NULL,
    score        REAL NOT NULL,
    factuality   TEXT NOT NULL,
    claimed      INTEGER NOT NULL,       -- 1 when only a source says so
    standing     TEXT NOT NULL,          -- actual, or what became of it: denied, demanded, threatened, wished ...
    said_by      TEXT,                   -- the source's code
    edtf         TEXT,                   -- the event's date, and its first and last day
    first_day    TEXT,
    last_day     TEXT,
    place        TEXT,
    place_id     TEXT,
    country      TEXT,                   -- where it took place
    lat          REAL,                   -- degrees north; null where only the country is known
    lon          REAL,                   -- degrees east
    precision    TEXT,
    confidence   REAL NOT NULL,
    actors       TEXT NOT NULL,          -- codes separated by commas, ? for one that is not linked
    recipients   TEXT NOT NULL,
    evidence     TEXT NOT NULL,
    starts       INTEGER NOT NULL,       -- of the evidence
    ends         INTEGER NOT NULL,
    UNIQUE (story, id)
);
CREATE INDEX events_by_day ON events (first_day);
CREATE INDEX events_by_type ON events (type, first_day);
CREATE INDEX events_by_modes ON events (modes) WHERE modes > '';
CREATE INDEX events_by_country ON events (country, first_day) WHERE country IS NOT NULL;
CREATE INDEX events_by_place ON events (place_id, first_day) WHERE place_id IS NOT NULL;
CREATE INDEX events_placed ON events (               -- all that the map asks
    first_day, country, place_id, place, lat, lon, precision, quad, factuality, claimed
) WHERE country IS NOT NULL;

-- Who takes part in an event, and who says it.
CREATE TABLE participants (
    event        INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    role         TEXT NOT NULL CHECK (role IN ('actor', 'recipient', 'source')),
    position     INTEGER NOT NULL,       -- within its role, from 0
    code         TEXT,
    sector       TEXT,
    entity       TEXT,                   -- the atlas's id of the person or body
    name         TEXT NOT NULL,          -- its name in the atlas, else the words
    first_day    TEXT,                   -- the event's
    PRIMARY KEY (event, role, position)
) WITHOUT ROWID;
CREATE INDEX participants_by_code ON participants (code, role, first_day);
CREATE INDEX participants_by_entity ON participants (entity, role, first_day) WHERE entity IS NOT NULL;

-- Each pair that an event binds, with what series are made of. Who takes part on equal terms (a meeting)
-- stands in both directions, with symmetric = 1.
CREATE TABLE dyads (
    actor        TEXT NOT NULL,
    recipient    TEXT NOT NULL,
    event        INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    first_day    TEXT,
    last_day     TEXT,
    type         TEXT NOT NULL,
    quad         TEXT NOT NULL,
    score        REAL NOT NULL,
    factuality   TEXT NOT NULL,
    claimed      INTEGER NOT NULL,
    symmetric    INTEGER NOT NULL,
    story        INTEGER NOT NULL,
    PRIMARY KEY (actor, recipient, event)
) WITHOUT ROWID;
CREATE INDEX dyads_by_event ON dyads (event);
CREATE INDEX dyads_by_pair ON dyads (actor, recipient, first_day);
-- This holds all that sums over partners ask, so that no row is looked up.
CREATE INDEX dyads_by_recipient ON dyads (recipient, first_day, quad, factuality, claimed, score);

CREATE TABLE event_contexts (
    context      TEXT NOT NULL,
    event        INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    PRIMARY KEY (context, event)
) WITHOUT ROWID;
CREATE INDEX event_contexts_by_event ON event_contexts (event);

CREATE TABLE statements (
    statement    INTEGER PRIMARY KEY,
    story        INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    id           TEXT NOT NULL,
    speaker      TEXT,                   -- the code of the first speaker
    speaker_name TEXT NOT NULL,          -- its name, else its words, else ''
    entity       TEXT,
    sector       TEXT,
    kind         TEXT NOT NULL,
    act          TEXT NOT NULL,
    about        TEXT NOT NULL,          -- codes separated by commas, also addressees; issues by name
    addressees   TEXT NOT NULL,
    issues       TEXT NOT NULL,
    content      TEXT NOT NULL,
    starts       INTEGER NOT NULL,       -- of the content
    ends         INTEGER NOT NULL,
    first_day    TEXT,                   -- of the story
    within       TEXT,
    UNIQUE (story, id)
);
CREATE INDEX statements_by_speaker ON statements (speaker, first_day);
CREATE INDEX statements_by_entity ON statements (entity, first_day) WHERE entity IS NOT NULL;
CREATE INDEX statements_by_act ON statements (act, first_day);
CREATE INDEX statements_by_day ON statements (first_day);

CREATE TABLE statement_targets (         -- whom or what a statement is about, and the side it takes
    kind         TEXT NOT NULL CHECK (kind IN ('actor', 'issue')),
    target       TEXT NOT NULL,
    statement    INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    side         TEXT,                   -- for, against, neutral; null when it takes none
    speaker      TEXT,
    first_day    TEXT,
    PRIMARY KEY (kind, target, statement)
) WITHOUT ROWID;
CREATE INDEX statement_targets_by_statement ON statement_targets (statement);
CREATE INDEX statement_targets_by_day ON statement_targets (kind, target, first_day);
CREATE INDEX statement_targets_by_side ON statement_targets (side, first_day) WHERE side IS NOT NULL;

CREATE TABLE relations (
    relation     INTEGER PRIMARY KEY,
    story        INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    id           TEXT NOT NULL,
    one          TEXT NOT NULL,          -- codes in alphabetical order
    other        TEXT,                   -- null for one that is isolated
    change       TEXT NOT NULL,
    issues       TEXT NOT NULL,
    factuality   TEXT NOT NULL,
    claimed      INTEGER NOT NULL,
    said_by      TEXT,
    since        TEXT,                   -- EDTF
    evidence     TEXT NOT NULL,
    starts       INTEGER NOT NULL,
    ends         INTEGER NOT NULL,
    first_day    TEXT                    -- of the story
);
CREATE INDEX relations_by_pair ON relations (one, other, first_day);
CREATE INDEX relations_by_story ON relations (story);

-- ── one event in many stories ───────────────────────────────────────────────────────────────────────────

-- Made by store/merging.py from the stories and records. A wire story that several publishers printed is one
-- source; an event that several stories tell is one event. Both tables hold only what does not stand for
-- itself, so that whoever counts leaves out what is in them, as the views do.

CREATE TABLE copies (                    -- near-duplicates: wire copies, rewrites, later versions
    story        INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE,
    original     INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,  -- of its kind the first that was merged
    share        REAL NOT NULL           -- of the smaller of the two texts, the part found in the other
);
CREATE INDEX copies_by_original ON copies (original);

CREATE TABLE retellings (                -- an event that is told by another row too
    event        INTEGER PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    main         INTEGER NOT NULL REFERENCES events ON DELETE CASCADE
                                         -- the row that stands for all tellings: rather one that happened
                                         -- than a denied one, the writer's own word than a source's, with
                                         -- both sides known, dated by its text, no wire copy, the earliest
);
CREATE INDEX retellings_by_main ON retellings (main);

-- Two events held against each other: the judgement that clusters are derived from, with its reasons.
-- What plainly differs (another type, dyad, day, place) is not kept.
CREATE TABLE event_pairs (
    one          INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    other        INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    same         INTEGER NOT NULL,       -- 1: one event
    probability  REAL NOT NULL,          -- that they are one
    reasons      TEXT NOT NULL,          -- names of codebook/identity.toml, separated by commas
    PRIMARY KEY (one, other),
    CHECK (one < other)
) WITHOUT ROWID;
CREATE INDEX event_pairs_by_other ON event_pairs (other);

-- Bands of the MinHash of a text and of its opening: stories that share one may be copies.
CREATE TABLE bands (
    band         INTEGER NOT NULL,
    story        INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    PRIMARY KEY (band, story)
) WITHOUT ROWID;
CREATE INDEX bands_by_story ON bands (story);

-- Where the tellings of an event are looked for: "TYPE ONE=OTHER" with the event's first day; other forms of
-- the key stand in identity/keys.py.
CREATE TABLE event_keys (
    key          TEXT NOT NULL,
    day          TEXT NOT NULL,
    event        INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    PRIMARY KEY (key, day, event)
) WITHOUT ROWID;
CREATE INDEX event_keys_by_event ON event_keys (event);

-- Stories that are not yet held against the others, or must be again.
CREATE TABLE unmerged (
    story        INTEGER PRIMARY KEY REFERENCES stories ON DELETE CASCADE
);
CREATE TRIGGER unmerged_story AFTER INSERT ON stories BEGIN
    INSERT OR IGNORE INTO unmerged VALUES (new.story);
END;
CREATE TRIGGER unmerged_text AFTER UPDATE OF text ON stories BEGIN
    INSERT OR IGNORE INTO unmerged VALUES (new.story);
    INSERT OR IGNORE INTO unmerged SELECT story FROM copies WHERE original = new.story;
END;
CREATE TRIGGER unmerged_records AFTER INSERT ON records BEGIN
    INSERT OR IGNORE INTO unmerged VALUES (new.story);
END;
CREATE TRIGGER unmerged_siblings BEFORE DELETE ON events BEGIN
    INSERT OR IGNORE INTO unmerged
    SELECT e.story FROM retellings r JOIN events e USING (event)
    WHERE r.main = old.event AND e.story <> old.story;
END;

-- Stories, events and dyads, each once: what is counted. Every measure of queries/ asks these views, so that
-- here alone is said what counts. `teller` is one for all copies of a story.
CREATE VIEW stories_once AS
    SELECT * FROM stories WHERE NOT EXISTS (SELECT 1 FROM copies WHERE copies.story = stories.story);
CREATE VIEW events_once AS
    SELECT *, coalesce((SELECT original FROM copies WHERE copies.story = events.story), story) AS teller
    FROM events WHERE NOT EXISTS (SELECT 1 FROM retellings WHERE retellings.event = events.event);
CREATE VIEW dyads_once AS
    SELECT *, coalesce((SELECT original FROM copies WHERE copies.story = dyads.story), story) AS teller
    FROM dyads WHERE NOT EXISTS (SELECT 1 FROM retellings WHERE retellings.event = dyads.event);
CREATE VIEW statements_once AS
    SELECT * FROM statements WHERE NOT EXISTS (SELECT 1 FROM copies WHERE copies.story = statements.story);
CREATE VIEW relations_once AS
    SELECT * FROM relations WHERE NOT EXISTS (SELECT 1 FROM copies WHERE copies.story = relations.story);

-- What was left out, and why.
CREATE TABLE doubts (
    story        INTEGER NOT NULL REFERENCES stories ON DELETE CASCADE,
    starts       INTEGER NOT NULL,
    ends         INTEGER NOT NULL,
    text         TEXT NOT NULL,
    reason       TEXT NOT NULL
);
CREATE INDEX doubts_by_story ON doubts (story);
CREATE INDEX doubts_by_reason ON doubts (reason, text);

-- Actors as met: each way an actor was named, and how often, over events and statements.
CREATE TABLE met (
    code         TEXT NOT NULL,          -- '' for one that is not linked
    entity       TEXT NOT NULL,          -- '' when it is no person or body of the atlas
    text         TEXT NOT NULL,
    sector       TEXT NOT NULL,
    name         TEXT NOT NULL,
    office       TEXT NOT NULL,
    via          TEXT NOT NULL,
    times        INTEGER NOT NULL,
    PRIMARY KEY (code, entity, text, sector, name, office, via)
) WITHOUT ROWID;
CREATE INDEX met_by_entity ON met (entity) WHERE entity <> '';

-- ── what is counted, ready to be summed ─────────────────────────────────────────────────────────────────

-- Two tables that follow the tables above by themselves, whoever writes those: triggers keep them, in the same
-- transaction. What stands in them is what the views ending in `_anew` give, which say what it means in plain
-- SQL; an archive of files may have these views in their place.

-- What two different actors did to one another: each event that is counted (`actual`, dated, told once) in one
-- row a pair, whichever way it goes. What series, networks and comparisons are summed from.
CREATE TABLE dealings (
    one          TEXT NOT NULL,          -- the two codes in alphabetical order
    other        TEXT NOT NULL,
    first_day    TEXT NOT NULL,          -- of the event
    event        INTEGER NOT NULL,
    last_day     TEXT,
    type         TEXT NOT NULL,
    quad         TEXT NOT NULL,
    score        REAL NOT NULL,
    claimed      INTEGER NOT NULL,
    forward      INTEGER NOT NULL,       -- 1 when `one` acts on `other`
    backward     INTEGER NOT NULL,       -- 1 when `other` acts on `one`; a meeting is both
    teller       INTEGER NOT NULL,       -- the story, one for all its copies
    PRIMARY KEY (one, other, first_day, event)
) WITHOUT ROWID;
CREATE INDEX dealings_by_day ON dealings (           -- all that is asked of all pairs
    first_day, one, other, teller, type, quad, score, forward, backward, claimed
) WHERE claimed = 0;
-- What stands in `dealings`, said in plain SQL.
CREATE VIEW dealings_anew AS
    SELECT
        CASE WHEN d.actor < d.recipient THEN d.actor ELSE d.recipient END AS one,
        CASE WHEN d.actor < d.recipient THEN d.recipient ELSE d.actor END AS other,
        d.first_day AS first_day,
        d.event AS event,
        d.last_day AS last_day,
        d.type AS type,
        d.quad AS quad,
        d.score AS score,
        d.claimed AS claimed,
        CASE WHEN d.actor < d.recipient OR r.event IS NOT NULL THEN 1 ELSE 0 END AS forward,
        CASE WHEN d.actor > d.recipient OR r.event IS NOT NULL THEN 1 ELSE 0 END AS backward,
        d.teller AS teller
    FROM dyads_once AS d
    LEFT JOIN dyads AS r ON r.actor = d.recipient AND r.recipient = d.actor AND r.event = d.event
    WHERE d.factuality = 'actual'
        AND d.first_day IS NOT NULL
        AND (d.actor < d.recipient OR (d.actor > d.recipient AND r.event IS NULL));

CREATE TRIGGER dealings_in AFTER INSERT ON dyads
WHEN new.factuality = 'actual' AND new.first_day IS NOT NULL AND new.actor <> new.recipient BEGIN
    INSERT INTO dealings SELECT * FROM dealings_anew
    WHERE event = new.event AND one = min(new.actor, new.recipient) AND other = max(new.actor, new.recipient)
    ON CONFLICT DO UPDATE SET forward = excluded.forward, backward = excluded.backward;
END;
-- The dyads of an event go together.
CREATE TRIGGER dealings_out AFTER DELETE ON dyads WHEN old.first_day IS NOT NULL BEGIN
    DELETE FROM dealings
    WHERE one = min(old.actor, old.recipient) AND other = max(old.actor, old.recipient)
        AND first_day = old.first_day AND event = old.event;
END;
CREATE TRIGGER dealings_retold AFTER INSERT ON retellings BEGIN
    DELETE FROM dealings WHERE (one, other, first_day, event) IN (
        SELECT min(actor, recipient), max(actor, recipient), first_day, event
        FROM dyads WHERE event = new.event
    );
END;
CREATE TRIGGER dealings_told_again AFTER DELETE ON retellings BEGIN
    INSERT INTO dealings SELECT * FROM dealings_anew WHERE event = old.event;
END;
CREATE TRIGGER dealings_copied AFTER INSERT ON copies BEGIN
    UPDATE dealings SET teller = new.original WHERE (one, other, first_day, event) IN (
        SELECT min(actor, recipient), max(actor, recipient), d.first_day, event
        FROM events e JOIN dyads d USING (event) WHERE e.story = new.story
    );
END;
CREATE TRIGGER dealings_own AFTER DELETE ON copies BEGIN
    UPDATE dealings SET teller = old.story WHERE (one, other, first_day, event) IN (
        SELECT min(actor, recipient), max(actor, recipient), d.first_day, event
        FROM events e JOIN dyads d USING (event) WHERE e.story = old.story
    );
END;

-- How many stories were read and coded, by day: what shares are of.
CREATE TABLE readings (
    first_day    TEXT NOT NULL,          -- of the stories
    precision    INTEGER NOT NULL,       -- characters of their date: 4 for a year, 7 a month, 10 a day
    stories      INTEGER NOT NULL,       -- those that count once
    copies       INTEGER NOT NULL,       -- copies beside them
    PRIMARY KEY (first_day, precision)
) WITHOUT ROWID;
-- What stands in `readings`, said in plain SQL.
CREATE VIEW readings_anew AS
    SELECT
        s.first_day AS first_day,
        length(s.published) AS precision,
        count(*) - count(c.story) AS stories,
        count(c.story) AS copies
    FROM stories AS s
    LEFT JOIN copies AS c ON c.story = s.story
    WHERE s.state = 'coded' AND s.first_day IS NOT NULL
    GROUP BY s.first_day, length(s.published);

CREATE TRIGGER readings_in AFTER INSERT ON stories WHEN new.state = 'coded' AND new.first_day IS NOT NULL BEGIN
    INSERT INTO readings VALUES (new.first_day, length(new.published), 1, 0)
    ON CONFLICT DO UPDATE SET stories = stories + 1;
END;
CREATE TRIGGER readings_left BEFORE UPDATE OF state, published, first_day ON stories
WHEN old.state = 'coded' BEGIN
    UPDATE readings SET
        stories = stories - (NOT EXISTS (SELECT 1 FROM copies WHERE story = old.story)),
        copies = copies - EXISTS (SELECT 1 FROM copies WHERE story = old.story)
    WHERE first_day = old.first_day AND precision = length(old.published);
END;
CREATE TRIGGER readings_moved AFTER UPDATE OF state, published, first_day ON stories
WHEN new.state = 'coded' AND new.first_day IS NOT NULL BEGIN
    INSERT INTO readings
    SELECT
        new.first_day,
        length(new.published),
        NOT EXISTS (SELECT 1 FROM copies WHERE story = new.story),
        EXISTS (SELECT 1 FROM copies WHERE story = new.story)
    WHERE true
    ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, copies = copies + excluded.copies;
END;
CREATE TRIGGER readings_out BEFORE DELETE ON stories WHEN old.state = 'coded' BEGIN
    UPDATE readings SET
        stories = stories - (NOT EXISTS (SELECT 1 FROM copies WHERE story = old.story)),
        copies = copies - EXISTS (SELECT 1 FROM copies WHERE story = old.story)
    WHERE first_day = old.first_day AND precision = length(old.published);
END;
CREATE TRIGGER readings_copied AFTER INSERT ON copies BEGIN
    UPDATE readings SET stories = stories - 1, copies = copies + 1 WHERE (first_day, precision) IN (
        SELECT first_day, length(published) FROM stories WHERE story = new.story AND state = 'coded'
    );
END;
-- When a story goes, its row is gone before the row of its copy is: nothing is found then, and nothing counted.
CREATE TRIGGER readings_own AFTER DELETE ON copies BEGIN
    UPDATE readings SET stories = stories + 1, copies = copies - 1 WHERE (first_day, precision) IN (
        SELECT first_day, length(published) FROM stories WHERE story = old.story AND state = 'coded'
    );
END;
CREATE TRIGGER readings_none AFTER UPDATE ON readings WHEN new.stories = 0 AND new.copies = 0 BEGIN
    DELETE FROM readings WHERE first_day = new.first_day AND precision = new.precision;
END;

-- ── full text ───────────────────────────────────────────────────────────────────────────────────────────

CREATE VIRTUAL TABLE stories_text USING fts5 (
    title, text, content = 'stories', content_rowid = 'story', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE events_text USING fts5 (
    evidence, content = 'events', content_rowid = 'event', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statements_text USING fts5 (
    content, content = 'statements', content_rowid = 'statement', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER stories_text_in AFTER INSERT ON stories BEGIN
    INSERT INTO stories_text (rowid, title, text) VALUES (new.story, new.title, new.text);
END;
CREATE TRIGGER stories_text_out BEFORE DELETE ON stories BEGIN
    INSERT INTO stories_text (stories_text, rowid, title, text) VALUES ('delete', old.story, old.title, old.text);
END;
CREATE TRIGGER stories_text_new AFTER UPDATE OF title, text ON stories BEGIN
    INSERT INTO stories_text (stories_text, rowid, title, text) VALUES ('delete', old.story, old.title, old.text);
    INSERT INTO stories_text (rowid, title, text) VALUES (new.story, new.title, new.text);
END;
CREATE TRIGGER events_text_in AFTER INSERT ON events BEGIN
    INSERT INTO events_text (rowid, evidence) VALUES (new.event, new.evidence);
END;
CREATE TRIGGER events_text_out BEFORE DELETE ON events BEGIN
    INSERT INTO events_text (events_text, rowid, evidence) VALUES ('delete', old.event, old.evidence);
END;
CREATE TRIGGER statements_text_in AFTER INSERT ON statements BEGIN
    INSERT INTO statements_text (rowid, content) VALUES (new.statement, new.content);
END;
CREATE TRIGGER statements_text_out BEFORE DELETE ON statements BEGIN
    INSERT INTO statements_text (statements_text, rowid, content)
    VALUES ('delete', old.statement, old.content);
END;

-- ── what people say of records ──────────────────────────────────────────────────────────────────────────

-- Rows are never changed: a later judgement on the same record by the same user takes the place of the
-- earlier one. They name records by their ids, and so outlive a rebuild.
CREATE TABLE judgements (
    judgement    INTEGER PRIMARY KEY,
    story_id     TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('event', 'statement', 'relation')),
    record_id    TEXT NOT NULL,
    verdict      TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'corrected', 'withdrawn')),
    correction   TEXT,                   -- the record as it should be, as JSON; only when corrected
    record       TEXT NOT NULL,          -- the record as it was judged, as JSON
    note         TEXT,
    user         TEXT NOT NULL,
    made         TEXT NOT NULL,
    supersedes   INTEGER REFERENCES judgements
);
CREATE INDEX judgements_by_record ON judgements (story_id, record_id);
CREATE UNIQUE INDEX judgements_in_line ON judgements (supersedes) WHERE supersedes IS NOT NULL;

-- Whether two events are one, as people say; it takes the place of what event_pairs judges. Rows are never
-- changed either: the latest on a pair counts.
CREATE TABLE pair_judgements (
    judgement    INTEGER PRIMARY KEY,
    one_story    TEXT NOT NULL,          -- ids, as above; the pair in alphabetical order
    one_event    TEXT NOT NULL,
    other_story  TEXT NOT NULL,
    other_event  TEXT NOT NULL,
    verdict      TEXT NOT NULL CHECK (verdict IN ('same', 'apart', 'withdrawn')),
    note         TEXT,
    user         TEXT NOT NULL,
    made         TEXT NOT NULL
);
CREATE INDEX pair_judgements_by_one ON pair_judgements (one_story, one_event);
CREATE INDEX pair_judgements_by_other ON pair_judgements (other_story, other_event);

-- ── who worked on it ────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE runs (
    run          INTEGER PRIMARY KEY,
    command      TEXT NOT NULL,          -- add, watch, rebuild
    inputs       TEXT NOT NULL,          -- as JSON
    started      TEXT NOT NULL,
    finished     TEXT,                   -- null while it works, or when it was cut off
    added        INTEGER NOT NULL DEFAULT 0,
    revised      INTEGER NOT NULL DEFAULT 0,
    known        INTEGER NOT NULL DEFAULT 0,
    refused      INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE refusals (
    run          INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
    place        TEXT NOT NULL,          -- file and line, or address
    what         TEXT NOT NULL,
    remedy       TEXT NOT NULL
);
CREATE INDEX refusals_by_run ON refusals (run);

-- Feeds that are watched, and where each one stands.
CREATE TABLE sources (
    source       TEXT PRIMARY KEY,       -- its address
    name         TEXT NOT NULL,
    etag         TEXT,
    modified     TEXT,
    polled       TEXT,                   -- the last time it was asked
    due          TEXT,                   -- the next time
    failures     INTEGER NOT NULL DEFAULT 0,  -- in a row
    problem      TEXT,
    taken        INTEGER NOT NULL DEFAULT 0   -- stories so far
) WITHOUT ROWID;

-- What became of each address that a watched source listed.
CREATE TABLE listed (
    source       TEXT NOT NULL,
    address      TEXT NOT NULL,          -- as the source lists it; the story's url may be another
    standing     TEXT NOT NULL CHECK (standing IN ('taken', 'refused', 'waiting')),
    stamp        TEXT,                   -- when the source says it was last changed; sorts by time
    tries        INTEGER NOT NULL,
    PRIMARY KEY (source, address)
) WITHOUT ROWID;
