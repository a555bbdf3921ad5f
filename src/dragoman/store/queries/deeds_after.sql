-- Whether one actor did something of a type to another after a day: the first such event, counted ones only.
SELECT event, first_day
FROM dyads_once
WHERE actor = $one
    AND recipient = $other
    AND type = $type
    AND factuality = 'actual'
    AND first_day > $since
    AND first_day <= $until
ORDER BY first_day, event
LIMIT 1
