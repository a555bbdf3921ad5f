-- What every two actors did to one another in a time and in the time before it, story by story.
--
-- `one` and `other` stand in alphabetical order, whoever acted. Counted are events that are `actual` and that
-- the writer asserts, each once for a pair; what an actor does within itself is left out. `now` is 1 from
-- $since to $until and 0 from $past up to $since. `events` and `score` (their sum) are those that `teller`
-- tells, one for all copies of a story.
SELECT
    one,
    other,
    CASE WHEN first_day >= $since THEN 1 ELSE 0 END AS now,
    teller,
    count(*) AS events,
    sum(score) AS score,
    sum(CASE WHEN quad LIKE 'material%' THEN 1 ELSE 0 END) AS deeds
FROM dealings
WHERE claimed = 0
    AND first_day >= $past
    AND first_day <= $until
GROUP BY one, other, CASE WHEN first_day >= $since THEN 1 ELSE 0 END, teller
ORDER BY one, other, now, teller
