import { nameSql } from "./person-name.ts";

/**
 * Memberships as one configuration sees them, as FROM items of lists, answers and filters. $1 = account, $2 = configuration.
 * Aliases inside are hidden from the query around them.
 */

/** May the configuration see group `g`: its own, and hand-made ones (rule 8). */
export const groupIsSeen = "(g.configuration_id = $2 or g.configuration_id is null)";

// not "is null": only the key can find a person then. The partial indexes start with the account too, and while the planner has
// no statistics of a new account they look as good, but read all its people.
const isAlive = "coalesce(u.deleted_at, 'infinity') = 'infinity'";

/**
 * Members of groups: (group_id, member_id, kind, display, display_canon). Without people and groups that the configuration
 * does not see. `rows` may be a subselect that looks like group_members. Lateral: each member is looked up by its key.
 */
export const seenMembers = (rows = "group_members") => `(
  select m.group_id, m.member_id, m.kind, seen.display, seen.display_canon from ${rows} m
   cross join lateral (
     select u.name as display, ${nameSql("u", "u.canonical->u.account_id::text")} as display_canon from users u
      where m.kind = 'user' and u.account_id = $1 and u.id = m.member_id and ${isAlive} and (
        select l.deleted_at from provisioning_links l
         where l.account_id = $1 and l.configuration_id = $2 and l.user_id = u.id) is null
     union all
     select g.display_name, g.display_name_canon from groups g
      where m.kind = 'group' and g.account_id = $1 and g.id = m.member_id and ${groupIsSeen}) seen
   where m.account_id = $1)`;

// (above, below): the group above contains the group below, directly or through others
const nestedGroups = `(
  with recursive nested (above, below) as (
    select group_id, member_id from group_members where account_id = $1 and kind = 'group'
    union
    select nested.above, m.member_id from nested
      join group_members m on m.account_id = $1 and m.kind = 'group' and m.group_id = nested.below)
  select above, below from nested)`;

/** Groups of people: (user_id, group_id, type); one that contains them both directly and through others is direct. */
export const groupsOfUsers = `(
  select m.member_id as user_id, m.group_id, 'direct' as type from group_members m where m.account_id = $1 and m.kind = 'user'
  union all
  select m.member_id, n.above, 'indirect' from group_members m join ${nestedGroups} n on n.below = m.group_id
   where m.account_id = $1 and m.kind = 'user' and not exists (
     select from group_members d where d.account_id = $1 and d.group_id = n.above and d.member_id = m.member_id))`;
