"""The demo agency has a past, and nothing in it happens before its time."""


def count(system, condition):
    ((number,),) = system.sql(f"SELECT count(*) FROM {condition}")
    return number


def test_the_demo_has_lived_for_half_a_year(system):
    long_ago = "now() - interval '150 days'"
    assert count(system, f"contacts_contact WHERE created_at < {long_ago}") > 20
    assert count(system, f"audit_change WHERE operation = 'I' AND at < {long_ago}") > 100
    days = "SELECT count(DISTINCT at::date) FROM audit_activity WHERE at < now() - interval '1 day'"
    assert system.sql(days)[0][0] > 20


def test_nothing_happens_before_its_time(system):
    links = "sharing_sharelink AS link"
    assert count(system, f"sharing_linkview v JOIN {links} ON link.id = v.link_id") > 5
    early = "v.at < link.created_at OR v.at > link.valid_until + interval '1 day'"
    assert (
        count(system, f"sharing_linkview v JOIN {links} ON link.id = v.link_id AND ({early})") == 0
    )
    before_contact = (
        "audit_activitysubject s JOIN audit_activity a ON a.id = s.activity_id"
        " JOIN contacts_contact c ON c.id = s.subject_id"
        " WHERE s.subject_type = 'contact' AND a.at < c.created_at"
    )
    assert count(system, before_contact) == 0
    assert count(system, "audit_activity WHERE at > now()") == 0
