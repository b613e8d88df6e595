"""A second verifier of Sextant evidence packs, written from VERIFY.md alone with Python's standard library.

It shares nothing with the first one, so that where they agree the format is what VERIFY.md says it is.
"""

import base64
import binascii
import hashlib
import json
import re
import sys
import zipfile
import zlib
from datetime import datetime

PROOFS = "sextant-evidence-pack/1"
LEAVES = "sextant-evidence-pack/2"
MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 64
MAX_ENTRIES = 200000
MAX_TOTAL = 17179869184
MAX_MANIFEST = 67108864
MAX_JSON = 16777216
MAX_NOTE = 1048576
MAX_ROW = 1048576
MAX_LEAVES = 268435456

SEGMENT = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
PATH = re.compile(rf"{SEGMENT}(/{SEGMENT})*")
CONSISTENCY = re.compile(r"consistency/([1-9][0-9]{0,15})\.json")
RECORD = re.compile(
    r"(records/([A-Za-z0-9_-]+)/([A-Za-z0-9_-]+)/([1-9][0-9]{0,15}))\.(json|disclosed\.json|tlog-proof)"
)
BATCH = re.compile(r"(measurements/([A-Za-z0-9_-]+))\.(json|disclosed\.json|tlog-proof|rows\.ndjson)")
TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,9})?Z")


class Malformed(Exception):
    """Something has not the form it must have."""


class Broken(Exception):
    """The first thing that does not hold: a file and the reason."""

    def __init__(self, file, reason):
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = str(reason)


class WrongUse(Exception):
    pass


def require(condition, message):
    if not condition:
        raise Malformed(message)


# Section 2: conventions


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(data):
    return sha256(b"\x00" + data)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


def unbase64(text, length=None):
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise Malformed(f"not base64: {error}") from error
    require(base64.b64encode(data).decode() == text, "base64 is not in its one spelling")
    require(length is None or len(data) == length, f"expected {length} bytes in base64")
    return data


def decimal(text):
    require(re.fullmatch(r"0|[1-9][0-9]{0,15}", text) and int(text) <= MAX_INTEGER, f"not a decimal: {text[:40]}")
    return int(text)


def utf8(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("not UTF-8") from error


def canonical(value, depth=0):
    """The canonical text of a parsed JSON value."""
    if isinstance(value, (dict, list)):
        require(depth < MAX_DEPTH, "nested too deep")
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(canonical(k) + ":" + canonical(value[k], depth + 1) for k in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(element, depth + 1) for element in value) + "]"
    if isinstance(value, int) and not isinstance(value, bool):
        require(abs(value) <= MAX_INTEGER, "an integer out of range")
    return json.dumps(value, ensure_ascii=False)


def canonical_bytes(value):
    try:
        return canonical(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Malformed("half of a surrogate pair") from error


def refused_number(text):
    raise Malformed(f"not an integer: {text[:40]}")


def without_duplicates(pairs):
    members = dict(pairs)
    require(len(members) == len(pairs), "a key is there twice")
    return members


def parse_canonical(data):
    text = utf8(data)
    try:
        value = json.loads(
            text, object_pairs_hook=without_duplicates, parse_float=refused_number, parse_constant=refused_number
        )
    except (ValueError, RecursionError) as error:
        raise Malformed(f"not JSON: {error}") from error
    require(isinstance(value, dict), "not a JSON object")
    require(canonical_bytes(value) == data, "not canonical JSON")
    return value


def member(value, name, kind):
    require(name in value, f"{name} is missing")
    found = value[name]
    require(isinstance(found, kind) and not (kind is int and isinstance(found, bool)), f"{name} is of another type")
    return found


def exactly(value, names):
    require(set(value) == set(names.split()), f"expected exactly the members {names}")


def check_time(text):
    match = TIME.fullmatch(text)
    require(match, f"not a time: {text[:40]}")
    try:
        datetime.strptime(match.group(1), "%Y-%m-%dT%H:%M:%S")
    except ValueError as error:
        raise Malformed("not a time of the calendar") from error


# Ed25519, RFC 8032 section 5.1

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_1 = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    t1 = (a[1] - a[0]) * (b[1] - b[0]) % P
    t2 = (a[1] + a[0]) * (b[1] + b[0]) % P
    t3 = 2 * a[3] * b[3] * D % P
    t4 = 2 * a[2] * b[2] % P
    e, f, g, h = t2 - t1, t4 - t3, t4 + t3, t2 + t1
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = point_add(result, point)
        point = point_add(point, point)
        scalar >>= 1
    return result


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * SQRT_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return x if x & 1 == sign else P - x


def point_decode(data):
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def ed25519_verify(public_key, message, signature):
    if len(public_key) != 32 or len(signature) != 64:
        return False
    a = point_decode(public_key)
    r = point_decode(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % L
    left = point_multiply(s, BASE)
    right = point_add(r, point_multiply(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# Section 4: key and signed notes


def is_key_name(name):
    return name != "" and not any(c == "+" or c.isspace() or ord(c) < 0x20 for c in name)


class Key:
    def __init__(self, vkey):
        parts = vkey.split("+", 2)
        require(len(parts) == 3, "a verifier key has three parts")
        typed = unbase64(parts[2], 33)
        require(typed[0] == 1, "not an Ed25519 key")
        require(is_key_name(parts[0]), "not a name of a key")
        self.name = parts[0]
        self.public_key = typed[1:]
        self.id = sha256(self.name.encode() + b"\n" + typed)[:4]
        require(parts[1] == self.id.hex(), "the key ID does not match")
        self.vkey = vkey

    def fingerprint(self):
        digits = sha256(self.public_key).hex()
        return "-".join(digits[i : i + 4] for i in range(0, 64, 4))


class Note:
    def __init__(self, data):
        encoded = utf8(data)
        require(len(encoded) <= MAX_NOTE, "a note too long")
        require(not any(ord(c) < 0x20 and c != "\n" for c in encoded), "a control character")
        blank = encoded.rfind("\n\n")
        require(blank >= 0 and encoded.endswith("\n"), "not a signed note")
        self.text = encoded[: blank + 1]
        lines = encoded[blank + 2 :].split("\n")[:-1]
        require(1 <= len(lines) <= 64, "no signature, or too many")
        self.signatures = [self.signature(line) for line in lines]

    @staticmethod
    def signature(line):
        parts = line.split(" ")
        require(len(parts) == 3 and parts[0] == "\u2014" and is_key_name(parts[1]), "not a signature line")
        data = unbase64(parts[2])
        require(len(data) >= 5, "a signature too short")
        return parts[1], data[:4], data[4:]

    def is_signed_by(self, key):
        claims = [signature for name, id, signature in self.signatures if (name, id) == (key.name, key.id)]
        message = self.text.encode()
        return bool(claims) and all(ed25519_verify(key.public_key, message, claim) for claim in claims)


def signed_checkpoint(file, data, key):
    """Section 6: size and root."""
    try:
        note = Note(data)
        if not note.is_signed_by(key):
            raise Broken(file, "is not signed by the key in key.txt")
        lines = note.text.split("\n")[:-1]
        require(len(lines) >= 3 and all(lines), "not a checkpoint")
        require(lines[0] == key.name, "the origin is not the name of the key")
        size, root = decimal(lines[1]), unbase64(lines[2], 32)
        require(size > 0 or root == sha256(b""), "not the root of an empty tree")
        return size, root
    except Malformed as error:
        raise Broken(file, error) from error


# Sections 7 and 8: proofs


def proves_consistency(start, end, hashes, old_root, new_root):
    if start > end:
        return False
    if start == end:
        return not hashes and old_root == new_root
    if not hashes:
        return False
    if start & (start - 1) == 0:
        hashes = [old_root] + hashes
    fn, sn = start - 1, end - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = hashes[0]
    for c in hashes[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == old_root and sr == new_root


def proves_inclusion(index, size, hashes, leaf, root):
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf
    for p in hashes:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def parse_proof(data):
    """Index, hashes and checkpoint of a tlog-proof."""
    text = utf8(data)
    head, blank, checkpoint = text.partition("\n\n")
    require(blank, "no empty line")
    lines = head.split("\n")
    require(lines.pop(0) == "c2sp.org/tlog-proof@v1", "not a tlog-proof")
    if lines and lines[0].startswith("extra "):
        unbase64(lines.pop(0)[6:])
    require(lines and lines[0].startswith("index "), "no index")
    index = decimal(lines.pop(0)[6:])
    require(index < MAX_INTEGER and len(lines) <= 53, "higher than any tree")
    return index, [unbase64(line, 32) for line in lines], checkpoint.encode()


def is_commitment(value):
    if not (isinstance(value, dict) and list(value) == ["commitment"] and isinstance(value["commitment"], str)):
        return False
    try:
        return len(unbase64(value["commitment"])) == 32
    except Malformed:
        return False


def count_commitments(value):
    if is_commitment(value):
        return 1
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return sum(count_commitments(element) for element in inner)


def resolve(pointer, value):
    if pointer == "":
        return value
    require(pointer.startswith("/") and not re.search("~(?![01])", pointer), "not a JSON Pointer")
    for token in pointer[1:].split("/"):
        token = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and token in value:
            value = value[token]
        elif isinstance(value, list) and decimal(token) < len(value):
            value = value[int(token)]
        else:
            raise Malformed("nothing there")
    return value


def check_disclosed(disclosed, envelope):
    for pointer, opening in disclosed.items():
        try:
            require(isinstance(opening, dict), "not salt and value")
            exactly(opening, "salt value")
            salt = unbase64(member(opening, "salt", str), 32)
            placeholder = resolve(pointer, envelope)
            require(is_commitment(placeholder), "no commitment there")
            commitment = sha256(b"\x02" + salt + canonical_bytes(opening["value"]))
            require(unbase64(placeholder["commitment"]) == commitment, "does not match its commitment")
        except Malformed as error:
            raise Malformed(f"at {pointer}: {error}") from error


class RowTree:
    def __init__(self):
        self.peaks = []
        self.rows = 0

    def append(self, leaf):
        at = self.rows
        while at & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            at >>= 1
        self.peaks.append(leaf)
        self.rows += 1

    def root(self):
        if not self.peaks:
            return sha256(b"")
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root


# Section 10: the order


class Pack:
    def __init__(self, file):
        try:
            self.zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Broken(file, f"not a readable ZIP: {error}") from error
        self.entries = {}
        folded = set()
        if len(self.zip.infolist()) > MAX_ENTRIES:
            raise Broken(file, "too many entries")
        for entry in self.zip.infolist():
            path = entry.orig_filename
            if len(path) > 200 or not PATH.fullmatch(path):
                raise Broken(path, "not a path that a pack may contain")
            if path in self.entries:
                raise Broken(path, "is in the ZIP twice")
            if path.lower() in folded:
                raise Broken(path, "differs from another path in case only")
            self.entries[path] = entry
            folded.add(path.lower())
        self.counts = dict(records=0, batches=0, rows=0, disclosed=0, withheld=0)

    def open(self, path):
        if path not in self.entries:
            raise Broken(path, "is missing")
        if self.entries[path].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Broken(path, "is compressed in an unknown way")
        try:
            return self.zip.open(self.entries[path])
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
            raise Broken(path, f"cannot be read: {error}") from error

    def chunks(self, path, limit):
        """The content in pieces, of which the last may pass the limit by one byte."""
        left = limit + 1
        with self.open(path) as content:
            while left > 0:
                try:
                    chunk = content.read(min(left, 1 << 17))
                except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
                    raise Broken(path, f"cannot be read: {error}") from error
                if not chunk:
                    return
                left -= len(chunk)
                yield chunk

    def raw(self, path, limit):
        data = b"".join(self.chunks(path, limit))
        if len(data) > limit:
            raise Broken(path, f"is longer than {limit} bytes")
        return data

    @staticmethod
    def check_hash(file, length, digest):
        if length != file["length"]:
            raise Broken(file["path"], "has another length than the manifest says")
        if digest.hex() != file["sha256"]:
            raise Broken(file["path"], "its SHA-256 is not the manifest's")

    def read(self, file):
        data = self.raw(file["path"], MAX_JSON)
        self.check_hash(file, len(data), sha256(data))
        return data

    def parsed(self, path, parse):
        try:
            return parse()
        except Malformed as error:
            raise Broken(path, error) from error

    def read_manifest(self, key):
        raw = self.raw("manifest.json", MAX_MANIFEST)
        note = self.parsed("manifest.note", lambda: Note(self.raw("manifest.note", MAX_NOTE)))
        if len(note.signatures) != 1 or not note.is_signed_by(key):
            raise Broken("manifest.note", "does not have exactly one signature, by the key in key.txt")
        self.format = note.text.split("\n")[0]
        if self.format not in (PROOFS, LEAVES):
            raise Broken("manifest.note", "is of another format")
        if note.text != f"{self.format}\n{base64.b64encode(sha256(raw)).decode()}\n":
            raise Broken("manifest.json", "its SHA-256 is not the one signed in manifest.note")
        self.manifest = self.parsed("manifest.json", lambda: self.checked_manifest(parse_canonical(raw)))

    def checked_manifest(self, manifest):
        exactly(manifest, "asOf created files format organization subject")
        require(manifest["format"] == self.format, "another format")
        check_time(member(manifest, "created", str))
        if manifest["asOf"] is not None:
            check_time(member(manifest, "asOf", str))
        exactly(member(manifest, "organization", dict), "id name")
        exactly(member(manifest, "subject", dict), "id kind title")
        for part in (manifest["organization"], manifest["subject"]):
            require(all(isinstance(value, str) for value in part.values()), "expected strings")
        previous, total = "", 0
        for file in member(manifest, "files", list):
            require(isinstance(file, dict), "files holds something else than objects")
            exactly(file, "length path sha256")
            path = member(file, "path", str)
            require(len(path) <= 200 and PATH.fullmatch(path), "not a path")
            require(path not in ("manifest.json", "manifest.note"), "the manifest lists itself")
            require(path > previous, "files are not sorted, or twice")
            require(re.fullmatch("[0-9a-f]{64}", member(file, "sha256", str)), "not a SHA-256")
            require(member(file, "length", int) >= 0, "a negative length")
            previous = path
        return manifest

    def check_complete(self):
        unlisted = set(self.entries) - {"manifest.json", "manifest.note"}
        total = 0
        for file in self.manifest["files"]:
            if file["path"] not in unlisted:
                raise Broken(file["path"], "is in the manifest and not in the ZIP")
            unlisted.remove(file["path"])
            total += file["length"]
            if total > MAX_TOTAL:
                raise Broken("manifest.json", "lists too many bytes")
        if unlisted:
            raise Broken(min(unlisted), "is in the ZIP and not in the manifest")

    def lay_out(self):
        self.single, self.documents, self.consistency, self.leaves = {}, [], {}, {}
        needed = ["checkpoint.txt", "key.txt", "VERIFY.md"]
        if self.format == LEAVES:
            needed += ["leaves.bin", "records.ndjson", "measurements.ndjson"]
        for file in self.manifest["files"]:
            path = file["path"]
            if path in needed:
                self.single[path] = file
            elif path.startswith("documents/"):
                self.documents.append(file)
            elif self.format == LEAVES:
                raise Broken(path, "the format has no file of this name")
            elif match := CONSISTENCY.fullmatch(path):
                self.consistency[int(match[1])] = file
            elif match := RECORD.fullmatch(path):
                leaf = self.leaves.setdefault(match[1], dict(kind=match[2], id=match[3], number=int(match[4])))
                leaf[match[5]] = file
            elif match := BATCH.fullmatch(path):
                leaf = self.leaves.setdefault(match[1], dict(kind="measurement-batch", id=match[2], number=None))
                leaf[match[3]] = file
            else:
                raise Broken(path, "the format has no file of this name")
        for path in needed:
            if path not in self.single:
                raise Broken(path, "is missing")

    def check_consistency(self, start, file):
        path = file["path"]

        def parse():
            proof = parse_canonical(self.read(file))
            exactly(proof, "from hashes root to")
            hashes = member(proof, "hashes", list)
            require(all(isinstance(text, str) for text in hashes), "hashes are text")
            return (
                member(proof, "from", int),
                member(proof, "to", int),
                [unbase64(text, 32) for text in hashes],
                unbase64(member(proof, "root", str), 32),
            )

        proof_from, proof_to, hashes, root = self.parsed(path, parse)
        if (proof_from, proof_to) != (start, self.size):
            raise Broken(path, "is a proof between other sizes")
        if not proves_consistency(start, self.size, hashes, root, self.root):
            raise Broken(path, "does not prove consistency")
        return root

    def check_against(self, file, data, key):
        size, root = signed_checkpoint(file, data, key)
        if size > self.size:
            raise Broken(file, "is newer than the pack")
        if size == self.size and root != self.root:
            raise Broken(file, "has another root at the same size: the log was rewritten")
        if 0 < size < self.size:
            if self.format == LEAVES:
                if self.root_at(size) != root:
                    raise Broken(file, "has another root than the log had at that size: the log was rewritten")
                return size
            if size not in self.consistency:
                raise Broken(file, f"the pack has no consistency proof from size {size}")
            if self.check_consistency(size, self.consistency[size]) != root:
                raise Broken(file, "has another root than the log had at that size: the log was rewritten")
        return size

    def check_streamed(self, file):
        digest, length = hashlib.sha256(), 0
        for chunk in self.chunks(file["path"], file["length"]):
            digest.update(chunk)
            length += len(chunk)
        self.check_hash(file, length, digest.digest())

    # Section 11: the second format

    def read_leaves(self):
        file = self.single["leaves.bin"]
        if file["length"] != 32 * self.size or file["length"] > MAX_LEAVES:
            raise Broken("leaves.bin", "does not have a hash for each leaf")
        data = self.raw("leaves.bin", MAX_LEAVES)
        self.check_hash(file, len(data), sha256(data))
        self.hashes = [data[i : i + 32] for i in range(0, len(data), 32)]
        if self.root_at(self.size) != self.root:
            raise Broken("leaves.bin", "its root is not the checkpoint's")

    def root_at(self, size):
        tree = RowTree()
        for leaf in self.hashes[:size]:
            tree.append(leaf)
        return tree.root()

    def lines(self, file, most):
        """The lines of a file without their newlines; its length and hash are checked at the end."""
        digest, length, rest = hashlib.sha256(), 0, b""
        for chunk in self.chunks(file["path"], file["length"]):
            digest.update(chunk)
            length += len(chunk)
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                require(len(line) <= most, "a line too long")
                yield line
            require(len(rest) <= most, "a line too long")
        if length <= file["length"]:
            require(not rest, "the last line does not end in a newline")
        self.check_hash(file, length, digest.digest())

    def check_listed(self):
        self.batches, told = {}, set()

        def records():
            for line in self.lines(self.single["records.ndjson"], MAX_JSON):
                parts = line.split(b"\t")
                require(len(parts) == 3, "not two tabs")
                index = decimal(utf8(parts[0]))
                require(index < self.size, "beyond the log")
                require(index not in told, "a leaf twice")
                told.add(index)
                require(leaf_hash(parts[1]) == self.hashes[index], "not that leaf of the log")
                self.check_record(parse_canonical(parts[1]), parse_canonical(parts[2]) if parts[2] else {})

        def rows():
            batch, tree = "", RowTree()
            for line in self.lines(self.single["measurements.ndjson"], MAX_ROW):
                head, tab, row = line.partition(b"\t")
                require(tab and head, "a row without a batch")
                parse_canonical(row)
                if utf8(head) != batch:
                    self.finish(batch, tree)
                    batch, tree = utf8(head), RowTree()
                tree.append(leaf_hash(row))
                self.counts["rows"] += 1
            self.finish(batch, tree)
            for stated, root in self.batches.values():
                require(stated == 0 and root == sha256(b""), "a batch without rows")

        self.parsed("records.ndjson", records)
        self.parsed("measurements.ndjson", rows)

    def check_record(self, envelope, disclosed):
        record = member(envelope, "record", dict)
        leaf = dict(kind=record.get("kind"), id=record.get("id"), number=envelope.get("number"))
        self.checked_envelope(envelope, leaf)
        check_disclosed(disclosed, envelope)
        self.counts["disclosed"] += len(disclosed)
        self.counts["withheld"] += count_commitments(envelope) - len(disclosed)
        if leaf["kind"] != "measurement-batch":
            self.counts["records"] += 1
            return
        require(re.fullmatch("[A-Za-z0-9_-]+", leaf["id"]), "not an id of a batch")
        require(leaf["id"] not in self.batches, "a batch twice")
        content = envelope["content"]
        self.batches[leaf["id"]] = member(content, "rows", int), unbase64(member(content, "root", str), 32)
        self.counts["batches"] += 1

    def finish(self, batch, tree):
        if batch:
            require(batch in self.batches, "rows of no batch, or of one that was there before")
            require(self.batches.pop(batch) == (tree.rows, tree.root()), "not the rows whose root is in the log")

    def check_leaf(self, stem, leaf):
        def file(extension):
            if extension not in leaf:
                raise Broken(f"{stem}.{extension}", "is missing")
            return leaf[extension]

        data = self.read(file("json"))
        envelope = self.parsed(f"{stem}.json", lambda: self.checked_envelope(parse_canonical(data), leaf))
        proof_path = f"{stem}.tlog-proof"
        index, hashes, checkpoint = self.parsed(proof_path, lambda: parse_proof(self.read(file("tlog-proof"))))
        if checkpoint != self.checkpoint:
            raise Broken(proof_path, "is for another checkpoint")
        if not proves_inclusion(index, self.size, hashes, leaf_hash(data), self.root):
            raise Broken(proof_path, f"does not prove that {stem}.json is in the log")
        disclosed = {}
        if "disclosed.json" in leaf:
            path = f"{stem}.disclosed.json"
            disclosed = self.parsed(path, lambda: parse_canonical(self.read(leaf["disclosed.json"])))
            self.parsed(path, lambda: check_disclosed(disclosed, envelope))
        self.counts["disclosed"] += len(disclosed)
        self.counts["withheld"] += count_commitments(envelope) - len(disclosed)
        if leaf["number"] is None:
            self.counts["batches"] += 1
            self.check_rows(stem, envelope["content"], file("rows.ndjson"))
        else:
            self.counts["records"] += 1

    def checked_envelope(self, envelope, leaf):
        organization = member(envelope, "organization", str)
        record = member(envelope, "record", dict)
        exactly(record, "id kind")
        member(record, "kind", str)
        member(record, "id", str)
        number = member(envelope, "number", int)
        require(number >= 1, "the number of a revision begins at 1")
        check_time(member(envelope, "at", str))
        require("author" in envelope and "reason" in envelope, "author or reason is missing")
        content = member(envelope, "content", dict)
        require(organization == self.manifest["organization"]["id"], "of another organization")
        require((record["kind"], record["id"]) == (leaf["kind"], leaf["id"]), "of another record")
        require(leaf["number"] in (None, number), "of another number")
        if leaf["number"] is None:
            self.rows = member(content, "rows", int)
            self.rows_root = unbase64(member(content, "root", str), 32)
        return envelope

    def check_rows(self, stem, content, file):
        tree, digest, length, rest = RowTree(), hashlib.sha256(), 0, b""

        def lines(chunk):
            nonlocal rest
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole + [rest]:
                require(len(line) <= MAX_ROW, f"line {tree.rows + 1} is too long")
                if line is rest:
                    return
                try:
                    parse_canonical(line)
                except Malformed as error:
                    raise Malformed(f"line {tree.rows + 1}: {error}") from error
                tree.append(leaf_hash(line))

        for chunk in self.chunks(file["path"], file["length"]):
            digest.update(chunk)
            length += len(chunk)
            self.parsed(file["path"], lambda: lines(chunk))
        self.check_hash(file, length, digest.digest())
        if rest:
            raise Broken(file["path"], "the last line does not end in a newline")
        if tree.rows != self.rows:
            raise Broken(file["path"], f"has {tree.rows} rows, the log says {self.rows}")
        if tree.root() != self.rows_root:
            raise Broken(file["path"], "its rows are not those whose root is in the log")
        self.counts["rows"] += tree.rows

    def verify(self, named, against):
        def read_key():
            text = utf8(self.raw("key.txt", MAX_NOTE))
            require(text.endswith("\n"), "no newline at the end")
            return Key(text[:-1])

        key = self.parsed("key.txt", read_key)
        self.read_manifest(key)
        self.check_complete()
        self.lay_out()
        self.read(self.single["key.txt"])
        self.checkpoint = self.read(self.single["checkpoint.txt"])
        self.size, self.root = signed_checkpoint("checkpoint.txt", self.checkpoint, key)
        if self.format == LEAVES:
            self.read_leaves()
        if named is not None and not is_named(key, named):
            raise Broken("key.txt", "is another key than the one you named")
        continued = None if against is None else self.check_against(*against, key)
        self.check_streamed(self.single["VERIFY.md"])
        for file in self.documents:
            self.check_streamed(file)
        for start, file in self.consistency.items():
            self.check_consistency(start, file)
        for stem, leaf in self.leaves.items():
            self.check_leaf(stem, leaf)
        if self.format == LEAVES:
            self.check_listed()
        yield "HOLDS"
        yield f"files {len(self.manifest['files'])}, documents {len(self.documents)}"
        yield ", ".join(f"{name} {count}" for name, count in self.counts.items())
        yield f"checkpoint {key.name}, {self.size} leaves, root {base64.b64encode(self.root).decode()}"
        if continued is not None:
            yield f"continues your checkpoint of {continued} leaves"
        yield f"key {key.fingerprint()}"
        yield "signed by the key you named" if named else "signed by a key you have not confirmed"


def is_named(key, named):
    return key.vkey == named.strip() if "+" in named else digits_of(named) == sha256(key.public_key).hex()


def digits_of(fingerprint):
    return re.sub(r"[\s:-]", "", fingerprint).lower()


def options(arguments):
    pack, named, against = None, None, None
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument in ("--key", "--against"):
            if not rest:
                raise WrongUse(f"{argument} needs a value")
            if argument == "--key":
                named = rest.pop(0)
            else:
                against = rest.pop(0)
        elif argument.startswith("-") or pack is not None:
            raise WrongUse(f"unexpected {argument}")
        else:
            pack = argument
    if pack is None:
        raise WrongUse("name one pack")
    if named is not None:
        try:
            if "+" in named:
                Key(named.strip())
            else:
                require(re.fullmatch("[0-9a-f]{64}", digits_of(named)), "no fingerprint")
        except Malformed as error:
            raise WrongUse(f"--key: {error}") from error
    return pack, named, against


def printable(text):
    return "".join(c if c.isprintable() else "?" for c in text)


def main(arguments):
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        pack, named, against = options(arguments)
        kept = None
        if against is not None:
            with open(against, "rb") as file:
                kept = (against, file.read(MAX_NOTE + 1))
        for line in list(Pack(pack).verify(named, kept)):
            print(printable(line))
        return 0
    except Broken as broken:
        print("DOES NOT HOLD")
        print(printable(f"{broken.file}: {broken.reason}"))
        return 1
    except (WrongUse, OSError) as error:
        print(printable(str(error)), file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
