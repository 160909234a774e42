"""Drives the official Python SDK of the service-ticket API: one JSON request a line on stdin, one JSON answer a line on stdout.

The first line says how: a JSON object with endpoint, ca, and either ak, sk, (domainId, securityToken) or token.
A request: {"operation": "list_cases", "fields": {...}}, fields as the SDK's request model names them; a body as a plain object.
An answer: {"status": 200, "body": {...}} as the SDK's model parsed it, or {"status": 401, "body": {"error_code": ..., "error_msg": ...}}.
"""
import json
import re
import sys

import huaweicloudsdkosm.v2 as osm
from huaweicloudsdkcore.auth.credentials import GlobalCredentials
from huaweicloudsdkcore.exceptions.exceptions import ServiceResponseException
from huaweicloudsdkcore.http.http_config import HttpConfig


def token_credentials(token):
    """Sends a token where the SDK would sign; the SDK goes by the name of the class, so no class of our own will do."""
    made = GlobalCredentials("none", "none", None)
    made.process_auth_params = lambda *_: made
    sign = made.sign_request

    def send_token(request):
        # Signing also puts the address together.
        signed = sign(request)
        for name in [name for name in signed.header_params if name.lower() in ("authorization", "x-sdk-date")]:
            del signed.header_params[name]
        signed.header_params["X-Auth-Token"] = token
        return signed

    made.sign_request = send_token
    return made


def credentials(how):
    if "token" in how:
        return token_credentials(how["token"])
    made = GlobalCredentials(how["ak"], how["sk"], how.get("domainId") or "none")
    # Without one the SDK would ask a server of the vendor's.
    if not how.get("domainId"):
        made.get_update_path_params = lambda: {}
        made.domain_id = None
        made.process_auth_params = lambda *_: made
    return made.with_security_token(how["securityToken"]) if how.get("securityToken") else made


def build(type_name, value):
    """Makes the SDK's models out of plain JSON, all the way down."""
    listed = re.fullmatch(r"list\[(\w+)\]", type_name)
    if listed:
        return [build(listed.group(1), item) for item in value]
    model = getattr(osm, type_name, None)
    if model is None or not isinstance(value, dict):
        return value
    return model(**{name: build(model.openapi_types[name], member) for name, member in value.items()})


def call(client, operation, fields):
    name = "".join(part.capitalize() for part in operation.split("_"))
    model = getattr(osm, name + "Request")
    request = model(**{key: build(model.openapi_types[key], value) for key, value in fields.items()})
    try:
        answer = getattr(client, operation)(request)
    except ServiceResponseException as refused:
        return {"status": refused.status_code, "body": {"error_code": refused.error_code, "error_msg": refused.error_msg}, "model": type(refused).__name__}
    expected = getattr(osm, name + "Response")
    if not isinstance(answer, expected):
        raise TypeError(f"{operation} answered no {expected.__name__}")
    return {"status": answer.status_code, "body": answer.to_json_object(), "raw": json.loads(answer.raw_content or "{}"), "model": expected.__name__}


def main():
    how = json.loads(sys.stdin.readline())
    config = HttpConfig.get_default_config()
    config.timeout = (10, 60)
    if how.get("ca"):
        config.ssl_ca_cert = how["ca"]
    client = osm.OsmClient.new_builder().with_http_config(config).with_credentials(credentials(how)).with_endpoints([how["endpoint"]]).build()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = call(client, asked["operation"], asked["fields"])
        except Exception as broken:  # whatever the SDK throws besides is a finding of the test's
            answer = {"status": 0, "body": {}, "model": "", "broken": f"{type(broken).__name__}: {broken}"}
        sys.stdout.write(json.dumps(answer, default=str) + "\n")
        sys.stdout.flush()


main()
