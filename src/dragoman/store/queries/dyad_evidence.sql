-- The words that tell what happened between two actors, newest first: each counted event once, with its
-- story.
--
-- `tellings` is the number of stories that tell it. The events are those that dyad_events counts.
SELECT
    s.id AS story,
    e.id AS id,
    e.type AS type,
    e.modes AS modes,
    e.contexts AS contexts,
    e.quad AS quad,
    e.score AS score,
    e.claimed AS claimed,
    e.said_by AS said_by,
    e.edtf AS date,
    e.first_day AS first_day,
    e.actors AS actors,
    e.recipients AS recipients,
    e.evidence AS evidence,
    e.starts AS starts,
    e.ends AS ends,
    s.title AS title,
    s.published AS published,
    s.publisher AS publisher,
    s.language AS language,
    s.url AS url,
    1 + (SELECT count(*) FROM retellings AS r WHERE r.main = e.event) AS tellings
FROM (
    SELECT event
    FROM dealings
    WHERE one = CASE WHEN $one < $other THEN $one ELSE $other END
        AND other = CASE WHEN $one < $other THEN $other ELSE $one END
        AND first_day >= $since
        AND first_day <= $until
    ORDER BY first_day DESC, event DESC
    LIMIT $count
) AS d
JOIN events AS e ON e.event = d.event
JOIN stories AS s ON s.story = e.story
ORDER BY e.first_day DESC, e.event DESC
