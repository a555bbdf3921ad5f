-- Who condemned whom in a time: ACCUSE events that are `actual` and that the writer asserts, each once for a
-- pair.
WITH accusations AS (
    SELECT one, other, forward, backward, event, teller
    FROM dealings
    WHERE type = 'ACCUSE'
        AND claimed = 0
        AND first_day >= $since
        AND first_day <= $until
)
SELECT one AS actor, other AS recipient, count(*) AS events, count(DISTINCT teller) AS stories
FROM accusations
WHERE forward = 1
GROUP BY one, other
UNION ALL
SELECT other, one, count(*), count(DISTINCT teller)
FROM accusations
WHERE backward = 1
GROUP BY one, other
ORDER BY actor, recipient
