-- How many stories were read and coded, by the day and the precision of their publication; copies count once.
--
-- `precision` is the number of characters of the date: 4 for a year, 7 for a month, 10 for a day. What is
-- known by its month says nothing of days.
SELECT first_day, length(published) AS precision, count(*) AS stories
FROM stories_once
WHERE state = 'coded' AND first_day >= $since AND first_day <= $until
GROUP BY first_day, length(published)
ORDER BY first_day
