-- What happened between two actors: each counted event once, with the day and score that series are made of.
--
-- An event counts when it is `actual`: neither negated, wished, conditional, future nor long past. `claimed`
-- is 1 when only a source says so. `forward` is 1 when it goes from $one to $other, `backward` when it goes
-- from $other to $one; what both do on equal terms (a meeting) is both. `deed` is 1 for the material quads, 0
-- for words. Source: dyadic event counts as in Schrodt, "Event data in foreign policy analysis" (1995).
SELECT
    event,
    teller,
    first_day,
    last_day,
    type,
    quad,
    score,
    claimed,
    CASE WHEN one = $one THEN forward ELSE backward END AS forward,
    CASE WHEN one = $one THEN backward ELSE forward END AS backward,
    CASE WHEN quad LIKE 'material%' THEN 1 ELSE 0 END AS deed
FROM dealings
WHERE one = CASE WHEN $one < $other THEN $one ELSE $other END
    AND other = CASE WHEN $one < $other THEN $other ELSE $one END
    AND first_day >= $since
    AND first_day <= $until
ORDER BY first_day, event
