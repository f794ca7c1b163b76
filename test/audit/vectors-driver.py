"""Asks functions of the second verifier what they make of published vectors: a list on the standard input."""
import importlib.util
import json
import sys

sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("verify", sys.argv[1])
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)


def opened(note, vkey, kind):
    read = verify.note_of(note)
    if read is None:
        return "NotANote"
    by = verify.signed_by if kind == verify.LOG_TYPE else verify.cosigned_by
    return by(read, verify.Key(vkey, kind))


def frontier(leaves):
    f = verify.Frontier()
    for leaf in leaves:
        f.append(leaf)
    return f


def key_of(vkey, kind):
    try:
        return verify.Key(vkey, kind).name
    except ValueError:
        return None


def checkpoint(note):
    c = verify.checkpoint_of(note)
    return None if c is None else [c.origin, c.size, verify.b64(c.root)]


def path_root(index, size, leaf, path):
    root = verify.root_by_path(index, size, bytes.fromhex(leaf), [bytes.fromhex(p) for p in path])
    return None if root is None else root.hex()


def proof(text):
    read = verify.proof_of(text)
    return None if read is None else [read[0], [verify.b64(p) for p in read[1]], read[2]]


ask = {
    "opened": opened,
    "key": key_of,
    "checkpoint": checkpoint,
    "leaf": lambda data: verify.leaf_of(bytes.fromhex(data)).hex(),
    "root": lambda entries: frontier([verify.leaf_of(bytes.fromhex(e)) for e in entries]).root().hex(),
    "path_root": path_root,
    "proof": proof,
    "tile_path": verify.tile_path,
    "tiles": lambda nodes: len(verify.tiles_of(nodes)),
    "canonical": lambda text: verify.canonical(text.encode("utf-8", "surrogatepass")) is not None,
}
print(json.dumps([ask[name](*given) for name, *given in json.load(sys.stdin)]))
