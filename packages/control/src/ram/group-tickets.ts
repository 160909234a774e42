/** Lets its principal see and act on the tickets of its groups' other members; no operation of its own asks for it. */
export const OPERATE_GROUP_TICKETS = 'osm:OperateGroupTickets';
