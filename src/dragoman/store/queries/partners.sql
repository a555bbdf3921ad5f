-- With whom an actor had to do: for each other actor, direction and quad, the events and their summed score.
--
-- `direction` is sent where $one acts, received where it is acted on; meetings are in both. Events are those
-- that ties counts.
SELECT recipient AS partner, 'sent' AS direction, quad, count(*) AS events, round(sum(score), 3) AS score
FROM dyads_once
WHERE actor = $one AND recipient <> $one AND first_day >= $since AND first_day <= $until
    AND factuality = 'actual' AND claimed = 0
GROUP BY recipient, quad
UNION ALL
SELECT actor, 'received', quad, count(*), round(sum(score), 3)
FROM dyads_once
WHERE recipient = $one AND actor <> $one AND first_day >= $since AND first_day <= $until
    AND factuality = 'actual' AND claimed = 0
GROUP BY actor, quad
