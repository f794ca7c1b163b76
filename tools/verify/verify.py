#!/usr/bin/env python3
"""Verifies an audit log, a bundle of it or a receipt. Needs Python 3.9 and the command `openssl` 3, no network.

Written from docs/audit-log.md and from the specifications that it names (RFC 6962, RFC 8785, C2SP signed-note,
tlog-checkpoint, tlog-cosignature, tlog-proof, tlog-policy, tlog-tiles), not from the code of Liaison, so that a
mistake of the one is not a mistake of the other. What it is given is hostile: everything is measured before it
is read, and nothing of it is run. Exit status 0 proven, 1 tampering, 2 can't decide.
"""
import argparse
import base64
import binascii
import bisect
import hashlib
import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
import tempfile
from array import array
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

ENTRY_MAX, DEPTH_MAX, FILE_NOTE_MAX, NOTE_MAX, SIGNATURES_MAX, PATH_MAX = 65_535, 16, 300_000, 262_144, 64, 63
MANIFEST_MAX, FILES_MAX, FILE_MAX, POLICY_MAX, CHANNEL_MAX = 4 << 20, 1_000_000, 32 << 20, 1 << 20, 128 << 20
TOLERANCE_MS = 300_000
MILLISECOND = timedelta(milliseconds=1)
LOG_TYPE, WITNESS_TYPE = 1, 4
SAFE, YEAR_9999 = 2**53 - 1, 253_402_300_799
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Tampered(Exception):
    def __init__(self, finding, at=None, file=None, notes=None):
        super().__init__(finding)
        self.told = {"kind": "tampered", "finding": finding}
        for name, value in (("at", at), ("file", file), ("notes", notes)):
            if value is not None:
                self.told[name] = value


class Undecided(Exception):
    def __init__(self, reason, file=None):
        super().__init__(reason)
        self.told = {"kind": "undecided", "reason": reason, **({} if file is None else {"file": file})}


# Bytes and numbers


def b64(data):
    return base64.b64encode(data).decode()


def unb64(text):
    """Bytes of standard base64 as it is written; None for any other spelling of the same bytes."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if b64(data) == (text if isinstance(text, str) else text.decode("latin-1")) else None


def number(text):
    ok = re.fullmatch(r"0|[1-9][0-9]{0,15}", text)
    return int(text) if ok and int(text) <= SAFE else None


def utf8(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# Canonical JSON (RFC 8785 without fractions)


def canonical_form(value, depth=0):
    """The value with keys in order, so that json.dumps writes RFC 8785; ValueError for what has no such form."""
    if isinstance(value, (dict, list)) and depth == DEPTH_MAX:
        raise ValueError("deep")
    if isinstance(value, dict):
        keys = sorted(value, key=lambda k: k.encode("utf-16-be"))
        return {k: canonical_form(value[k], depth + 1) for k in keys}
    if isinstance(value, list):
        return [canonical_form(v, depth + 1) for v in value]
    if isinstance(value, float) or (isinstance(value, int) and abs(value) > SAFE):
        raise ValueError("number")
    return value


def canonical(data):
    """What these bytes say, or None where they are not the one way to say it."""
    try:
        value = json.loads(data.decode("utf-8"))
        again = json.dumps(canonical_form(value), ensure_ascii=False, separators=(",", ":"))
        return value if again.encode("utf-8") == data else None
    except (ValueError, RecursionError):
        return None


# The tree (RFC 6962)


def leaf_of(body):
    return sha256(b"\0", body)


def node_of(left, right):
    return sha256(b"\1", left, right)


class Frontier:
    """The roots of the full subtrees of what was appended, widest first."""

    def __init__(self):
        self.size, self.roots = 0, []

    def append(self, leaf):
        self.size, carry = self.size + 1, self.size
        while carry & 1:
            leaf, carry = node_of(self.roots.pop(), leaf), carry >> 1
        self.roots.append(leaf)

    def root(self):
        if not self.roots:
            return sha256()
        root = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            root = node_of(left, root)
        return root


def roots_at(leaves, sizes):
    """Roots of the tree when it had each of these sizes."""
    frontier, roots, wanted = Frontier(), {}, set(sizes)
    for n in range(len(leaves) // 32 + 1):
        if n in wanted:
            roots[n] = frontier.root()
        frontier.append(leaves[32 * n : 32 * n + 32])
    return roots


def root_by_path(index, size, leaf, path):
    """The root that the path of RFC 9162 section 2.1.3.2 leads to, or None where it is not of that length."""
    if index >= size:
        return None
    fn, sn, root = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            root = node_of(p, root)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            root = node_of(root, p)
        fn, sn = fn >> 1, sn >> 1
    return root if sn == 0 else None


# Keys, notes, checkpoints (C2SP)


class Key:
    def __init__(self, vkey, kind):
        name, plus, rest = vkey.partition("+")
        key_id, plus2, material = rest.partition("+")
        raw = unb64(material)
        if not plus or not plus2 or not name_ok(name) or not raw or len(raw) != 33 or raw[0] != kind:
            raise ValueError(vkey)
        self.name, self.raw, self.vkey = name, raw[1:], vkey
        self.id = sha256(name.encode(), b"\n", raw)[:4]
        if self.id.hex() != key_id:
            raise ValueError(vkey)


def name_ok(name):
    return bool(name) and not re.search(r"[+\s\x00-\x1f\x7f-\x9f\ufeff]", name)


class Note:
    def __init__(self, text, signatures, whole):
        self.text, self.signatures, self.whole = text, signatures, whole


def note_of(whole):
    """A note of its characters, or None."""
    if whole is None or len(whole.encode("utf-16-le")) > 2 * NOTE_MAX or re.search(r"[\x00-\x09\x0b-\x1f]", whole):
        return None
    cut = whole.rfind("\n\n")
    lines = whole[cut + 2 : -1].split("\n")
    if cut < 0 or not whole.endswith("\n") or len(lines) > SIGNATURES_MAX:
        return None
    signatures = []
    for line in lines:
        found = re.fullmatch(r"\u2014 (\S+) (\S+)", line)
        data = unb64(found.group(2)) if found else None
        if not data or len(data) < 5 or not name_ok(found.group(1)):
            return None
        signatures.append((found.group(1), data[:4], data[4:]))
    return Note(whole[: cut + 1], signatures, whole)


class Checkpoint:
    def __init__(self, note, origin, size, root):
        self.note, self.origin, self.size, self.root = note, origin, size, root


def checkpoint_of(whole):
    note = note_of(whole)
    lines = note.text.split("\n") if note else []
    if len(lines) != 4 or not lines[0]:
        return None
    size, root = number(lines[1]), unb64(lines[2])
    return None if size is None or not root or len(root) != 32 else Checkpoint(note, lines[0], size, root)


LIAISON = 0x4C494149  # application_id of a log of Liaison
SPKI = bytes.fromhex("302a300506032b6570032100")  # RFC 8410, section 4: an Ed25519 key follows
verified = {}


def ed25519(key, message, signature):
    """Whether the signature is of that key; asked once of each."""
    asked = (key, sha256(message), signature)
    if asked not in verified:
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in ("key", "message", "signature")]
            for path, data in zip(paths, (SPKI + key, message, signature)):
                with open(path, "wb") as file:
                    file.write(data)
            told = ["-keyform", "DER", "-inkey", paths[0], "-in", paths[1], "-sigfile", paths[2]]
            command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", *told]
            verified[asked] = subprocess.run(command, capture_output=True, check=False).returncode == 0
    return verified[asked]


def signed_by(note, key):
    """None where the key has no signature there; else whether all that it has hold."""
    own = [s for name, key_id, s in note.signatures if (name, key_id) == (key.name, key.id)]
    return all(len(s) == 64 and ed25519(key.raw, note.text.encode(), s) for s in own) if own else None


def cosigned_by(note, key):
    """None where the witness has no line there, False where one doesn't hold; else the time of its last one."""
    found = None
    for name, key_id, s in note.signatures:
        if (name, key_id) != (key.name, key.id):
            continue
        time = int.from_bytes(s[:8], "big")
        message = "cosignature/v1\ntime %d\n%s" % (time, note.text)
        if len(s) != 72 or time > YEAR_9999 or not ed25519(key.raw, message.encode(), s[8:]):
            return False
        found = time
    return found


# Trust policy (C2SP tlog-policy)


class Policy:
    def __init__(self):
        self.logs, self.witnesses, self.groups, self.quorum = [], {}, {}, None

    def has(self, name, seen):
        if name == "none":
            return True
        if name in self.witnesses:
            return name in seen
        k, members = self.groups[name]
        return sum(self.has(m, seen) for m in members) >= k


def policy_of(data):
    """A policy of its file's bytes; ValueError where it is none."""
    if re.search(rb"[^\x09\x0a\x20-\x7e\x80-\xff]", data) or data.count(b"\n") >= 1000:
        raise ValueError("characters or lines")
    policy, names = Policy(), {"none"}
    for line in data.decode("latin-1").split("\n"):
        words = re.findall(r"[^ \t]+", line)
        if not words or words[0].startswith("#"):
            continue
        what, rest = words[0], words[1:]
        if what == "log" and len(rest) in (1, 2):
            policy.logs.append(Key(rest[0].encode("latin-1").decode("utf-8"), LOG_TYPE))
        elif what == "witness" and len(rest) in (2, 3) and rest[0] not in names:
            policy.witnesses[rest[0]] = Key(rest[1].encode("latin-1").decode("utf-8"), WITNESS_TYPE)
            names.add(rest[0])
        elif what == "group" and len(rest) >= 3 and rest[0] not in names:
            name, k, members = rest[0], rest[1], rest[2:]
            k = {"any": 1, "all": len(members)}.get(k) or number(k)
            if not k or k > len(members) or len(set(members)) < len(members) or "none" in members:
                raise ValueError(line)
            if not names.issuperset(members):
                raise ValueError(line)
            policy.groups[name] = (k, members)
            names.add(name)
        elif what == "quorum" and len(rest) == 1 and policy.quorum is None and rest[0] in names:
            policy.quorum = rest[0]
        else:
            raise ValueError(line)
    grouped = [m for _, members in policy.groups.values() for m in members]
    keys = [k.raw for k in policy.logs], [k.raw for k in policy.witnesses.values()]
    if policy.quorum is None or len(set(grouped)) < len(grouped) or any(len(set(k)) < len(k) for k in keys):
        raise ValueError("quorum or doubles")
    return policy


# Entries


def time_of(text):
    """Milliseconds since 1970 of an entry's time; None for any other form."""
    found = isinstance(text, str) and re.fullmatch(
        r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z", text, re.ASCII
    )
    if not found:
        return None
    year, month, day, hour, minute, second, ms = map(int, found.groups())
    try:
        # The calendar repeats after 400 years; Python has none for the year 0.
        at = datetime(year % 400 + 2000, month, day, hour, minute, second, ms * 1000, timezone.utc)
    except ValueError:
        return None
    return (at - EPOCH) // MILLISECOND + (year // 400 - 5) * 146_097 * 86_400_000


def is_int(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_text(value, pattern=r".+"):
    return isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII | re.DOTALL) is not None


def has_fields(value, must, may=()):
    return isinstance(value, dict) and set(must) <= set(value) <= {*must, *may}


def is_subject(s):
    return (
        has_fields(s, ("id", "n"), ("prev",))
        and is_text(s["id"])
        and is_int(s["n"])
        and s["n"] >= 1
        and ("prev" not in s or is_text(s["prev"], r"[A-Za-z0-9+/]{43}="))
    )


def is_entry(e):
    return (
        has_fields(e, ("actor", "at", "event", "log", "salt", "seq", "sw", "type", "v"), ("cause", "subject"))
        and is_int(e["v"])
        and e["v"] == 1
        and is_text(e["log"])
        and is_int(e["seq"])
        and e["seq"] >= 0
        and time_of(e["at"]) is not None
        and is_text(e["type"], r"[a-z][a-z0-9_.-]{0,99}")
        and is_text(e["salt"], r"[A-Za-z0-9_-]{22}")
        and is_text(e["sw"])
        and ("subject" not in e or is_subject(e["subject"]))
    )


def flaw_of(seq, e, leaf, origin, stored):
    if stored is not None and stored != leaf:
        return "LeafMismatch"
    if e is None:
        return "NotCanonical"
    if not is_entry(e):
        return "NotAnEntry"
    if e["seq"] != seq:
        return "SeqMismatch"
    return "WrongLog" if origin is not None and e["log"] != origin else None


def open_entry(seq, body, origin, stored=None, file=None):
    """The entry of these bytes and its leaf hash; throws what is wrong with it by itself."""
    if len(body) > ENTRY_MAX:
        raise Tampered("NotCanonical", seq, file)
    e, leaf = canonical(body), leaf_of(body)
    flaw = flaw_of(seq, e, leaf, origin, stored)
    if flaw is not None:
        raise Tampered(flaw, seq, file)
    return e, leaf


class Walk:
    """What is kept of entries on the way through them: links, leaves, times, and what they say of the log."""

    def __init__(self):
        self.links, self.leaves, self.seqs, self.times = {}, bytearray(), array("q"), array("q")
        self.off_cause, self.changes, self.released = None, [], {}

    def take(self, seq, e, leaf):
        at, cause, event = time_of(e["at"]), e.get("cause"), e["event"]
        said = time_of(cause.get("at")) if isinstance(cause, dict) else None
        if said is not None and abs(at - said) > TOLERANCE_MS and self.off_cause is None:
            self.off_cause = seq
        self.seqs.append(seq)
        self.times.append(at)
        self.leaves += leaf
        if "subject" in e:
            self.links[e["subject"]["id"]] = (e["subject"]["n"], leaf)
        if isinstance(event, dict):
            self.hear(seq, e["type"], event)

    def hear(self, seq, kind, event):
        size, note, line = event.get("size"), event.get("note"), event.get("line")
        if kind == "log.key_changed" and isinstance(event.get("vkey"), str):
            try:
                self.changes.append((seq, Key(event["vkey"], LOG_TYPE)))
            except ValueError:
                pass  # Nobody can sign by what is no key.
        elif kind == "log.checkpoint" and is_int(size) and isinstance(note, str):
            self.released.setdefault(size, note)
        elif kind == "log.cosigned" and is_int(size) and isinstance(line, str) and size in self.released:
            self.released[size] += line + "\n"


def follows(subject, links):
    """Whether an entry of a whole log follows the one before of its subject."""
    n, leaf = links.get(subject["id"], (0, None))
    return subject["n"] == n + 1 and subject.get("prev") == (None if leaf is None else b64(leaf))


# Whom to believe


class Trusted:
    """A checkpoint that keys of the policy signed, with the cosignatures of its witnesses."""

    def __init__(self, checkpoint, signers, seen, source, shown=None):
        self.checkpoint, self.signers, self.seen = checkpoint, signers, seen
        self.source, self.shown = source, shown
        self.origin, self.size, self.root = checkpoint.origin, checkpoint.size, checkpoint.root
        self.whole = checkpoint.note.whole

    def bounds(self):
        """Times by which all entries below its size were there, by clocks that are not the host's."""
        return [t * 1000 for t in self.seen.values()] + ([] if self.shown is None else [self.shown])


def trusted(whole, policy, source, shown=None):
    """A Trusted, or the word for why it is none."""
    c = checkpoint_of(whole)
    if c is None:
        return "NotACheckpoint"
    keys = [k for k in policy.logs if k.name == c.origin]
    if not keys:
        return "UnknownOrigin"
    held = [(k, signed_by(c.note, k)) for k in keys]
    if any(h is False for _, h in held):
        return "BadSignature"
    signers = [k for k, h in held if h]
    if not signers:
        return "UnknownKey"
    seen = {name: cosigned_by(c.note, k) for name, k in policy.witnesses.items()}
    if any(t is False for t in seen.values()):
        return "BadSignature"
    return Trusted(c, signers, {n: t for n, t in seen.items() if t is not None}, source, shown)


def trusted_head(whole, policy):
    """The checkpoint of what is judged; throws where it is not to be believed."""
    head = trusted(whole, policy, "head")
    if isinstance(head, str):
        raise Tampered(head) if head in ("BadSignature", "NotACheckpoint") else Undecided(head)
    return head


class Others:
    """Other checkpoints, by the policy: those to be held against it, what is wrong with the rest."""

    def __init__(self, given, origin, policy):
        self.opened, self.ignored, self.flaws, self.doubts = [], 0, [], []
        for file, whole, source, shown in given:
            one = trusted(whole, policy, source, shown)
            if not isinstance(one, str) and (origin is None or one.origin == origin):
                self.opened.append(one)
            elif source in ("channel", "log"):
                self.ignored += source == "channel"
            elif one == "BadSignature" or (one == "NotACheckpoint" and source == "bundle"):
                self.flaws.append(Tampered(one, file=file))
            elif source == "bundle":
                self.ignored += 1
            elif one == "NotACheckpoint":
                self.doubts.append(Undecided("NotReadable", file))
            else:
                self.doubts.append(Undecided(one if isinstance(one, str) else "UnknownOrigin", file))


def hold_times(walk, all_trusted):
    """The first entry that is later than what covers it, or off from what caused it."""
    bad = [] if walk.off_cause is None else [walk.off_cause]
    for size, latest in [(t.size, by) for t in all_trusted for by in t.bounds()]:
        covered = bisect.bisect_left(walk.seqs, size)
        late = (walk.seqs[i] for i in range(covered) if walk.times[i] > latest + TOLERANCE_MS)
        bad += [seq for seq in [next(late, None)] if seq is not None]
    if bad:
        raise Tampered("TimeOutsideBracket", min(bad))


def cosigned_up_to(all_trusted, policy):
    """The largest whose cosignatures are enough; throws where the policy asks for some and there are none."""
    enough = [t for t in all_trusted if t.seen and policy.has(policy.quorum, t.seen)]
    if enough:
        best = max(enough, key=lambda t: t.size)
        by = [policy.witnesses[name].name for name in best.seen]
        return {"cosigned": {"size": best.size, "by": by, "at": iso(max(best.seen.values()))}}
    if policy.quorum != "none":
        raise Undecided("NoQuorum")
    return {}


def iso(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def proof(what, head, entries, more, others, all_trusted, policy):
    told = {"kind": "proven", "what": what, "origin": head.origin, "size": head.size, "root": b64(head.root)}
    cosigned = cosigned_up_to(all_trusted, policy)
    kept = sum(t.size == head.size or what == "log" for t in others.opened)
    return {**told, "entries": entries, **more, **cosigned, "kept": kept, "ignored": others.ignored}


# A whole log


def verify_entries(asked, rows, note, bundled=(), after=None):
    """`rows` of seq, bytes and stored leaf; `note` is None where there is none; `after` gets the leaves."""
    claimed = checkpoint_of(note)
    origin = claimed.origin if claimed else None
    walk, frontier = Walk(), Frontier()
    for seq, body, stored in rows:
        if seq != frontier.size:
            raise Tampered("SeqGap", frontier.size)
        e, leaf = open_entry(seq, body, origin, stored)
        if "subject" in e and not follows(e["subject"], walk.links):
            raise Tampered("BrokenLink", seq)
        walk.take(seq, e, leaf)
        frontier.append(leaf)
    if after is not None:
        after(walk.leaves)
    if note is None:
        raise nothing_of(asked) if frontier.size == 0 else Tampered("NoCheckpoint")
    if claimed is None:
        raise Tampered("NotACheckpoint")
    if claimed.size != frontier.size:
        raise Tampered("SizeMismatch", min(claimed.size, frontier.size))
    if claimed.root != frontier.root():
        raise Tampered("RootMismatch")
    policy = asked.trust()
    head = trusted_head(note, policy)
    given = [*bundled, *asked.kept]
    others = Others(given, origin, policy)
    told = Others([(None, w, "log", None) for w in walk.released.values()], origin, policy)
    if others.flaws:
        raise others.flaws[0]
    if not in_force(head, walk.changes):
        raise Undecided("UnknownKey")
    good = [t for t in others.opened + told.opened if in_force(t, walk.changes)]
    hold_others(head, good, walk.leaves)
    hold_times(walk, [head, *good])
    if any(t.source in ("bundle", "since") and t not in good for t in others.opened):
        raise Undecided("UnknownKey")
    if others.doubts:
        raise others.doubts[0]
    subjects = {name: n for name, (n, _) in walk.links.items()}
    return proof("log", head, frontier.size, {"subjects": subjects}, others, [head, *good], policy)


def nothing_of(asked):
    longer = Others(asked.kept, None, asked.policy).opened if asked.policy else []
    return Tampered("BehindCheckpoint", 0, notes=[longer[0].whole]) if longer else Undecided("EmptyLog")


def in_force(one, changes):
    """Whether it is signed by the key to which the log had changed by then."""
    keys = [key for seq, key in changes if seq + 1 < one.size]
    return not keys or any((k.name, k.raw) == (keys[-1].name, keys[-1].raw) for k in one.signers)


def hold_others(head, good, leaves):
    roots = roots_at(leaves, [t.size for t in good])
    for t in good:
        if t.size <= head.size and roots[t.size] != t.root:
            raise Tampered("Fork", notes=[t.whole, head.whole])
    for t in good:
        if t.size > head.size:
            raise Tampered("BehindCheckpoint", head.size, notes=[t.whole, head.whole])


def verify_log(asked, path):
    path = os.path.join(path, "log.db") if os.path.isdir(path) else path
    if not os.path.isfile(path):
        raise Undecided("NotThere", path)
    base = sqlite3.connect("file:%s?mode=ro" % quote(os.path.abspath(path)), uri=True, isolation_level=None)
    try:
        try:
            base.text_factory = bytes
            base.execute("PRAGMA trusted_schema=OFF")
            base.execute("PRAGMA cell_size_check=ON")
            base.execute("BEGIN")
            if base.execute("PRAGMA application_id").fetchone()[0] != LIAISON:
                raise Undecided("NotThere", path)
            columns = "coalesce(CAST(body AS TEXT), ''), coalesce(CAST(leaf AS BLOB), x'')"
            rows = base.execute("SELECT seq, %s FROM entry ORDER BY seq" % columns)
            note = base.execute("SELECT coalesce(CAST(note AS TEXT), '') FROM head").fetchone()
        except sqlite3.Error as error:
            raise Undecided("NotThere", path) from error
        note = None if note is None or note[0] == b"" else note[0].decode("utf-8", "replace")
        return verify_entries(asked, sound(rows), note)
    finally:
        base.close()


def sound(rows):
    """Rows until the file itself is damaged; bytes that are no text are none that were hashed as one."""
    try:
        for seq, body, leaf in rows:
            # A table that was made anew may say 5.0 for 5.
            place = int(seq) if isinstance(seq, float) and seq.is_integer() else seq
            yield place, body.decode("utf-8", "replace").encode("utf-8"), bytes(leaf)
    except sqlite3.DatabaseError:
        return


# A bundle


def read_file(path, most, follow=True):
    """The bytes of a file; "NotThere" or "TooLarge" where they are not to be had. Waits for no pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | (0 if follow else getattr(os, "O_NOFOLLOW", 0))
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                return "NotThere"
            return "TooLarge" if found.st_size > most else file.read(found.st_size)
    except (OSError, ValueError):
        return "NotThere"


class Held:
    """The files that a manifest lists, each read once and compared with it; nothing is followed out of the folder."""

    def __init__(self, folder, listed):
        self.folder, self.listed, self.unread, self.flaws = folder, listed, set(listed), {}

    def bytes(self, path, most):
        """None where it is not listed; throws Unread where it can't be read, and `settle` knows why."""
        if path not in self.listed:
            return None
        data = self.read(path, most)
        self.unread.discard(path)
        if isinstance(data, str):
            self.flaw(path, "NotABundle" if data == "TooLarge" else "ManifestMismatch")
            raise Unread()
        if hashlib.sha256(data).hexdigest() != self.listed[path]:
            self.flaw(path, "ManifestMismatch")
        return data

    def text(self, path, most):
        """As `bytes`; what is no text is the empty one."""
        data = self.bytes(path, most)
        return None if data is None else utf8(data) or ""

    def read(self, path, most):
        at = self.folder
        for part in path.split("/")[:-1]:
            at = os.path.join(at, part)
            if os.path.islink(at):
                return "NotThere"
        return read_file(os.path.join(self.folder, path), most, follow=False)

    def flaw(self, path, finding):
        found = re.match(r"(?:entries|receipts)/(\d+)\.", path, re.ASCII)
        self.flaws[path] = Tampered(finding, int(found.group(1)) if found else None, path)

    def settle(self):
        """Reads what is left; throws the first file, by path, that isn't as the manifest says."""
        for path in list(self.unread):
            try:
                self.bytes(path, FILE_MAX)
            except Unread:
                pass
        if self.flaws:
            raise self.flaws[min(self.flaws)]
        strangers = sorted(set(self.files()) - set(self.listed) - {"manifest.json"})
        if strangers:
            raise Tampered("ManifestMismatch", file=strangers[0])

    def files(self):
        left = [""]
        count = 0
        while left:
            below = left.pop()
            with os.scandir(os.path.join(self.folder, below)) as items:
                for item in items:
                    path = below + "/" + item.name if below else item.name
                    count += 1
                    if item.name.startswith("."):
                        continue
                    if item.is_dir(follow_symlinks=False):
                        left.append(path)
                    elif not item.is_file(follow_symlinks=False) or count > 2 * FILES_MAX:
                        raise Tampered("NotABundle", file=path)
                    else:
                        yield path


class Unread(Exception):
    """A file of a bundle that can't be read."""


N16 = r"(0|[1-9][0-9]{0,15})"
TAG = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?"
ALWAYS = r"checkpoint|checkpoints/%s\.note|policy\.txt|HOWTO(\.%s)?\.md" % (N16, TAG)
PARTS = r"|entries/%s\.json|receipts/%s\.tlog-proof" % (N16, N16)
SHAPES = {
    "subject": ALWAYS + PARTS + r"|head|report/%s\.md" % TAG,
    "range": ALWAYS + PARTS,
    "log": ALWAYS + r"|tile/(entries|[0-9])/(x[0-9]{3}/)*[0-9]{3}(\.p/[1-9][0-9]{0,2})?",
}
FIELDS = {"subject": {"subject"}, "range": {"from", "to"}, "log": set()}


def manifest_of(data):
    m = None if isinstance(data, str) else canonical(data)
    kind = m.get("kind") if isinstance(m, dict) else None
    if not isinstance(kind, str) or kind not in FIELDS:
        raise Tampered("NotABundle", file="manifest.json")
    good = (
        set(m) == {"files", "format", "kind", "origin", "size"} | FIELDS[kind]
        and m["format"] == "liaison-bundle/v1"
        and is_text(m["origin"])
        and is_int(m["size"])
        and m["size"] >= 1
        and is_text(m.get("subject", "-"))
        and all(is_int(m[k]) and m[k] >= 0 for k in FIELDS[kind] - {"subject"})
        and (kind != "range" or m["from"] < m["to"] <= m["size"])
        and isinstance(m["files"], dict)
        and len(m["files"]) <= FILES_MAX
        and all(len(p) <= 200 and is_text(p, SHAPES[kind]) for p in m["files"])
        and all(is_text(h, "[0-9a-f]{64}") for h in m["files"].values())
    )
    if not good:
        raise Tampered("NotABundle", file="manifest.json")
    return m


def verify_bundle(asked, path):
    data = read_file(os.path.join(path, "manifest.json"), MANIFEST_MAX, follow=False)
    if data == "NotThere":
        raise Undecided("NotThere", "manifest.json")
    manifest = manifest_of(data)
    held = Held(path, manifest["files"])
    verify = verify_tiles if manifest["kind"] == "log" else verify_part
    try:
        verdict = verify(asked, held, manifest)
    except (Undecided, Unread) as unknown:
        held.settle()
        raise unknown
    held.settle()
    return verdict


def head_in(held, manifest):
    """The text of the bundle's checkpoint, which must be of the log and size that the manifest says."""
    note = held.text("checkpoint", FILE_NOTE_MAX)
    if note is None:
        raise Tampered("NoCheckpoint")
    claimed = checkpoint_of(note)
    if claimed is None:
        raise Tampered("NotACheckpoint", file="checkpoint")
    if claimed.origin != manifest["origin"]:
        raise Tampered("WrongLog", file="checkpoint")
    if claimed.size != manifest["size"]:
        raise Tampered("SizeMismatch", min(claimed.size, manifest["size"]))
    return note, claimed


def kept_in(held, origin):
    kept = []
    for path in held.listed:
        if not path.startswith("checkpoints/"):
            continue
        whole = held.text(path, FILE_NOTE_MAX)
        claimed = checkpoint_of(whole)
        if claimed is None:
            raise Tampered("NotACheckpoint", file=path)
        if claimed.origin != origin:
            raise Tampered("WrongLog", file=path)
        if path != "checkpoints/%d.note" % claimed.size:
            raise Tampered("NotABundle", file=path)
        kept.append((path, whole, "bundle", None))
    return kept


def tile_path(level, n, width):
    digits = str(n)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    name = "/".join(["x" + g for g in groups[:-1]] + groups[-1:])
    return "tile/%s/%s%s" % (level, name, "" if width == 256 else ".p/%d" % width)


def tiles_of(nodes):
    return [(n, min(256, nodes - 256 * n)) for n in range(-(-nodes // 256))]


def verify_tiles(asked, held, manifest):
    note, _ = head_in(held, manifest)
    bundled = kept_in(held, manifest["origin"])
    size, flaw, leaves = manifest["size"], [], bytearray()

    def piece(n, width):
        """Entries of a tile with their hashes, up to what is wrong with its files."""
        first, path, hash_path = 256 * n, tile_path("entries", n, width), tile_path(0, n, width)
        if path not in held.listed:
            flaw.append(Tampered("EntryMissing", first, path))
        elif hash_path not in held.listed:
            flaw.append(Tampered("NotABundle", first, hash_path))
        if flaw:
            return []
        try:
            data, hashes = held.bytes(path, 256 * (2 + ENTRY_MAX)), held.bytes(hash_path, 8192)
        except Unread as unread:
            flaw.append(unread)
            return []
        entries, at = [], 0
        while at + 2 <= len(data):
            end = at + 2 + int.from_bytes(data[at : at + 2], "big")
            if end > len(data):
                break
            entries.append(data[at + 2 : end])
            at = end
        if len(hashes) != 32 * width:
            flaw.append(Tampered("NotABundle", first, hash_path))
        elif at != len(data) or len(entries) != width:
            flaw.append(Tampered("NotABundle", first + min(len(entries), width), path))
        return [(first + i, e, hashes[32 * i : 32 * i + 32]) for i, e in enumerate(entries[:width])]

    def rows():
        for n, width in tiles_of(size):
            yield from piece(n, width)
            if flaw:
                return

    def stop_at_flaw(found):
        leaves.extend(found)
        if flaw:
            raise flaw[0]

    try:
        verdict = verify_entries(asked, rows(), note, bundled, stop_at_flaw)
    except Undecided:
        hold_tiles(held, leaves)
        raise
    hold_tiles(held, leaves)
    return verdict


def hold_tiles(held, hashes):
    """Whether the tiles above the leaves are those of the tree, and no other is there."""
    level, own = 0, set()
    while hashes:
        nodes = len(hashes) // 32
        for n, width in tiles_of(nodes):
            path = tile_path(level, n, width)
            own |= {path} | ({tile_path("entries", n, width)} if level == 0 else set())
            if level == 0:
                continue
            leaves, wanted = 256**level, hashes[8192 * n : 8192 * n + 32 * width]
            data = held.bytes(path, 8192)
            if data is None:
                raise Tampered("NotABundle", 256 * n * leaves, path)
            for i in range(width):
                if data[32 * i : 32 * i + 32] != wanted[32 * i : 32 * i + 32]:
                    raise Tampered("LeafMismatch", (256 * n + i) * leaves, path)
            if len(data) != 32 * width:
                raise Tampered("NotABundle", file=path)
        above = bytearray()
        for n in range(nodes // 256):
            frontier = Frontier()
            for i in range(256 * n, 256 * n + 256):
                frontier.append(bytes(hashes[32 * i : 32 * i + 32]))
            above += frontier.root()
        level, hashes = level + 1, above
    for path in held.listed:
        if path.startswith("tile/") and path not in own:
            raise Tampered("NotABundle", file=path)


def verify_part(asked, held, manifest):
    note, claimed = head_in(held, manifest)
    walk = check_entries(held, manifest, note, claimed)
    policy = asked.policy
    if manifest["kind"] == "subject":
        hold_head(held, manifest, walk, policy)
    bundled = kept_in(held, manifest["origin"])
    policy = asked.trust()
    told = {k: manifest[k] for k in ("subject", "from", "to") if k in manifest}
    return believe_part(asked, manifest["kind"], note, walk, bundled, policy, told)


def believe_part(asked, what, note, walk, bundled, policy, told):
    """A part shows nothing of how the log grew: of other checkpoints only those of one size can contradict."""
    head = trusted_head(note, policy)
    others = Others([*bundled, *asked.kept], head.origin, policy)
    by_size = {}
    for t in [head, *others.opened]:
        first = by_size.setdefault(t.size, t)
        if first.root != t.root:
            raise Tampered("Fork", notes=[t.whole, first.whole])
    if others.flaws:
        raise others.flaws[0]
    if walk is None:
        raise Undecided("NoEntry")
    hold_times(walk, [head, *others.opened])
    if others.doubts:
        raise others.doubts[0]
    if any(t.source == "since" and t.size != head.size for t in others.opened):
        raise Undecided("NoConsistency")
    return proof(what, head, len(walk.seqs), told, others, [head], policy)


def seqs_in(held, folder):
    found = (re.match(folder + r"/(\d+)\.", path, re.ASCII) for path in held.listed)
    return sorted(int(f.group(1)) for f in found if f)


def missing_from(manifest, seqs):
    """The first position of a range that isn't there, or that is too much."""
    if manifest["kind"] == "subject":
        return None
    wanted = range(manifest["from"], manifest["to"])
    strangers = [s for s in seqs if s not in wanted]
    if strangers:
        return Tampered("NotABundle", strangers[0])
    there = set(seqs)
    return next((Tampered("EntryMissing", s) for s in wanted if s not in there), None)


def check_entries(held, manifest, note, claimed):
    seqs, walk = seqs_in(held, "entries"), Walk()
    missing = missing_from(manifest, seqs)
    for seq in seqs:
        if missing and missing.told["at"] < seq:
            raise missing
        path = "entries/%d.json" % seq
        body = held.bytes(path, ENTRY_MAX)
        e, leaf = open_entry(seq, body, manifest["origin"], file=path)
        text = held.text("receipts/%d.tlog-proof" % seq, FILE_NOTE_MAX)
        receipt = proof_of(text)
        if receipt is None or receipt[0] != seq or receipt[2] != note:
            raise Tampered("BadProof", seq)
        if root_by_path(seq, claimed.size, leaf, receipt[1]) != claimed.root:
            raise Tampered("BadProof", seq)
        check_link(manifest, seq, e.get("subject"), walk.links)
        walk.take(seq, e, leaf)
    if missing:
        raise missing
    for seq in seqs_in(held, "receipts"):
        if "entries/%d.json" % seq not in held.listed:
            raise Tampered("EntryMissing", seq)
    return walk


def check_link(manifest, seq, subject, links):
    """In a range the entry before may be outside."""
    wanted = manifest.get("subject")
    if wanted is not None and (subject is None or subject["id"] != wanted):
        raise Tampered("BrokenLink", seq)
    if subject is None or (wanted is None and subject["id"] not in links):
        return
    if subject["n"] > links.get(subject["id"], (0, None))[0] + 1:
        raise Tampered("EntryMissing", seq)
    if not follows(subject, links):
        raise Tampered("BrokenLink", seq)


def hold_head(held, manifest, walk, policy):
    """Whether the entries of a subject are all that the log had of it."""
    whole = held.text("head", FILE_NOTE_MAX)
    if whole is None:
        raise Tampered("HeadMissing")
    note = note_of(whole)
    lines = note.text.split("\n") if note else []
    if len(lines) != 7 or lines[0] != "liaison-subject-head/v1":
        raise Tampered("NotABundle", file="head")
    origin, size, subject, n, leaf = lines[1], number(lines[2]), lines[3], number(lines[4]), unb64(lines[5])
    if not origin or not subject or size is None or n is None or not 1 <= n <= size or len(leaf or b"") != 32:
        raise Tampered("NotABundle", file="head")
    keys = [k for k in (policy.logs if policy else []) if k.name == manifest["origin"]]
    signed = [signed_by(note, k) for k in keys]
    if False in signed:
        raise Tampered("BadSignature", file="head")
    if keys and True not in signed:
        raise Undecided("UnknownKey", "head")
    if origin != manifest["origin"]:
        raise Tampered("WrongLog", file="head")
    if (size, subject) != (manifest["size"], manifest["subject"]):
        raise Tampered("HeadMissing", file="head")
    last = walk.seqs[-1] if walk.seqs else None
    has, own = walk.links.get(subject, (0, None))
    if has < n:
        raise Tampered("EntryMissing")
    if has > n:
        raise Tampered("HeadMissing", last, "head")
    if own != leaf:
        raise Tampered("BrokenLink", last)


# A receipt


def proof_of(text):
    """Index, path and checkpoint of a tlog-proof; None where it is none."""
    if text is None or len(text.encode("utf-16-le")) > 2 * FILE_NOTE_MAX:
        return None
    head, cut, note = text.partition("\n\n")
    lines = head.split("\n")
    if not cut or lines.pop(0) != "c2sp.org/tlog-proof@v1":
        return None
    if lines and lines[0].startswith("extra ") and unb64(lines.pop(0)[6:]) is None:
        return None
    index = number(lines[0][6:]) if lines and lines[0].startswith("index ") else None
    path = [unb64(line) for line in lines[1:]]
    if index is None or len(path) > PATH_MAX or any(p is None or len(p) != 32 for p in path):
        return None
    return index, path, note


def verify_receipt(asked, text):
    receipt = proof_of(ended(text))
    if receipt is None:
        raise Tampered("NotABundle")
    index, hashes, note = receipt
    claimed = checkpoint_of(note)
    if claimed is None:
        raise Tampered("NotACheckpoint")
    walk, told = None, {"from": index, "to": index + 1}
    if asked.entry is not None:
        walk = Walk()
        e, leaf = open_entry(index, asked.entry, claimed.origin)
        if root_by_path(index, claimed.size, leaf, hashes) != claimed.root:
            raise Tampered("BadProof", index)
        walk.take(index, e, leaf)
        if "subject" in e:
            told["subject"] = e["subject"]["id"]
    return believe_part(asked, "receipt", note, walk, [], asked.trust(), told)


# What the verifier brings along


def own_text(path, most):
    data = read_file(path, most)
    text = utf8(data) if isinstance(data, bytes) else None
    if text is None:
        raise Undecided("NotThere" if data == "NotThere" else "NotReadable", path)
    return text


def ended(text):
    """With the line end that a copy out of a chat has often lost."""
    return text if text.endswith("\n") else text + "\n"


class Asked:
    """The verifier's own files: whom to believe, and checkpoints of elsewhere."""

    def __init__(self, options, beside=None):
        self.policy, self.kept, self.entry = None, [], None
        key = options.key
        if options.policy is None and key is None and beside is not None and os.path.exists(beside):
            key = beside
        if options.policy is not None:
            try:
                self.policy = policy_of(own_text(options.policy, POLICY_MAX).encode("utf-8"))
            except ValueError as flaw:
                raise Undecided("BadPolicy", options.policy) from flaw
        elif key is not None:
            self.policy, text = Policy(), own_text(key, POLICY_MAX)
            try:
                self.policy.logs.append(Key(text.strip(), LOG_TYPE))
            except ValueError as flaw:
                raise Undecided("NotAVerifierKey", key) from flaw
            self.policy.quorum = "none"
        for path in options.since:
            self.kept.append((path, ended(own_text(path, FILE_NOTE_MAX)), "since", None))
        for path in options.channel_export:
            self.kept += [(path, whole, "channel", at) for whole, at in shown_in(path)]
        if options.entry is not None:
            self.entry = own_text(options.entry, ENTRY_MAX).encode("utf-8")

    def trust(self):
        if self.policy is None:
            raise Undecided("NoKey")
        return self.policy


def shown_in(path):
    """The checkpoints in an export of a channel, each with the time at which the platform had it."""
    try:
        messages = json.loads(own_text(path, CHANNEL_MAX))
    except (ValueError, RecursionError) as flaw:
        raise Undecided("NotReadable", path) from flaw
    messages = messages.get("messages") if isinstance(messages, dict) else messages
    if not isinstance(messages, list):
        raise Undecided("NotReadable", path)
    shown = []
    for message in messages:
        at = shown_at(message) if isinstance(message, dict) else None
        if at is not None:
            shown += [(whole, at) for whole in dict.fromkeys(notes_in(message))]
    return shown


def shown_at(message):
    """What an edited message shows, it shows since then."""
    edited = message.get("edited")
    times = [edited.get("ts") if isinstance(edited, dict) else None]
    times += [message.get(k) for k in ("edited_timestamp", "timestampEdited", "ts", "timestamp")]
    return next((at for at in map(read_time, times) if at is not None), None)


def read_time(said):
    """Milliseconds since 1970 of `1790000000.000100` or of a time of RFC 3339 with an offset."""
    if not isinstance(said, str) or len(said) > 40:
        return None
    if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,9})?", said, re.ASCII):
        return int(float(said) * 1000)
    shape = r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(\.\d{1,3})?\d*(Z|[+-]\d\d:\d\d)"
    found = re.fullmatch(shape, said, re.ASCII)
    if not found:
        return None
    minute, second, ms, offset = found.groups()
    utc = time_of(minute + (second or ":00") + "." + (ms or ".0")[1:].ljust(3, "0") + "Z")
    if utc is None or offset == "Z":
        return utc
    away = (int(offset[1:3]) * 60 + int(offset[4:6])) * 60_000
    return utc - away if offset[0] == "+" else utc + away


SIGNATURE = re.compile(r"\u2014 [^ ]{1,400} [A-Za-z0-9+/]{1,20000}={0,2}")


def notes_in(value):
    """Whatever looks like a checkpoint in any string of a message; what stands around it is passed over."""
    left = [value]
    while left:
        item = left.pop()
        if isinstance(item, (dict, list)):
            left += item.values() if isinstance(item, dict) else item
        elif isinstance(item, str):
            plain = item.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
            yield from notes_in_lines(plain.replace("```", "\n").split("\n"))


def notes_in_lines(lines):
    for i in range(1, len(lines) - 3):
        origin, size, root, empty = lines[i - 1 : i + 3]
        if not origin or empty or number(size) is None or not is_text(root, r"[A-Za-z0-9+/]{43}="):
            continue
        signatures = []
        for line in lines[i + 3 : i + 3 + SIGNATURES_MAX]:
            if not SIGNATURE.fullmatch(line):
                break
            signatures.append(line)
        if signatures:
            yield "\n".join([origin, size, root, "", *signatures, ""])


# The command


def judge(options):
    try:
        what, is_log = options.log or options.what, options.log is not None
        if what is None or (is_log and options.what is not None):
            raise Undecided("NotThere")
        folder = os.path.isdir(what)
        if folder and not is_log and os.path.exists(os.path.join(what, "manifest.json")):
            return verify_bundle(Asked(options), what)
        data = "NotThere" if folder or is_log else read_file(what, FILE_NOTE_MAX)
        text = utf8(data) if isinstance(data, bytes) else None
        if text is not None and text.startswith("c2sp.org/tlog-proof@"):
            return verify_receipt(Asked(options), text)
        beside = os.path.join(what if folder else os.path.dirname(what), "log.vkey")
        return verify_log(Asked(options, beside), what)
    except (Tampered, Undecided) as verdict:
        return verdict.told


def parser():
    p = argparse.ArgumentParser(description="Verify an audit log: exit 0 proven, 1 tampering, 2 can't decide.")
    p.add_argument("what", nargs="?", help="folder of a bundle, or file of a receipt")
    p.add_argument("--log", help="log.db, or the folder that holds it")
    p.add_argument("--entry", help="the entry that a receipt is of")
    p.add_argument("--policy", help="your own trust policy: whose logs, which witnesses, how many of them")
    p.add_argument("--key", help="public key of the log; for --log by default log.vkey beside it")
    p.add_argument("--since", action="append", default=[], help="a checkpoint that you have kept; again for more")
    p.add_argument("--channel-export", action="append", default=[], help="messages of a channel as JSON")
    p.add_argument("--json", action="store_true", help="print the verdict as JSON")
    p.add_argument("--batch", help="a JSON list of lists of arguments; prints one verdict a line")
    return p


def words_of(verdict):
    if verdict["kind"] == "proven":
        rests = "This rests on the key that you were given by other means; it doesn't show that what was written is true."
        counted = "Proven: %(entries)d entries (%(what)s) of %(origin)s, size %(size)d, root %(root)s." % verdict
        return counted + "\n" + rests
    if verdict["kind"] == "tampered":
        where = "".join(", %s %s" % (k, verdict[k]) for k in ("at", "file") if k in verdict)
        return "Tampering: %s%s.%s" % (verdict["finding"], where, "".join("\n\n" + n for n in verdict.get("notes", [])))
    return "Can't decide: %s%s." % (verdict["reason"], ", " + verdict["file"] if "file" in verdict else "")


def main():
    options = parser().parse_args()
    if options.batch is not None:
        with open(options.batch, encoding="utf-8") as file:
            for arguments in json.load(file):
                print(json.dumps(judge(parser().parse_args(arguments)), ensure_ascii=True), flush=True)
        return 0
    verdict = judge(options)
    print(json.dumps(verdict, ensure_ascii=True) if options.json else words_of(verdict))
    return {"proven": 0, "tampered": 1, "undecided": 2}[verdict["kind"]]


if __name__ == "__main__":
    sys.exit(main())
