-- What was said in a time, of stories that count once: who, what act, and how many actors and issues it is
-- about.
--
-- Only statements whose speaker is linked. `sided` is the number of targets toward which it takes a side,
-- `others` that of linked actors other than the speaker.
SELECT
    s.id AS story,
    t.id AS id,
    t.speaker AS speaker,
    t.act AS act,
    t.kind AS kind,
    length(t.content) AS width,
    t.first_day AS first_day,
    (SELECT count(*) FROM statement_targets AS g WHERE g.statement = t.statement AND g.side IN ('for', 'against'))
        AS sided,
    (
        SELECT count(*)
        FROM statement_targets AS g
        WHERE g.statement = t.statement AND g.kind = 'actor' AND g.target <> t.speaker
    ) AS others,
    (SELECT count(*) FROM statement_targets AS g WHERE g.statement = t.statement AND g.kind = 'issue') AS issues
FROM statements_once AS t
JOIN stories AS s ON s.story = t.story
WHERE t.speaker IS NOT NULL
    AND t.first_day >= $since
    AND t.first_day <= $until
ORDER BY t.statement
