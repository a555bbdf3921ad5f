-- Where it happened: for each place and quad the events, counted as ties counts them.
--
-- Where only the country is known, `place_id`, `place`, `lat` and `lon` are null and `precision` is country.
SELECT
    country,
    CASE WHEN lat IS NULL THEN NULL ELSE place_id END AS place_id,
    CASE WHEN lat IS NULL THEN NULL ELSE min(place) END AS place,
    lat,
    lon,
    CASE WHEN lat IS NULL THEN 'country' ELSE min(precision) END AS precision,
    quad,
    count(*) AS events
FROM events_once
WHERE country IS NOT NULL AND first_day >= $since AND first_day <= $until AND factuality = 'actual' AND claimed = 0
GROUP BY country, CASE WHEN lat IS NULL THEN NULL ELSE place_id END, lat, lon, quad
ORDER BY country, place_id, quad
