"""What a peer of the reader takes for a list of texts; run by `reading_speed.py` with the peers' own Python.

    python benchmarks/reading_peers.py quantulum3 SECONDS < texts.json

Reads a JSON list of texts on standard input and takes them one by one until SECONDS of processor time have passed.
Answers on standard output how many texts it took, and the processor time they took it.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable


def peer(name: str) -> Callable[[str], object]:
    """The function of a peer that reads a text."""
    # Only the peers' environment holds these.
    if name == "quantulum3":
        from quantulum3 import parser

        return parser.parse
    from underthesea import ner

    return ner


def main() -> None:
    """The command line."""
    warnings.simplefilter("ignore")
    reads, seconds = peer(sys.argv[1]), float(sys.argv[2])
    texts = json.load(sys.stdin)
    reads(texts[0][:200])  # what is loaded at the first call does not count
    count, began = 0, time.process_time()
    for text in texts:
        if text.strip():
            reads(text)
        count += 1
        if time.process_time() - began > seconds:
            break
    took = time.process_time() - began
    # The peers may print themselves: the answer is the last line.
    print(f"\n{json.dumps({'texts': count, 'seconds': took})}")


if __name__ == "__main__":
    main()
