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
    sum(CASE WHEN quad LIKE '%cooperation' THEN 1 ELSE 0 END) AS cooperation,
    sum(CASE WHEN quad LIKE '%conflict' THEN 1 ELSE 0 END) AS conflict,
    sum(score) AS score
FROM dealings
WHERE claimed = 0
    AND first_day >= $since
    AND first_day <= $until
GROUP BY one, other
ORDER BY one, other
