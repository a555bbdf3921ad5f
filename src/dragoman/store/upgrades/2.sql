-- Dealings and readings: what is counted, ready to be summed, kept by triggers from here on.

DROP INDEX dyads_by_day;

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

INSERT INTO dealings SELECT * FROM dealings_anew;
INSERT INTO readings SELECT * FROM readings_anew;
