# Canaille with people, groups and clients in memory, and a door by which tests have it issue tokens without a browser.
# Argument: its port.
import datetime
import secrets
import sys

import canaille
from flask import jsonify, request
from joserfc.jwk import RSAKey
from werkzeug.serving import run_simple

PORT = int(sys.argv[1])
KEY = {**RSAKey.generate_key(2048).as_dict(private=True), "kid": "test-key"}
app = canaille.create_app(
    config={
        "SECRET_KEY": "test-secret-of-this-run",
        "CANAILLE": {"LOGGING": None},
        "CANAILLE_OIDC": {"ACTIVE_JWKS": [KEY]},
        "CANAILLE_SCIM": {"ENABLE_SERVER": True},
    }
)

from canaille.app import models  # noqa: E402
from canaille.backends import Backend  # noqa: E402


def make_client(name):
    client = models.Client(
        client_id=name,
        client_secret=f"test-secret-of-{name}",
        client_name=name,
        client_id_issued_at=datetime.datetime.now(datetime.timezone.utc),
        grant_types=["client_credentials", "authorization_code", "refresh_token"],
        response_types=["code"],
        redirect_uris=["https://crm.acme.example/back"],
        token_endpoint_auth_method="client_secret_basic",
        scope=["openid", "profile"],
    )
    Backend.instance.save(client)
    client.audience = [client]
    Backend.instance.save(client)
    return client


def make_user(name):
    user = models.User(
        user_name=name,
        formatted_name=f"Test {name}",
        given_name="Test",
        family_name=name,
        emails=[f"{name}@acme.example"],
        password="test-password",
    )
    Backend.instance.save(user)
    return user


def issue(client, user):
    token = models.Token(
        token_id=secrets.token_urlsafe(16),
        access_token=secrets.token_urlsafe(32),
        refresh_token=secrets.token_urlsafe(32),
        client=client,
        subject=user,
        audience=[client],
        type="access_token",
        scope=["openid", "profile"],
        issue_date=datetime.datetime.now(datetime.timezone.utc),
        lifetime=3600,
    )
    Backend.instance.save(token)
    return token


with app.app_context(), Backend.instance.session():
    crm = make_client("crm")
    people = [make_user(name) for name in ("kim", "leo", "mia")]
    for group in ("payments", "support"):
        Backend.instance.save(models.Group(display_name=group, members=people))
    SCIM_TOKEN = issue(crm, None).access_token


@app.route("/door")
def door():
    user = Backend.instance.get(models.User, user_name=request.args["sub"])
    token = issue(Backend.instance.get(models.Client, client_id="crm"), user)
    return jsonify(access=token.access_token, refresh=token.refresh_token, scim=SCIM_TOKEN)


run_simple("127.0.0.1", PORT, app, threaded=False)
