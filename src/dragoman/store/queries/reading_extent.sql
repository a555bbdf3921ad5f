-- How many stories of a time were read and coded, copies once, and how many publishers they have.
SELECT
    count(*) AS stories,
    count(DISTINCT publisher) AS publishers,
    (SELECT max(first_day) FROM stories WHERE state = 'coded') AS newest
FROM stories_once
WHERE state = 'coded'
    AND first_day >= $since
    AND first_day <= $until
