-- How stories of a time, each counted once, say that relations stand; what they deny or expect is left out.
SELECT s.id AS story, r.id AS id, r.first_day AS first_day
FROM relations_once AS r
JOIN stories AS s ON s.story = r.story
WHERE r.factuality = 'actual'
    AND r.first_day >= $since
    AND r.first_day <= $until
ORDER BY r.first_day DESC, r.relation
