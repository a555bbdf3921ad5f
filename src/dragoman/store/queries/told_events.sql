-- The events of a time as they are told: each counted event once, with its story and how many tell it.
--
-- Counted are events that are `actual`; `claimed` is 1 when only a source says so. `tellings` is the number
-- of stories that tell the event, `publishers` that of their known publishers. Actors and recipients are
-- codes, separated by commas.
SELECT
    s.id AS story,
    e.id AS id,
    e.type AS type,
    e.quad AS quad,
    e.score AS score,
    e.claimed AS claimed,
    e.confidence AS confidence,
    e.actors AS actors,
    e.recipients AS recipients,
    e.first_day AS first_day,
    e.last_day AS last_day,
    1 + (SELECT count(*) FROM retellings AS r WHERE r.main = e.event) AS tellings,
    CASE WHEN s.publisher IS NULL THEN 0 ELSE 1 END + (
        SELECT count(DISTINCT t.publisher)
        FROM retellings AS r
        JOIN events AS o ON o.event = r.event
        JOIN stories AS t ON t.story = o.story
        WHERE r.main = e.event AND t.publisher <> coalesce(s.publisher, '')
    ) AS publishers,
    length(e.evidence) AS width
FROM events_once AS e
JOIN stories AS s ON s.story = e.story
WHERE e.factuality = 'actual'
    AND e.first_day >= $since
    AND e.first_day <= $until
ORDER BY e.event
