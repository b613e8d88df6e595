#!/usr/bin/env python3
"""The main job by API alone: a KPI with its measurements, an objective, two people, a verdict, and a pack that verifies.

Usage: main_job.py ADDRESS MEASUREMENTS.csv PACK.zip

The environment has two API tokens, of two persons: SEXTANT_WRITER (information security officer) and SEXTANT_APPROVER
(top management). Only Python's own library is needed.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid

address, csv_file, pack_file = sys.argv[1].rstrip("/"), sys.argv[2], sys.argv[3]
writer, approver = os.environ["SEXTANT_WRITER"], os.environ["SEXTANT_APPROVER"]


def ask(token, method, path, body=None, content_type="application/json", **headers):
    """The answer's body, parsed when it is JSON, and its headers. A refusal ends the script with its problem details."""
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    request = urllib.request.Request(address + "/api/v1" + path, data, method=method)
    request.add_header("Authorization", "Bearer " + token)
    if data is not None:
        request.add_header("Content-Type", content_type)
    if method == "POST":
        request.add_header("Idempotency-Key", str(uuid.uuid4()))  # sent again after a lost answer, it makes nothing twice
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    try:
        with urllib.request.urlopen(request) as answer:
            content = answer.read()
            is_json = "json" in answer.headers.get("Content-Type", "")
            return (json.loads(content) if is_json else content), answer.headers
    except urllib.error.HTTPError as refusal:
        sys.exit(f"{method} {path}: {refusal.code} {refusal.read().decode()}")


# 1. The KPI, on the organization itself, the unit without a parent.
units, _ = ask(writer, "GET", "/units")
root = next(unit["id"] for unit in units if unit["parent"] is None)
profile, _ = ask(writer, "GET", "/profile")
kpi, _ = ask(writer, "POST", "/kpis", {
    "name": "Median days allowed to remediate a known exploited vulnerability",
    "unit": root,
    "informationNeed": "How much time is given to remediate what attackers already use?",
    "formula": "Median over the month's entries of the days from the date added to the due date",
    "valueKind": "duration",
    "unitOfMeasure": "days",
    "direction": "decrease",
    "source": "CISA, Known Exploited Vulnerabilities Catalog",
    "collectedEvery": "month",
    "graceDays": 5,
})

# 2. Its measurements. First a dry run, which says what would become of each row; then for good. A second time adds nothing.
with open(csv_file, "rb") as file:
    rows = file.read()
header = rows.split(b"\n", 1)[0].decode().strip().split(",")
columns = f"time={header.index('month_end')}&value={header.index('median_days_to_due')}&name=kev-monthly.csv"
measurements = f"/kpis/{kpi['id']}/measurements?{columns}"
preview, _ = ask(writer, "POST", measurements + "&dryRun=true", rows, "text/csv")
recorded, _ = ask(writer, "POST", measurements, rows, "text/csv")
again, _ = ask(writer, "POST", measurements, rows, "text/csv")
print(f"{preview['added']} good rows, {preview['badRows']} bad; recorded {recorded['added']}; again {again['added']}")

# 3. The objective: 30 % less than the first month had.
values = []
path = f"/kpis/{kpi['id']}/measurements?limit=200"
while path:
    page, headers = ask(writer, "GET", path)
    values += page
    link = headers.get("Link", "")
    path = link[link.index("/api/v1") + 7:link.index(">")] if link else ""
first = min(values, key=lambda row: row["at"])
baseline_date = min(line.split(b",")[header.index("month_end")] for line in rows.split(b"\n")[1:] if line).decode()
objective, headers = ask(writer, "POST", "/objectives", {
    "title": "Remediate known exploited vulnerabilities faster",
    "purpose": "Allow attackers less time with vulnerabilities they are known to use",
    "rationale": "Exploited vulnerabilities led the last risk assessment",
    "unit": root,
    "owner": profile["person"],
    "starts": baseline_date,
    "ends": "2025-08-31",
    "achievable": "The months before show a steady fall",
    "evaluationMethod": "The last month's median is compared with the target",
    "targets": [{
        "kpi": kpi["id"],
        "kind": "reach",
        "baselineValue": first["value"],
        "baselineDate": baseline_date,
        "targetValue": round(first["value"] * 0.7, 4),
        "due": "2025-08-31",
        "atRisk": 5,
        "offTrack": 15,
    }],
})
own = f"/objectives/{objective['id']}"
ask(writer, "PUT", f"/plans/{objective['id']}", {
    "actions": [{"title": "Patch by the catalog's dates", "responsible": profile["person"], "due": "2025-06-30",
                 "state": "open"}],
}, If_Match='"0"')

# 4. Proposed by one person, approved by another, who names exactly the content that was read.
ask(writer, "POST", own + "/proposal")
proposal, _ = ask(approver, "GET", own + "/proposal")
ask(approver, "POST", own + "/approvals", {
    "decision": "approved",
    "comment": "Realistic, and what the risk assessment asks for",
    "content": proposal["content"],
})

# 5. How it stands, and why.
status, _ = ask(writer, "GET", own + "/status")
print(status["status"] + ": " + status["targets"][0]["sentence"])

# 6. The evidence pack: asked for, built as a job, downloaded.
pack, headers = ask(writer, "POST", "/evidence-packs", {"objective": objective["id"]})
job = headers["Location"][len("/api/v1"):]
while True:
    pack, _ = ask(writer, "GET", job)
    if pack["state"] not in ("queued", "building"):
        break
    time.sleep(0.5)
content, _ = ask(writer, "GET", job + "/file")
with open(pack_file, "wb") as file:
    file.write(content)
print(f"{pack_file}: {len(content)} bytes; check it with ./sextant verify {pack_file}")
