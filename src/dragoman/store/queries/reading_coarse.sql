-- The first day that the newest story known only by its month or year may be of; null when all have a day.
SELECT max(first_day) AS first_day FROM readings WHERE precision < 10
