-- Who condemned whom in a time: ACCUSE events that are `actual` and that the writer asserts, each once for a
-- pair.
SELECT actor, recipient, count(DISTINCT event) AS events, count(DISTINCT teller) AS stories
FROM dyads_once
WHERE type = 'ACCUSE'
    AND factuality = 'actual'
    AND claimed = 0
    AND actor <> recipient
    AND first_day >= $since
    AND first_day <= $until
GROUP BY actor, recipient
ORDER BY actor, recipient
