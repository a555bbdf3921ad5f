-- Who acted on whom: for each ordered pair of different actors and each quad, the events and their summed score.
--
-- Events are those that dyad_events counts and no source alone claims: each once, `actual`. What two do on
-- equal terms (a meeting) counts in both directions.
SELECT actor, recipient, quad, count(*) AS events, round(sum(score), 3) AS score
FROM dyads_once
WHERE first_day >= $since AND first_day <= $until AND factuality = 'actual' AND claimed = 0
    AND actor <> recipient
GROUP BY actor, recipient, quad
ORDER BY actor, recipient, quad
