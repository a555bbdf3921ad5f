-- A store of schema 1 with a few stories, as the program of that time made it; no later program changes it.

-- The desk's store: one SQLite file. This file is the whole schema, made when a store is made.
-- An older store is brought up to it, step by step, by the files in upgrades/.
--
-- The truth is in six tables: stories, parses, records, judgements, pair_judgements, sources. All others hold
-- the records laid flat for asking; `dragoman rebuild` makes them again from the kept parses.
--
-- Days are ISO 8601 (YYYY-MM-DD), moments ISO 8601 in UTC with a Z. A `code` is an actor's country
-- (ISO 3166 alpha-3), else its group, as in the output contract. Offsets are characters of the story's text.

PRAGMA application_id = 1148348269;  -- "Drgm"
PRAGMA user_version = 1;             -- the version of this schema

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
-- These hold all that networks and sums over partners ask, so that no row is looked up.
CREATE INDEX dyads_by_recipient ON dyads (recipient, first_day, quad, factuality, claimed, score);
CREATE INDEX dyads_by_day ON dyads (first_day, quad, factuality, claimed, score);

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

-- ── rows ─

INSERT INTO runs VALUES (1, 'add', '["by hand"]', '2026-11-28T03:06:06Z', '2026-11-28T03:06:06Z', 8, 0, 0, 0);
INSERT INTO versions VALUES (1, '0', 'plover', 'atlas', 'by hand', '');
INSERT INTO stories VALUES (1, 'a', '0fe14cc71dc8d1ab09ba2c6953af56e73a152e072dfff6208553fc5336f2b440', '0a469abd53753ced8c354289e7ba4934b78bb3f573e5169398a313c6680db9f7', 'en', 'a', '2023-05-05', NULL, '2023-05-05', NULL, 'The Daily', 0, 'by hand', 'NOR ACCUSE/disapprove ISL. NOR ISL CONSULT. DNK PROTEST DNK. a', 'coded', NULL, '2026-11-28T03:06:06Z', 1);
INSERT INTO stories VALUES (2, 'b', '95e40246804e315e92bcab695b69973475a081616f769d3828b22aa4ebc455f3', 'fecc5c512b5fd8e7886ddf39fbff6d6bae64e4e8394a02d7ab0433c0201afebb', 'en', 'b', '2023-05-06', NULL, '2023-05-06', NULL, 'The Evening', 0, 'by hand', 'NOR ACCUSE/disapprove ISL. ISL THREATEN/restrict NOR. b', 'coded', NULL, '2026-11-28T03:06:06Z', 1);
INSERT INTO stories VALUES (3, 'c', 'e29498cfff69758f41bd191f8820fea9902fa9f179e09689fe10b3dd6fe8e903', 'abff3f6b5cae337eab3d44d2c3cf7650e4d819d7dfef451a4579c280e9c62eb7', 'en', 'c', '2023-05', NULL, '2023-05-01', NULL, 'The Daily', 0, 'by hand', 'ISL NOR ACCUSE ISL NOR. DNK AID NOR. c', 'coded', NULL, '2026-11-28T03:06:06Z', 1);
INSERT INTO stories VALUES (4, 'd', '5e877a377ff8f7a61931ac139fee2eec698008826f78d7420379a77235f502bf', '051eb7dde5d73385a5897560c0abc5ecc8ed61bed0eaa0ab8b8605ed514da56b', 'en', 'd', '2023-05-07', NULL, '2023-05-07', NULL, 'The Wire', 0, 'by hand', 'FIN ACCUSE/disapprove NOR. NOR ISL CONSULT. word0 of0 the0 wire0 word1 of1 the1 wire1 word2 of2 the2 wire2 word3 of3 the3 wire3 word4 of4 the4 wire4 word5 of5 the0 wire5 word6 of6 the1 wire6 word7 of0 the2 wire7 word8 of1 the3 wire8 word9 of2 the4 wire9 word10 of3 the0 wire10 word11 of4 the1 wire0 word12 of5 the2 wire1 word13 of6 the3 wire2 word14 of0 the4 wire3 word15 of1 the0 wire4 word16 of2 the1 wire5 word17 of3 the2 wire6 word18 of4 the3 wire7 word19 of5 the4 wire8 word20 of6 the0 wire9 word21 of0 the1 wire10 word22 of1 the2 wire0 word23 of2 the3 wire1 word24 of3 the4 wire2 word25 of4 the0 wire3 word26 of5 the1 wire4 word27 of6 the2 wire5 word28 of0 the3 wire6 word29 of1 the4 wire7 word30 of2 the0 wire8 word31 of3 the1 wire9 word32 of4 the2 wire10 word33 of5 the3 wire0 word34 of6 the4 wire1 word35 of0 the0 wire2 word36 of1 the1 wire3 word37 of2 the2 wire4 word38 of3 the3 wire5 word39 of4 the4 wire6', 'coded', NULL, '2026-11-28T03:06:06Z', 1);
INSERT INTO stories VALUES (5, 'e', '22c430c4410d6488f7db9d4812bf4809f08f3de690371d29d59918002cba02a4', 'b86774abddb59ba831d5d49542b9efd97ff361a7d4da2f2d4901ac131aad7b0f', 'en', 'e', '2023-05-07', NULL, '2023-05-07', NULL, 'The Copy', 0, 'by hand', 'FIN ACCUSE/disapprove NOR. FIN AID SWE. word0 of0 the0 wire0 word1 of1 the1 wire1 word2 of2 the2 wire2 word3 of3 the3 wire3 word4 of4 the4 wire4 word5 of5 the0 wire5 word6 of6 the1 wire6 word7 of0 the2 wire7 word8 of1 the3 wire8 word9 of2 the4 wire9 word10 of3 the0 wire10 word11 of4 the1 wire0 word12 of5 the2 wire1 word13 of6 the3 wire2 word14 of0 the4 wire3 word15 of1 the0 wire4 word16 of2 the1 wire5 word17 of3 the2 wire6 word18 of4 the3 wire7 word19 of5 the4 wire8 word20 of6 the0 wire9 word21 of0 the1 wire10 word22 of1 the2 wire0 word23 of2 the3 wire1 word24 of3 the4 wire2 word25 of4 the0 wire3 word26 of5 the1 wire4 word27 of6 the2 wire5 word28 of0 the3 wire6 word29 of1 the4 wire7 word30 of2 the0 wire8 word31 of3 the1 wire9 word32 of4 the2 wire10 word33 of5 the3 wire0 word34 of6 the4 wire1 word35 of0 the0 wire2 word36 of1 the1 wire3 word37 of2 the2 wire4 word38 of3 the3 wire5 word39 of4 the4 wire6', 'coded', NULL, '2026-11-28T03:06:06Z', 1);
INSERT INTO stories VALUES (6, 'f', '552d50a1bc666d83174b3fc670252bd143662d7f99264c8a53a610d7a9d2aec6', '65c95c6e26bdba569bbae652e7a06821134f20ec8325f43e9ec4755e6ef7224b', 'en', 'f', NULL, NULL, NULL, NULL, 'The Daily', 0, 'by hand', 'SWE AID FIN. f', 'coded', NULL, '2026-11-28T03:06:06Z', 1);
INSERT INTO stories VALUES (7, 'g', 'd8d74c7aa6e2d1e2002b5a00bf19743048e8788a36602de33b320eb71e18618c', '160cbe0004f6e7909f532434ee23c5dcc159c7ddc8f7c3a41ee8a8cb8ee00eb5', 'de', NULL, '2023-05-08', NULL, '2023-05-08', NULL, NULL, 0, 'by hand', 'Ein Wort', 'kept', 'no pack for this language', '2026-11-28T03:06:06Z', 1);
INSERT INTO stories VALUES (8, 'h', '08360236b6757b8312339f3689fdab8b1680ab64294013e1e299c7dc0784fc61', 'e398d4d28ca9dc851e100d742de90bb444da0e0da0c56673d96969a9c603dab5', 'en', NULL, '2023-05-09', NULL, '2023-05-09', NULL, NULL, 0, 'by hand', 'Late word', 'coded', NULL, '2026-11-28T03:06:06Z', 1);
INSERT INTO records VALUES (1, 1, X'789cd597dd4fdb3010c0ff95c8cf8185b23e8cb70978988660a2f084d074899df48413678e5d5655fcefbb8b9bafc1a63134b5932a9aab2fe7fbf8ddd96c044a712240c442435578281489aa22b9f6a9c666a9787d96cc8e0f92397d68c1a1d36afb92b75a9c545eeb41dfd2d2cd524567807a4d2a6aa52ad78893bbcd76af83848dac6bb6f1f1f4f476714e726924c977426203756dcd4a89fb5864a672eabbe30545cfa6c48c7f86cc19db5a0cabe2f2ea9a6c340e2c4909ed59d14ec7b1a8a0549d7f99f195b3eb5ebbb0c6d7dd62a382c920993cc7ac7f91bd0e4f2b84f0f8444e5895618d14dbd8914f8b8b573812b4dfea484ee9f0a0d1b1c9f0cc3e00caafe9ba7b4382233b1ba1a4cbc7057d4faa2934480522b78de58a8558b6fe845082d046d36e4be5d63078e62c1605577ef373ec47715f23f1c430a05455a65ed09ccde35139a340c6bb818788b34526be79608c56caa6a023a222d798398e3833960c1fcc0e93969cbcdb2a39fc108bc725a7275d474ba0dd38b59df325d5104dc58832721ab054f22b567deaa8d0528d9359835b066d72aff68e7b84a53627ad9da7b8a7fd68a0fdf4ea72717b7133e03e417c2fc08e778af2b8a7de4af6f1de907d34259b52157524bcc0b3a995050672407a7638df27a26703d15faeaf6ece17af21faecf2f32bb00adaff6454efc291ff64549ffd39d09497680b41c4391a802e290c8b2f8fe8f93e8ce8fb36654e95d3fb09b7a8a9da2ecddbfb0c923ea9d60a1e42de76369b45e64796a9cb98e8e70769321937cf62213b0fc88a82fe22f506578660a41fdaccb224a5554da3b61ddd5fe1eefb3c34bbbe7e416afcceaf5ed8345e6dd9e147323c61e6570d362a46a0b06d028ec53c8295433428db9b760158354efcbe29c7e7517b8e77b6262efdb54572f411dd7268bad19c0f4356c3a849a5f169c70c9d6d4d58d90869a130259015c1ff0764746ca4c63c90586bbae559a6cf69e02117bec3d1a2a793811435acfbbe70340f4253ff0027e4213f');
INSERT INTO records VALUES (2, 1, X'789ccd54c16adc3010fd15a3b33771769b42f716c242032585647b0a218c2dd91695255796b73566ffbd4f96ed754ba02981a6276b3ca39937f3dea86792b32d4b59cc14e9a2a542c0141a76dda64a36a5f0fe75b2deac92cb55f21e0e279d12e3a5d62ab6d5ad52a7780bd7be14d1ee20b4d40582044eae61db877eacb64a7c9aaef659aeaeafbfdcef605786c37e605c3654d7d61c047b8c5966b4133f1c1c302873c60e79c23f76fbf90e371b471656824a1af93731d354890957665aed6c374717d6b4f5e46c4448192c93e7329b2f7aace17490148e4780b02293b544474b2037f79ffe0248887e2d901ce3684949e75386b3c740923fa5dd748393439e9e09eef22591ef109a5223410b601bc08ac75e463ca195600cdd0c6541b3a2133267655178c6fbdf7bbf88678ed8d14b4072a133f14ce4fa325ed019053d9c9f5410f96921c5b796bc780ec2a6a422e822573273bee3cc58245eadcf92412ff9542a39fb10b3efa51f4fda4525a19a1fed04be0287d2e826682b53242bc19fa49e4707a2b9580eb326578668c0ab5be777c35bc34c863cc778d6f8c549e3fb8f77bbabfdee76a1722b1a0c0ff8ffa8f1b790d6b31a7f8b657b85c6ff99c06f5e2e70b0134d62389f2410f951bd44e09bff41e08fc3e89ca8c6377d508ba245216eda7472a19926787ac62d15a6229467fefdcfb009a9315f61d60a7b6ef18f9c224f58f8866d51bf76874045ddcc96434f01d84f450130bb');
INSERT INTO records VALUES (3, 1, X'789ce555c96edb3010fd15816739906df450df8ab88720850b34ed2908821145c9442952e5e25410f2ef9d2125d90d823646d105e8497ce47096376fc481c98a6d18673953a09b008d402834e22e944ababda0f355b15a2f8a57b8eba55762bc11ac621b1d943a1a5b3cfab817d916a4ead1441c84f68e6d6e8731d0a220277d473ede5c5e7eba798bb83515e2dbbb9c71a3bdf8ea1300ee8d8d77d31ebbba7987d6ce834554a0778d3ed739d3d08a29136e82f6b69fad1b6b42371d3a915c2664ea5af2f922e59756070969f998cfa177ef3f9c113a59ff5268acdf0a2e3b8904fec71cd42882004a7a7299d69403c8eabeeca71b1578f4333051f9faa8d645b144d3129c440162dac69222532d633ea994046235a962d6293866e6ad6c1a52f6f0b4f6653e77853d92d865253417cf58ae56f9490333e4264beacf4648f7bf04a01939085b82ca70146a25b9a772b9b1e875b1be28e288d4539ce2e275ce1ef6c44dd9677bc050c4eb94798bda9146bb71b614c85654f752cfbca1c02a71ca64077e9fac2be9bae069fa094542a21fd2c338cacb9351beda9e31c7dbddf519424ad6bf6598febaa2b56880487eb1a4577f4cd2db9f487a7962babbce50014f74dc62095646259b4e5820291ec5bc2cfe0531df45c6bc68c7672a0a45c1146848daa5e5f82ba512293ca6179fca073c15b82f9d0bd127abe33b2811dcfd98bf993e4ea4c599b2ec857f3c27f533dd4c3051c8a8b6ca8472aa0b7f2b2e9535b0ca42635a40ee18bdc71ce7b634e633c24e1934c43df00a4864e99b665b7ddf1a3454d0cf0af3d890c4ea374297ad6e');
INSERT INTO records VALUES (4, 1, X'789cc595df6bdb3010c7ff15a36727731cb2b1bc95b041a1a4b0b4eca1947296ceb6982c79b29c2d84fcef3b59fe918d8e5036da27fb74e7bbafee3e878f4c0ab66682c54c812e5a28904cd464d76da66453a2f7a749ba9c25ab59f2811c4e3a85fd47ad556cad5ba5a6784baebb12a3afd22245e01eb56bd8fae1d8979a253ec7a1f629ae369bfbdd27b22b23c87e60423650d7d6ec913dc68c1bedf0a7230719c09db15d9e70c63e5f6fe9cbc681252ba14a9af22f63a6a1c2411437ad76f6304617d6b4f5e06c30a40c96c973c9c70fbdd6f0b697105e4f24c22297b5a41b9d0bd9de7e79819010fdaf42726a470b4a3a9f32bc7b0d20c55346476fd7a4980970e815a070f9393bef2975068d24184890a18271afb2af144406a3d3d927ac154c359d9545e1213bfe79ab453c5e9a9d3c7852a0e6f84c64ba8acffa13050adf4dec457e4694e27b0b1ed93dda0c544434e64a72e7fbc90dc1bd9ea5f3a4a3341f4a25f38f31fb51fa5e6687a804ed97c4e483f88ac89146378168ae4056289ea41efc82f0121846d86f15b8324493bcba757e1dbdd5f5a4cb738ac7cd5a4c9bb5b9ddeeee6feea6d5bab84eaf4e713c96bededdbca07488fe9f9b7c799ffaf1fc85ece5ab91bdbd40f662229b261451aba28184677836355af0404e48a7f3d5db13fdd8b5cc61d5ff3aba7129382b244c9b0d2eba4e133c47262c14a6022acffc6f8613fb9931dfc8ac152db6a533700afca0c233ec87fafd7614a8e0304ec9d19d82b05f0e504f68');
INSERT INTO records VALUES (5, 1, X'789cd5554d6fdb300cfd2b86ce4ee7a4e886e536a41d904b07ac1b76288a82b6685b982c69b29ccd08f2df475afe48875d8a615877b228528f8fe4237c144a8aad40910a0da6eaa042360dd9aecbb56a6b64ff26db5caeb2ab55f6861c41058de3a3ce6bb1359dd64bbc27d7a71a939d753d45e0014d68c5f6fe38a65a658cd13b8678b7db7dbebb21bbb192ec7b21550bce797b40f1908ac29a803f0239c88022583fe0c43bf17e7f4b2fdb009eac8c3219c2bf4c858106275285ed4cf0fd1c5d79dbb9c9d962848c962d4b55cc0f996b3c1d14c4e38948782c945354d13991db0f1f9f412446ff299192dad181568121e3993980928f395dfdbb26a542424066803294e7da794dd039b48ac44084ac6775449663a648321a03cf11d069587206afaa8a4576fcb5aa753a172d4e2c3c25d114f89bc8cd557ad69f24aaf0d5a2bd84674410df3a60c91ed0e7a0135263a95511b89f85f504bcda5c64834acb295576f13615df6bee65de273550366eda44be21e5286bdaa8e842836a503e2a33f925c94b621ce1b85510ea184df45c17781dd91a7a32e09cd279b3d6679bb5bf5ed6eaff59a5bb2f37cf2012a3fff22a8d9379f1a25eaf9f8a7a7f9d707f1619375482578390ad430facc445cbebec2568f961e858c066fc690c3ad1709648da2e9f5cb4986df41c85f450d90628bde01f4c41cacfadfd4aa6d3b4d29eee2068e039c56fdc0efdb43a0ad4d0cf430a545324f6135ec74d63');
INSERT INTO records VALUES (6, 1, X'789ca553b16edd300cfc1543b31b38af53b305480a64e9d202198220a025da262a4bae44bdc630f2efa12cdb7d2dba149dac134fe491472f8a8cba519daa9505d727e851203ac1536a2dc50125ee92b5b562628b1b3905bb5fefbc20a16f0356774076160a9ed17154374fcb56e34323b73c4f39c7edc39d80d11b014fcfb5d2de31be7201a0d987f561b9535f1fef851d1982a046523b49f8b1560e46dc65689f1c87f960f7c1a7690f462c290bf25d47fa784847836782727c131101354d242d5c0af9fcf0e51f8414f6ff0ae9641c092c714e59ce5903907969e7fd8501963c8b42c39dd04ecde924a41622890322d8876c49e96253529a2860ed632d287e5af8a58903f57db676f9b3ebebfa7047bd65b7c9a0d3f837e605f5f1be12ebab3c1979f42341de8c51c407025b69ef270cc0e4f30246ed83e4bb6eae9a7541babd4273f5a9563f873c8f76ae0690227996bbe6514c930c71db2c0b34a2792177cc4a9c357839bd0978286c43714a9c773ea375146b9e6c84b4c5386e4bbd6e88858b42c6a7760f9d31c412599409d0fb11a4bcca3f80969d6fbdff2e70b25e8872076c21fb54bee5bfb0bf7727440bf361124b4f45d83b188a381c');
INSERT INTO records VALUES (8, 1, X'789ca5534d6bdc400cfd2b66cedee024f490bd1542612f5b08b98512648f6c8b8e67dcf9d8d698fcf74a1edbd9865e4a4f9e67699e9ef434b322ad8eaa57a53260bb041d3244cb784cb5a1d0a3c4efaabbfb43f5e9503d70205234b85e4adea8a34dc6bce77b0e3df7583c02998953f0823606757c99d75a874a48a651383e9f1e190c4e3378f956aac6d988bf6206d044e7978bf99ffa723a737688e019554c6d99f0be541606dc64342ed9e8a73dbbf32e8d5b3060a6ccc8b52d35fb4511974f17827c7c63111e1b1a895bb81672fefaf40f4272f6ff0a69791c090c45a1cc67d100a45feb69bba12132cfac50c7f6a36f3504621f58b6f3624cee65d5935bc960e96629cbae1a7857163d759d183c7fecfdb6dc3d526fe23969b40dfe2df32af5742e78010a990f5ffa9140f663e0163c81291ae746f410c9c93a86c679e6bbad6eaa654ddaad4275f350aa9fbd4ca59e8a1eb8884c74d33cb075cc10d6fd324003ea57b2fbc4d85f8dd7331c21f6395b5318539417206819c5c22376705b118775b5973d31705548bb546fa10bfa9023b3d21e3a37009757f20c1adefcdab9ef0c47e33891ff4134203ee56f7e1de6cfee38d1c0b49b14b9a72cec37ee4439b6');
INSERT INTO events VALUES (1, 1, 'a-0', 'ACCUSE', 'disapprove', 'economic', 'verbal conflict', -2.0, 'actual', 0, 'actual', NULL, '2023-05-04', '2023-05-04', '2023-05-04', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'NOR', 'ISL', 'NOR ACCUSE/disapprove ISL', 0, 25);
INSERT INTO events VALUES (2, 1, 'a-1', 'CONSULT', '', '', 'verbal cooperation', 2.5, 'actual', 0, 'actual', NULL, '2023-05-03', '2023-05-03', '2023-05-03', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'NOR,ISL', '', 'NOR ISL CONSULT', 0, 15);
INSERT INTO events VALUES (3, 1, 'a-2', 'PROTEST', '', '', 'material conflict', -5.0, 'actual', 0, 'actual', NULL, '2023-05-04', '2023-05-04', '2023-05-04', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'DNK', 'DNK', 'DNK PROTEST DNK', 0, 15);
INSERT INTO events VALUES (4, 2, 'b-0', 'ACCUSE', 'disapprove', '', 'verbal conflict', -2.0, 'actual', 0, 'actual', NULL, '2023-05-04', '2023-05-04', '2023-05-04', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'NOR', 'ISL', 'NOR ACCUSE/disapprove ISL', 0, 25);
INSERT INTO events VALUES (5, 2, 'b-1', 'THREATEN', 'restrict', '', 'verbal conflict', -3.0, 'actual', 0, 'actual', NULL, '2023-05', '2023-05-01', '2023-05-31', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'ISL', 'NOR', 'ISL THREATEN/restrict NOR', 0, 25);
INSERT INTO events VALUES (6, 3, 'c-0', 'ACCUSE', '', '', 'verbal conflict', -3.0, 'actual', 0, 'actual', NULL, '2023-05-01', '2023-05-01', '2023-05-01', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'ISL,NOR', 'ISL,NOR', 'ISL NOR ACCUSE ISL NOR', 0, 22);
INSERT INTO events VALUES (7, 3, 'c-1', 'AID', '', '', 'material cooperation', 10.0, 'negated', 0, 'negated', NULL, '2023-05-02', '2023-05-02', '2023-05-02', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'DNK', 'NOR', 'DNK AID NOR', 0, 11);
INSERT INTO events VALUES (8, 4, 'd-0', 'ACCUSE', 'disapprove', '', 'verbal conflict', -2.0, 'actual', 1, 'actual', 'FIN', '2023-05-06', '2023-05-06', '2023-05-06', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'FIN', 'NOR', 'FIN ACCUSE/disapprove NOR', 0, 25);
INSERT INTO events VALUES (9, 4, 'd-1', 'CONSULT', '', '', 'verbal cooperation', 2.5, 'actual', 0, 'actual', NULL, '2023-05-03', '2023-05-03', '2023-05-03', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'NOR,ISL', '', 'NOR ISL CONSULT', 0, 15);
INSERT INTO events VALUES (10, 5, 'e-0', 'ACCUSE', 'disapprove', '', 'verbal conflict', -2.0, 'actual', 1, 'actual', 'FIN', '2023-05-06', '2023-05-06', '2023-05-06', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'FIN', 'NOR', 'FIN ACCUSE/disapprove NOR', 0, 25);
INSERT INTO events VALUES (11, 5, 'e-1', 'AID', '', '', 'material cooperation', 10.0, 'actual', 0, 'actual', NULL, '2023-05-06', '2023-05-06', '2023-05-06', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'FIN', 'SWE', 'FIN AID SWE', 0, 11);
INSERT INTO events VALUES (12, 6, 'f-0', 'AID', '', '', 'material cooperation', 10.0, 'actual', 0, 'actual', NULL, '2022', '2022-01-01', '2022-12-31', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'SWE', 'FIN', 'SWE AID FIN', 0, 11);
INSERT INTO events VALUES (13, 8, 'h-0', 'AID', '', '', 'material cooperation', 10.0, 'actual', 0, 'actual', NULL, '2023-05-09', '2023-05-09', '2023-05-09', NULL, NULL, NULL, NULL, NULL, NULL, 0.9, 'FIN', 'NOR', 'FIN AID NOR', 0, 11);
INSERT INTO participants VALUES (1, 'actor', 0, 'NOR', NULL, NULL, 'NOR', '2023-05-04');
INSERT INTO participants VALUES (1, 'recipient', 0, 'ISL', NULL, NULL, 'ISL', '2023-05-04');
INSERT INTO participants VALUES (2, 'actor', 0, 'NOR', NULL, NULL, 'NOR', '2023-05-03');
INSERT INTO participants VALUES (2, 'actor', 1, 'ISL', NULL, NULL, 'ISL', '2023-05-03');
INSERT INTO participants VALUES (3, 'actor', 0, 'DNK', NULL, NULL, 'DNK', '2023-05-04');
INSERT INTO participants VALUES (3, 'recipient', 0, 'DNK', NULL, NULL, 'DNK', '2023-05-04');
INSERT INTO participants VALUES (4, 'actor', 0, 'NOR', NULL, NULL, 'NOR', '2023-05-04');
INSERT INTO participants VALUES (4, 'recipient', 0, 'ISL', NULL, NULL, 'ISL', '2023-05-04');
INSERT INTO participants VALUES (5, 'actor', 0, 'ISL', NULL, NULL, 'ISL', '2023-05-01');
INSERT INTO participants VALUES (5, 'recipient', 0, 'NOR', NULL, NULL, 'NOR', '2023-05-01');
INSERT INTO participants VALUES (6, 'actor', 0, 'ISL', NULL, NULL, 'ISL', '2023-05-01');
INSERT INTO participants VALUES (6, 'actor', 1, 'NOR', NULL, NULL, 'NOR', '2023-05-01');
INSERT INTO participants VALUES (6, 'recipient', 0, 'ISL', NULL, NULL, 'ISL', '2023-05-01');
INSERT INTO participants VALUES (6, 'recipient', 1, 'NOR', NULL, NULL, 'NOR', '2023-05-01');
INSERT INTO participants VALUES (7, 'actor', 0, 'DNK', NULL, NULL, 'DNK', '2023-05-02');
INSERT INTO participants VALUES (7, 'recipient', 0, 'NOR', NULL, NULL, 'NOR', '2023-05-02');
INSERT INTO participants VALUES (8, 'actor', 0, 'FIN', NULL, NULL, 'FIN', '2023-05-06');
INSERT INTO participants VALUES (8, 'recipient', 0, 'NOR', NULL, NULL, 'NOR', '2023-05-06');
INSERT INTO participants VALUES (8, 'source', 0, 'FIN', NULL, NULL, 'FIN', '2023-05-06');
INSERT INTO participants VALUES (9, 'actor', 0, 'NOR', NULL, NULL, 'NOR', '2023-05-03');
INSERT INTO participants VALUES (9, 'actor', 1, 'ISL', NULL, NULL, 'ISL', '2023-05-03');
INSERT INTO participants VALUES (10, 'actor', 0, 'FIN', NULL, NULL, 'FIN', '2023-05-06');
INSERT INTO participants VALUES (10, 'recipient', 0, 'NOR', NULL, NULL, 'NOR', '2023-05-06');
INSERT INTO participants VALUES (10, 'source', 0, 'FIN', NULL, NULL, 'FIN', '2023-05-06');
INSERT INTO participants VALUES (11, 'actor', 0, 'FIN', NULL, NULL, 'FIN', '2023-05-06');
INSERT INTO participants VALUES (11, 'recipient', 0, 'SWE', NULL, NULL, 'SWE', '2023-05-06');
INSERT INTO participants VALUES (12, 'actor', 0, 'SWE', NULL, NULL, 'SWE', '2022-01-01');
INSERT INTO participants VALUES (12, 'recipient', 0, 'FIN', NULL, NULL, 'FIN', '2022-01-01');
INSERT INTO participants VALUES (13, 'actor', 0, 'FIN', NULL, NULL, 'FIN', '2023-05-09');
INSERT INTO participants VALUES (13, 'recipient', 0, 'NOR', NULL, NULL, 'NOR', '2023-05-09');
INSERT INTO dyads VALUES ('DNK', 'DNK', 3, '2023-05-04', '2023-05-04', 'PROTEST', 'material conflict', -5.0, 'actual', 0, 0, 1);
INSERT INTO dyads VALUES ('DNK', 'NOR', 7, '2023-05-02', '2023-05-02', 'AID', 'material cooperation', 10.0, 'negated', 0, 0, 3);
INSERT INTO dyads VALUES ('FIN', 'NOR', 8, '2023-05-06', '2023-05-06', 'ACCUSE', 'verbal conflict', -2.0, 'actual', 1, 0, 4);
INSERT INTO dyads VALUES ('FIN', 'NOR', 10, '2023-05-06', '2023-05-06', 'ACCUSE', 'verbal conflict', -2.0, 'actual', 1, 0, 5);
INSERT INTO dyads VALUES ('FIN', 'NOR', 13, '2023-05-09', '2023-05-09', 'AID', 'material cooperation', 10.0, 'actual', 0, 0, 8);
INSERT INTO dyads VALUES ('FIN', 'SWE', 11, '2023-05-06', '2023-05-06', 'AID', 'material cooperation', 10.0, 'actual', 0, 0, 5);
INSERT INTO dyads VALUES ('ISL', 'ISL', 6, '2023-05-01', '2023-05-01', 'ACCUSE', 'verbal conflict', -3.0, 'actual', 0, 0, 3);
INSERT INTO dyads VALUES ('ISL', 'NOR', 2, '2023-05-03', '2023-05-03', 'CONSULT', 'verbal cooperation', 2.5, 'actual', 0, 1, 1);
INSERT INTO dyads VALUES ('ISL', 'NOR', 5, '2023-05-01', '2023-05-31', 'THREATEN', 'verbal conflict', -3.0, 'actual', 0, 0, 2);
INSERT INTO dyads VALUES ('ISL', 'NOR', 6, '2023-05-01', '2023-05-01', 'ACCUSE', 'verbal conflict', -3.0, 'actual', 0, 0, 3);
INSERT INTO dyads VALUES ('ISL', 'NOR', 9, '2023-05-03', '2023-05-03', 'CONSULT', 'verbal cooperation', 2.5, 'actual', 0, 1, 4);
INSERT INTO dyads VALUES ('NOR', 'ISL', 1, '2023-05-04', '2023-05-04', 'ACCUSE', 'verbal conflict', -2.0, 'actual', 0, 0, 1);
INSERT INTO dyads VALUES ('NOR', 'ISL', 2, '2023-05-03', '2023-05-03', 'CONSULT', 'verbal cooperation', 2.5, 'actual', 0, 1, 1);
INSERT INTO dyads VALUES ('NOR', 'ISL', 4, '2023-05-04', '2023-05-04', 'ACCUSE', 'verbal conflict', -2.0, 'actual', 0, 0, 2);
INSERT INTO dyads VALUES ('NOR', 'ISL', 6, '2023-05-01', '2023-05-01', 'ACCUSE', 'verbal conflict', -3.0, 'actual', 0, 0, 3);
INSERT INTO dyads VALUES ('NOR', 'ISL', 9, '2023-05-03', '2023-05-03', 'CONSULT', 'verbal cooperation', 2.5, 'actual', 0, 1, 4);
INSERT INTO dyads VALUES ('NOR', 'NOR', 6, '2023-05-01', '2023-05-01', 'ACCUSE', 'verbal conflict', -3.0, 'actual', 0, 0, 3);
INSERT INTO dyads VALUES ('SWE', 'FIN', 12, '2022-01-01', '2022-12-31', 'AID', 'material cooperation', 10.0, 'actual', 0, 0, 6);
INSERT INTO event_contexts VALUES ('economic', 1);
INSERT INTO statements VALUES (1, 1, 'NOR on ISL fisheries', 'NOR', 'NOR', NULL, NULL, 'indirect', 'claim', 'ISL', '', 'fisheries', 'NOR on ISL fisheries', 0, 20, '2023-05-05', NULL);
INSERT INTO statement_targets VALUES ('actor', 'ISL', 1, 'against', 'NOR', '2023-05-05');
INSERT INTO statement_targets VALUES ('issue', 'fisheries', 1, 'against', 'NOR', '2023-05-05');
INSERT INTO relations VALUES (1, 3, 'r', 'ISL', 'NOR', 'worse', 'fisheries', 'actual', 0, NULL, NULL, 'c', 0, 1, '2023-05-01');
INSERT INTO copies VALUES (5, 4, 0.97);
INSERT INTO retellings VALUES (4, 1);
INSERT INTO retellings VALUES (9, 2);
INSERT INTO retellings VALUES (10, 8);
INSERT INTO event_pairs VALUES (1, 4, 1, 0.984, 'same issue,same sides,same mode,same meaning,often done,shared name,many words,no company');
INSERT INTO event_pairs VALUES (2, 9, 1, 0.951, 'same issue,same sides,same meaning,shared name,many words,other company');
INSERT INTO event_pairs VALUES (8, 10, 1, 1.0, 'copy of one text');
INSERT INTO bands VALUES (-8065120843353004050, 4);
INSERT INTO bands VALUES (-7723318766926719322, 4);
INSERT INTO bands VALUES (-7056545511736297370, 4);
INSERT INTO bands VALUES (-4677017664518956100, 4);
INSERT INTO bands VALUES (-3887264717931768239, 4);
INSERT INTO bands VALUES (-1611300345248072004, 4);
INSERT INTO bands VALUES (-880177250981248206, 4);
INSERT INTO bands VALUES (-18869734654084293, 4);
INSERT INTO bands VALUES (121673596299436604, 4);
INSERT INTO bands VALUES (539117096838315642, 4);
INSERT INTO bands VALUES (1315452234475235998, 4);
INSERT INTO bands VALUES (1470739347587475640, 4);
INSERT INTO bands VALUES (2524247216548560227, 4);
INSERT INTO bands VALUES (3456473359005118580, 4);
INSERT INTO bands VALUES (4707886263332097173, 4);
INSERT INTO bands VALUES (5456333243887464381, 4);
INSERT INTO bands VALUES (5457815818763361534, 4);
INSERT INTO bands VALUES (5550861759518853287, 4);
INSERT INTO bands VALUES (5650626644918020691, 4);
INSERT INTO bands VALUES (6785660935255540502, 4);
INSERT INTO bands VALUES (6802060088957069406, 4);
INSERT INTO bands VALUES (7106219513224233452, 4);
INSERT INTO bands VALUES (-8065120843353004050, 5);
INSERT INTO bands VALUES (-7723318766926719322, 5);
INSERT INTO bands VALUES (-4677017664518956100, 5);
INSERT INTO bands VALUES (-3887264717931768239, 5);
INSERT INTO bands VALUES (-3622050438569168240, 5);
INSERT INTO bands VALUES (-3175642317999312572, 5);
INSERT INTO bands VALUES (-1611300345248072004, 5);
INSERT INTO bands VALUES (-1479223730290519120, 5);
INSERT INTO bands VALUES (-880177250981248206, 5);
INSERT INTO bands VALUES (-18869734654084293, 5);
INSERT INTO bands VALUES (121673596299436604, 5);
INSERT INTO bands VALUES (943872836123621040, 5);
INSERT INTO bands VALUES (1315452234475235998, 5);
INSERT INTO bands VALUES (1470739347587475640, 5);
INSERT INTO bands VALUES (2600311568697476109, 5);
INSERT INTO bands VALUES (3287582822618947681, 5);
INSERT INTO bands VALUES (3456473359005118580, 5);
INSERT INTO bands VALUES (4707886263332097173, 5);
INSERT INTO bands VALUES (5457815818763361534, 5);
INSERT INTO bands VALUES (5550861759518853287, 5);
INSERT INTO bands VALUES (5650626644918020691, 5);
INSERT INTO bands VALUES (6785660935255540502, 5);
INSERT INTO event_keys VALUES ('ACCUSE ISL.', '2023-05-04', 1);
INSERT INTO event_keys VALUES ('ACCUSE ISL=NOR', '2023-05-04', 1);
INSERT INTO event_keys VALUES ('ACCUSE NOR.', '2023-05-04', 1);
INSERT INTO event_keys VALUES ('CONSULT ISL.', '2023-05-03', 2);
INSERT INTO event_keys VALUES ('CONSULT ISL=NOR', '2023-05-03', 2);
INSERT INTO event_keys VALUES ('CONSULT NOR.', '2023-05-03', 2);
INSERT INTO event_keys VALUES ('PROTEST DNK.', '2023-05-04', 3);
INSERT INTO event_keys VALUES ('PROTEST DNK=DNK', '2023-05-04', 3);
INSERT INTO event_keys VALUES ('ACCUSE ISL.', '2023-05-04', 4);
INSERT INTO event_keys VALUES ('ACCUSE ISL=NOR', '2023-05-04', 4);
INSERT INTO event_keys VALUES ('ACCUSE NOR.', '2023-05-04', 4);
INSERT INTO event_keys VALUES ('THREATEN ISL.~', '2023-05-01', 5);
INSERT INTO event_keys VALUES ('THREATEN ISL=NOR~', '2023-05-01', 5);
INSERT INTO event_keys VALUES ('THREATEN NOR.~', '2023-05-01', 5);
INSERT INTO event_keys VALUES ('ACCUSE ISL.', '2023-05-01', 6);
INSERT INTO event_keys VALUES ('ACCUSE ISL=ISL', '2023-05-01', 6);
INSERT INTO event_keys VALUES ('ACCUSE ISL=NOR', '2023-05-01', 6);
INSERT INTO event_keys VALUES ('ACCUSE NOR.', '2023-05-01', 6);
INSERT INTO event_keys VALUES ('ACCUSE NOR=NOR', '2023-05-01', 6);
INSERT INTO event_keys VALUES ('AID DNK.', '2023-05-02', 7);
INSERT INTO event_keys VALUES ('AID DNK=NOR', '2023-05-02', 7);
INSERT INTO event_keys VALUES ('AID NOR.', '2023-05-02', 7);
INSERT INTO event_keys VALUES ('ACCUSE FIN.', '2023-05-06', 8);
INSERT INTO event_keys VALUES ('ACCUSE FIN=NOR', '2023-05-06', 8);
INSERT INTO event_keys VALUES ('ACCUSE NOR.', '2023-05-06', 8);
INSERT INTO event_keys VALUES ('CONSULT ISL.', '2023-05-03', 9);
INSERT INTO event_keys VALUES ('CONSULT ISL=NOR', '2023-05-03', 9);
INSERT INTO event_keys VALUES ('CONSULT NOR.', '2023-05-03', 9);
INSERT INTO event_keys VALUES ('ACCUSE FIN.', '2023-05-06', 10);
INSERT INTO event_keys VALUES ('ACCUSE FIN=NOR', '2023-05-06', 10);
INSERT INTO event_keys VALUES ('ACCUSE NOR.', '2023-05-06', 10);
INSERT INTO event_keys VALUES ('AID FIN.', '2023-05-06', 11);
INSERT INTO event_keys VALUES ('AID FIN=SWE', '2023-05-06', 11);
INSERT INTO event_keys VALUES ('AID SWE.', '2023-05-06', 11);
INSERT INTO event_keys VALUES ('AID FIN. 2022-01-01/2022-12-31', '2022-01-01', 12);
INSERT INTO event_keys VALUES ('AID FIN=SWE 2022-01-01/2022-12-31', '2022-01-01', 12);
INSERT INTO event_keys VALUES ('AID SWE. 2022-01-01/2022-12-31', '2022-01-01', 12);
INSERT INTO met VALUES ('FIN', '', 'FIN', '', 'FIN', '', '', 1);
INSERT INTO met VALUES ('ISL', '', 'ISL', '', 'ISL', '', '', 2);
INSERT INTO met VALUES ('NOR', '', 'NOR', '', 'NOR', '', '', 3);
INSERT INTO met VALUES ('SWE', '', 'SWE', '', 'SWE', '', '', 1);
DELETE FROM unmerged;
INSERT INTO unmerged VALUES (8);
