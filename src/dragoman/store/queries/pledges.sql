-- Promises and threats made in a time by one actor to another, with what would carry them out.
--
-- A pledge is a THREATEN or AGREE event that is `actual`; each counted once. The store holds what was
-- promised or threatened as events of their own, in the story's record, whose `of` is the pledge's id.
SELECT
    s.id AS story,
    e.id AS id,
    CASE WHEN e.type = 'THREATEN' THEN 'threat' ELSE 'promise' END AS kind,
    e.claimed AS claimed,
    e.first_day AS first_day,
    d.actor AS actor,
    d.recipient AS recipient
FROM dyads_once AS d
JOIN events AS e ON e.event = d.event
JOIN stories AS s ON s.story = e.story
WHERE e.type IN ('THREATEN', 'AGREE')
    AND e.factuality = 'actual'
    AND d.actor <> d.recipient
    AND e.first_day >= $since
    AND e.first_day <= $until
ORDER BY e.first_day, e.event, d.actor, d.recipient
