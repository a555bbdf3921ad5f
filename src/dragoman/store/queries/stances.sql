-- The sides that two actors take, in what they say, toward issues and toward third actors: for and against.
--
-- A statement counts once for each of its targets, one of a wire story's copies only. `speaker` is $one or
-- $other.
SELECT
    g.speaker AS speaker,
    g.kind AS kind,
    g.target AS target,
    sum(CASE WHEN g.side = 'for' THEN 1 ELSE 0 END) AS pro,
    sum(CASE WHEN g.side = 'against' THEN 1 ELSE 0 END) AS contra
FROM statement_targets AS g
JOIN statements_once AS t ON t.statement = g.statement
WHERE (g.speaker = $one OR g.speaker = $other)
    AND g.side IN ('for', 'against')
    AND g.target <> $one
    AND g.target <> $other
    AND t.first_day >= $since
    AND t.first_day <= $until
GROUP BY g.speaker, g.kind, g.target
ORDER BY g.kind, g.target, g.speaker
