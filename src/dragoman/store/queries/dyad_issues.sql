-- Over what two actors deal with one another: the contexts of their events, the issues of what they say of
-- one another, and those that stories name when they tell how the relation stands.
--
-- A row is a telling: `told_in` is event, statement or relation; `issues` is one name, for a relation several
-- separated by commas, and null or empty where none is known, so that all stories of the dyad are there.
-- Events are those that dyad_events counts and that the writer asserts; `score` is theirs. `teller` is the
-- story, one for all its copies.
SELECT 'event' AS told_in, c.context AS issues, b.teller AS teller, b.first_day AS first_day, b.score AS score
FROM (
    SELECT event, teller, first_day, score
    FROM dealings
    WHERE one = CASE WHEN $one < $other THEN $one ELSE $other END
        AND other = CASE WHEN $one < $other THEN $other ELSE $one END
        AND claimed = 0
        AND first_day >= $since
        AND first_day <= $until
) AS b
LEFT JOIN event_contexts AS c ON c.event = b.event
UNION ALL
SELECT 'statement' AS told_in, i.target AS issues, t.story AS teller, t.first_day AS first_day, NULL AS score
FROM statement_targets AS a
JOIN statements_once AS t ON t.statement = a.statement
LEFT JOIN statement_targets AS i ON i.statement = a.statement AND i.kind = 'issue'
WHERE a.kind = 'actor'
    AND ((a.target = $other AND a.speaker = $one) OR (a.target = $one AND a.speaker = $other))
    AND a.first_day >= $since
    AND a.first_day <= $until
UNION ALL
SELECT 'relation' AS told_in, r.issues AS issues, r.story AS teller, r.first_day AS first_day, NULL AS score
FROM relations_once AS r
WHERE ((r.one = $one AND r.other = $other) OR (r.one = $other AND r.other = $one))
    AND r.first_day >= $since
    AND r.first_day <= $until
