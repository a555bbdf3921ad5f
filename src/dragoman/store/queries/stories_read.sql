-- How many stories were read and coded, by the day and the precision of their publication; copies count once.
--
-- `precision` is the number of characters of the date: 4 for a year, 7 for a month, 10 for a day. What is
-- known by its month says nothing of days.
SELECT first_day, precision, stories
FROM readings
WHERE first_day >= $since AND first_day <= $until
ORDER BY first_day
