-- The first and the last day of the stories read: the time that series cover when none is asked for.
SELECT
    (SELECT min(first_day) FROM readings) AS first_day,
    (SELECT max(first_day) FROM readings) AS last_day
