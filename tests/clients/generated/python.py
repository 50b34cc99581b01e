# The clients that openapi-python-client makes of both descriptions, as a test.
# CALLBOOK_URL, CALLBOOK_TOKEN (an admin's); CALLBOOK_USER, CALLBOOK_PASSWORD; PYTHONPATH has the clients.

import os
import random

import callbook_v1.client
import callbook_v4.client
from callbook_v1 import models as m1
from callbook_v1.api.account import show_account as show_account1
from callbook_v1.api.account import update_account as update_account1
from callbook_v1.api.sign_in import sign_in
from callbook_v1.api.team import create_team as create_team1
from callbook_v1.api.team import delete_team as delete_team1
from callbook_v1.api.team import list_teams as list_teams1
from callbook_v1.api.team import show_team as show_team1
from callbook_v1.api.team import update_team as update_team1
from callbook_v1.api.user import create_user as create_user1
from callbook_v1.api.user import delete_user as delete_user1
from callbook_v1.api.user import list_users as list_users1
from callbook_v1.api.user import show_user as show_user1
from callbook_v1.api.user import update_user as update_user1
from callbook_v4 import models as m4
from callbook_v4.api.account import show_account, show_me
from callbook_v4.api.account_users import (
    create_account_user,
    delete_account_user,
    list_account_users,
    show_account_user,
    update_account_user,
)
from callbook_v4.api.events import list_time_zones
from callbook_v4.api.teams import create_team, delete_team, list_teams, show_on_call, show_team, update_team
from callbook_v4.api.users import create_user, delete_user, list_users, show_user, update_user

URL, TOKEN = os.environ["CALLBOOK_URL"], os.environ["CALLBOOK_TOKEN"]
TAG = "".join(random.choices("bcdfghjklmnpqrstvwxz", k=10))
NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
checks = 0


def same(got, expected, message):
    global checks
    checks += 1
    assert got == expected, f"{message}: {got}, expected {expected}"


def call(operation, kind, *arguments, status=200, **rest):
    """Returns the parsed answer to an operation, which must be of this type."""
    answer = operation.sync_detailed(*arguments, **rest)
    what = f"{operation.__name__} {arguments}: {answer.content[:300]}"
    same(int(answer.status_code), status, what)
    same(type(answer.parsed), kind, what)
    return answer.parsed


def refused(models, operation, status, *arguments, **rest):
    errors = call(operation, models.Errors, *arguments, status=status, **rest)
    same(bool(errors.errors and all(one.message for one in errors.errors)), True, f"messages of {errors}")
    same(errors.code or None, status if models is m4 else None, f"code of {errors}")


def pages(operation, kind, **rest):
    """Reads a whole list, three rows at a time, by offset and by page."""
    for step in (lambda n: {"offset": n * 3}, lambda n: {"page": n + 1}):
        found, more = [], True
        while more:
            part = call(operation, kind, limit=3, **step(len(found) // 3), **rest)
            found += part.data
            more = part.has_more
        same(len({one.id for one in found}), part.total_count, f"{operation.__name__}: in all")
    return found


def removed(operation, show, models, id_, **rest):
    same(int(operation.sync_detailed(id_, **rest).status_code), 204, f"{operation.__name__} {id_}")
    refused(models, show, 404, id_, **rest)


def account(api):
    me = call(show_me, m4.AccountUser, client=api)
    same((me.status, me.roles.admin, type(me.created_at).__name__), (m4.Status.ACTIVE, True, "datetime"), "me")
    same(call(show_account, m4.Account, client=api).id, me.account_id, "the account")
    zones = call(list_time_zones, m4.PageTimeZone, client=api)
    same((zones.total_count, zones.has_more), (len(zones.data), False), "time zones")
    return me


def users(api):
    body = m4.NewUserAttributes(
        name=f"Pia {TAG}",
        time_zone="Europe/Vienna",
        preferred_language=m4.Language.FR,
        notify_sms=True,
        emails_attributes=[
            m4.EmailAttributes(email=f"{name}@{TAG}.example", primary=name == "pia") for name in ("pia", "more")
        ],
        phones_attributes=[
            m4.PhoneAttributes(
                phone=f"+436641{random.randint(100000, 999999)}",
                confirmation_method=m4.PhoneAttributesConfirmationMethodType0.SMS,
            )
        ],
    )
    user = call(create_user, m4.User, client=api, body=body, idempotency_key=TAG, status=201)
    same(call(create_user, m4.User, client=api, body=body, idempotency_key=TAG, status=201), user, "the same key")
    got = (user.preferred_language, user.notify_sms, user.last_sign_in_at, len(user.emails), len(user.phones))
    same(got, (m4.Language.FR, True, None, 2, 1), "a new user")
    same(call(show_user, m4.User, user.prefix_id, client=api), user, "what was made")
    names = [one.name for one in pages(list_users, m4.PageUser, client=api, sort=m4.ListUsersSort.NAME)]
    same(body.name in names, True, "the list")
    for filters in (
        {"q": f"more@{TAG}.example"},
        {"name": f"Pia {TAG[:5]}", "ops": "name:beginsWith", "direction": m4.ListUsersDirection.DESC},
        {"email": f"pia@{TAG}.example", "notify_sms": True, "created_at": user.created_at},
    ):
        found = call(list_users, m4.PageUser, client=api, **filters)
        same([one.id for one in found.data], [user.id], f"{filters}")
    body = m4.UserAttributes(emails_attributes=[m4.EmailAttributes(id=user.emails[1].id, primary=True)])
    refused(m4, update_user, 403, user.id, client=api, body=body)
    # An existing entry needs only its id to be removed.
    body = m4.UserAttributes(
        name=f"Pia P {TAG}",
        emails_attributes=[m4.EmailAttributes(id=user.emails[1].id, field_destroy=True)],
        phones_attributes=[m4.PhoneAttributes(id=user.phones[0].id, field_destroy=True)],
    )
    changed = call(update_user, m4.User, user.id, client=api, body=body)
    same((changed.name, len(changed.emails), changed.phones), (f"Pia P {TAG}", 1, []), "changed")
    refused(m4, update_user, 422, user.id, client=api, body=m4.UserAttributes(time_zone="Mars/Base"))
    refused(m4, create_user, 422, client=api, body=m4.NewUserAttributes(name=""))
    refused(m4, create_user, 409, client=api, body=m4.NewUserAttributes(name="Pia", email=user.emails[0].email))
    refused(m4, delete_user, 405, user.id, client=api)
    refused(m4, list_users, 400, client=api, limit=0)
    return user


def account_users(api, team, user):
    body = m4.NewAccountUserAttributes(
        user_attributes=m4.UserAttributes(
            name=f"Max {TAG}", emails_attributes=[m4.EmailAttributes(email=f"max@{TAG}.example")]
        ),
        member_team_ids=[team.id],
        roles=m4.RolesAttributes(communicator=True),
        meta=m4.Meta.from_dict({"shoe": {"size": 44}}),
    )
    max_ = call(create_account_user, m4.AccountUser, client=api, body=body, status=201)
    got = (max_.roles.communicator, max_.meta["shoe"], max_.going_on_call.layers, max_.user.name)
    same(got, (True, {"size": 44}, [], f"Max {TAG}"), "a new account user")
    same(max_.id in [one.id for one in pages(list_account_users, m4.PageAccountUser, client=api)], True, "the list")
    found = call(list_account_users, m4.PageAccountUser, client=api, name=TAG, ops="name:contains", communicator=True)
    same([one.id for one in found.data], [max_.id], "filtered")
    body = m4.AccountUserAttributes(roles=m4.RolesAttributes(billing=True), notification_rule_id=None)
    changed = call(update_account_user, m4.AccountUser, max_.prefix_id, client=api, body=body)
    same((changed.roles.billing, changed.roles.communicator), (True, True), "changed")
    same(call(show_account_user, m4.AccountUser, max_.id, client=api), changed, "what was changed")
    same(max_.id in call(show_team, m4.Team, team.id, client=api).member_account_user_ids, True, "a member")
    removed(delete_account_user, show_account_user, m4, max_.id, client=api)
    pia = call(list_account_users, m4.PageAccountUser, client=api, user_id=user.id).data[0]
    removed(delete_account_user, show_account_user, m4, pia.id, client=api)


def teams(api, me, each):
    body = m4.NewTeamAttributes(name=f"Team {TAG}", notes="Ünï", member_account_user_ids=[me.id])
    team = call(create_team, m4.Team, client=api, body=body, status=201)
    same((team.notes, team.member_account_user_ids), ("Ünï", [me.id]), "a new team")
    same(team.id in [one.id for one in pages(list_teams, m4.PageTeam, client=api)], True, "the list")
    found = call(list_teams, m4.PageTeam, client=api, tiny_id=team.tiny_id, ops="tiny_id:gte")
    same([one.id for one in found.data], [team.id], "filtered")
    body = m4.TeamAttributes.from_dict({**team.to_dict(), "notes": "other", "meta": {"a": [1]}})
    changed = call(update_team, m4.Team, team.id, client=api, body=body)
    same((changed.notes, changed.meta["a"], changed.name), ("other", [1], team.name), "written back, changed")
    oncall = show_on_call.sync_detailed(team.id, client=api)
    same((int(oncall.status_code), oncall.parsed), (200, []), "nobody is on call")
    each(team)
    refused(m4, create_team, 422, client=api, body=m4.NewTeamAttributes(name=""))
    removed(delete_team, show_team, m4, team.id, client=api)


def v4():
    api = callbook_v4.client.AuthenticatedClient(URL, TOKEN, raise_on_unexpected_status=True)
    me = account(api)
    user = users(api)
    teams(api, me, lambda team: account_users(api, team, user))
    stranger = callbook_v4.client.AuthenticatedClient(URL, "cbk_" + "0" * 36)
    refused(m4, show_me, 401, client=stranger)
    refused(m4, show_user, 404, NOBODY, client=api)


def older_account(api):
    me = call(list_users1, m1.PageOlderUser, client=api, email=os.environ["CALLBOOK_USER"]).data[0]
    account = call(show_account1, m1.OlderAccount, me.sid, client=api)
    same((account.active, account.stripe_customer), (True, None), "the account")
    body = m1.OlderAccountAttributes(name=account.name, hippanotifications=account.hippanotifications)
    same(call(update_account1, m1.OlderAccount, me.sid, client=api, body=body).name, account.name, "the account")
    return me


def older_users(api):
    body = m1.NewOlderUserAttributes(
        name=f"Olga {TAG}",
        email=f"olga@{TAG}.example",
        preferences=m1.OlderPreferencesAttributes(alert_sms=True, timezone="Europe/Paris"),
    )
    user = call(create_user1, m1.OlderUser, client=api, body=body)
    same((user.preferences.alert_sms, user.lastlogin), (True, None), "a new older user")
    for sort in (m1.ListUsersSort.CREATED_AT_DESCENDING, m1.ListUsersSort.CREATED_AT):
        way = m1.ListUsersSortdirection.DESC
        found = call(list_users1, m1.PageOlderUser, client=api, limit=1, sort=sort, sortdirection=way)
        same(found.data[0].id, user.id, f"sorted by {sort}")
    pages(list_users1, m1.PageOlderUser, client=api)
    same(call(list_users1, m1.PageOlderUser, client=api, name=user.name).data, [user], "filtered")
    body = m1.OlderUserAttributes(roles=m1.OlderRolesAttributes(broadcast=True))
    changed = call(update_user1, m1.OlderUser, user.id, client=api, body=body)
    same((changed.roles.broadcast, changed.preferences.alert_sms), (True, True), "changed")
    same(call(show_user1, m1.OlderUser, user.id, client=api), changed, "what was changed")
    refused(m1, create_user1, 400, client=api, body=m1.NewOlderUserAttributes(name="", email=""))
    removed(delete_user1, show_user1, m1, user.id, client=api)


def older_teams(api, me):
    body = m1.NewOlderTeamAttributes(name=f"Old {TAG}", member_user_ids=[me.id])
    team = call(create_team1, m1.OlderTeam, client=api, body=body)
    same(team.member_user_ids, [me.id], "a new older team")
    pages(list_teams1, m1.PageOlderTeam, client=api)
    same(call(list_teams1, m1.PageOlderTeam, client=api, name=team.name).data, [team], "filtered")
    body = m1.OlderTeamAttributes(description="d")
    changed = call(update_team1, m1.OlderTeam, team.id, client=api, body=body)
    same((changed.description, changed.name), ("d", team.name), "changed")
    removed(delete_team1, show_team1, m1, team.id, client=api)


def v1():
    anyone = callbook_v1.client.Client(URL, raise_on_unexpected_status=True)
    who = m1.Credentials(username=os.environ["CALLBOOK_USER"], password="not it")
    refused(m1, sign_in, 422, client=anyone, body=who)
    who.password = os.environ["CALLBOOK_PASSWORD"]
    token = call(sign_in, m1.Signed, client=anyone, body=who).token
    for prefix in ("", "Bearer"):
        api = callbook_v1.client.AuthenticatedClient(URL, token, prefix=prefix, raise_on_unexpected_status=True)
        me = older_account(api)
    older_users(api)
    older_teams(api, me)
    stranger = callbook_v1.client.AuthenticatedClient(URL, "nothing", raise_on_unexpected_status=True)
    refused(m1, list_users1, 401, client=stranger)


v4()
v1()
print(f"ok: {checks} checks")
