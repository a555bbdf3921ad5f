-- How others deal with each actor: what it received from others in a time, and how many others took part.
--
-- Counted are events that are `actual` and that the writer asserts, each once; what an actor does within
-- itself is left out. `received` are events of which it is the recipient, or in which it takes part on equal
-- terms; `cooperation`, `conflict`, `condemnations` (ACCUSE) and `sanctions` are of these, and `condemners`
-- those who condemned it. `events` are all events with others, sent ones too; `partners` are the others who
-- cooperated with it in either direction, of `others` in all; `meetings` are its CONSULT events. Source:
-- PLOVER's types and quads; partners as degree in the network of cooperation (Freeman, 1978).
SELECT
    code,
    count(DISTINCT teller) AS stories,
    count(DISTINCT event) AS events,
    count(DISTINCT CASE WHEN received = 1 THEN event END) AS received,
    count(DISTINCT CASE WHEN received = 1 AND quad LIKE '%cooperation' THEN event END) AS cooperation,
    count(DISTINCT CASE WHEN received = 1 AND quad LIKE '%conflict' THEN event END) AS conflict,
    count(DISTINCT CASE WHEN received = 1 AND type = 'ACCUSE' THEN event END) AS condemnations,
    count(DISTINCT CASE WHEN received = 1 AND type = 'ACCUSE' THEN other END) AS condemners,
    count(DISTINCT CASE WHEN received = 1 AND type = 'SANCTION' THEN event END) AS sanctions,
    count(DISTINCT CASE WHEN type = 'CONSULT' THEN event END) AS meetings,
    count(DISTINCT CASE WHEN quad LIKE '%cooperation' THEN other END) AS partners,
    count(DISTINCT other) AS others
FROM (
    SELECT one AS code, other, event, teller, type, quad, backward AS received
    FROM dealings
    WHERE claimed = 0
        AND first_day >= $since
        AND first_day <= $until
    UNION ALL
    SELECT other AS code, one AS other, event, teller, type, quad, forward AS received
    FROM dealings
    WHERE claimed = 0
        AND first_day >= $since
        AND first_day <= $until
) AS sides
GROUP BY code
ORDER BY code
