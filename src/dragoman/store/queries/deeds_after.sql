-- Whether actors did something of a type to another after a day: for each, the day of the first such event.
--
-- $asked is a list in JSON of [actor, recipient, type, day]; `asked` is the place in it, from 0. Those of
-- whom no such event is told are left out. Only events that are `actual` are counted, claimed ones too.
SELECT CAST(k.key AS BIGINT) AS asked, min(d.first_day) AS first_day
FROM json_each($asked) AS k
JOIN dyads_once AS d
    ON d.actor = (k.value ->> 0)
    AND d.recipient = (k.value ->> 1)
    AND d.first_day > (k.value ->> 3)
WHERE d.type = (k.value ->> 2)
    AND d.factuality = 'actual'
GROUP BY k.key
ORDER BY asked
