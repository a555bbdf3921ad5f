-- Who acted on whom: for each ordered pair of different actors and each quad, the events and their summed score.
--
-- Events are those that dyad_events counts and no source alone claims: each once, `actual`. What two do on
-- equal terms (a meeting) counts in both directions.
WITH pairs AS (
    SELECT
        one,
        other,
        quad,
        sum(forward) AS sent,
        sum(backward) AS received,
        sum(forward * score) AS score_sent,
        sum(backward * score) AS score_received
    FROM dealings
    WHERE claimed = 0 AND first_day >= $since AND first_day <= $until
    GROUP BY one, other, quad
)
SELECT one AS actor, other AS recipient, quad, sent AS events, round(score_sent, 3) AS score
FROM pairs
WHERE sent > 0
UNION ALL
SELECT other, one, quad, received, round(score_received, 3)
FROM pairs
WHERE received > 0
ORDER BY actor, recipient, quad
