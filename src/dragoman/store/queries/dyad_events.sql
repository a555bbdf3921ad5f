-- What happened between two actors: each counted event once, with the day and score that series are made of.
--
-- An event counts when it is `actual`: neither negated, wished, conditional, future nor long past. `claimed`
-- is 1 when only a source says so. `forward` is 1 when it goes from $one to $other, `backward` when it goes
-- from $other to $one; what both do on equal terms (a meeting) is both. `deed` is 1 for the material quads, 0
-- for words. Source: dyadic event counts as in Schrodt, "Event data in foreign policy analysis" (1995).
SELECT
    event,
    min(teller) AS teller,
    min(first_day) AS first_day,
    min(last_day) AS last_day,
    min(type) AS type,
    min(quad) AS quad,
    min(score) AS score,
    min(claimed) AS claimed,
    max(CASE WHEN actor = $one THEN 1 ELSE 0 END) AS forward,
    max(CASE WHEN actor = $other THEN 1 ELSE 0 END) AS backward,
    max(CASE WHEN quad LIKE 'material%' THEN 1 ELSE 0 END) AS deed
FROM dyads_once
WHERE ((actor = $one AND recipient = $other) OR (actor = $other AND recipient = $one))
    AND factuality = 'actual'
    AND first_day >= $since
    AND first_day <= $until
GROUP BY event
ORDER BY event
