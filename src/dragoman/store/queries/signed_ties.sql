-- How every two actors stand in a time: their events in all, and how many are cooperation and conflict.
--
-- `one` and `other` stand in alphabetical order. Counted are events that are `actual` and that the writer
-- asserts, each once for a pair; what an actor does within itself is left out.
-- Source: signed relations of states as in Heider (1946) and Cartwright and Harary (1956), signs from events.
SELECT
    one,
    other,
    count(DISTINCT teller) AS stories,
    count(*) AS events,
    sum(cooperation) AS cooperation,
    sum(conflict) AS conflict,
    sum(score) AS score
FROM (
    SELECT DISTINCT
        CASE WHEN actor < recipient THEN actor ELSE recipient END AS one,
        CASE WHEN actor < recipient THEN recipient ELSE actor END AS other,
        event,
        teller,
        score,
        CASE WHEN quad LIKE '%cooperation' THEN 1 ELSE 0 END AS cooperation,
        CASE WHEN quad LIKE '%conflict' THEN 1 ELSE 0 END AS conflict
    FROM dyads_once
    WHERE factuality = 'actual'
        AND claimed = 0
        AND actor <> recipient
        AND first_day >= $since
        AND first_day <= $until
) AS pairs
GROUP BY one, other
ORDER BY one, other
