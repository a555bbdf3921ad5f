-- The first and the last day of the stories read: the time that series cover when none is asked for.
SELECT min(first_day) AS first_day, max(first_day) AS last_day FROM stories WHERE state = 'coded'
