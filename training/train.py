"""Trains the syntax model: `python -m training.train --shared ../shared --out work/syntax`."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from dragoman.syntax.pieces import Pieces
from training.base import find_file, read_base
from training.network import Linear, Network, Shape, load_base
from training.samples import IGNORE, Batch, Sample, list_labels, make_batches, make_sample, vary_typography
from training.treebanks import check_hashes, read_conllu, read_training
from training.vocabulary import build_tokenizer

BATCH = 1_600  # padded pieces in a batch
RATES = {"encoder": 2e-4, "heads": 1e-3, "embeddings": 1e-4}
WEIGHTS = {"arc": 1.0, "deprel": 1.0, "upos": 1.0, "feats": 0.7, "front": 0.5, "tail": 0.7}
WARM_UP = 200  # steps
WATCH_FROM, INT8_FROM = 0.75, 0.8  # parts of the run: follow activation ranges; train with 8-bit rounding
DROPOUT = 0.1
WATCHED = ("nl/nl_alpino-ud-dev", "en/en_ewt-ud-dev")


def compute_loss(network: Network, batch: Batch, padding: int, device: torch.device) -> dict[str, Tensor]:
    """The loss of every head; the encoder runs in bfloat16, everything after it in float32."""
    with torch.autocast(device.type, dtype=torch.bfloat16):
        x = network.encode(batch.pieces, padding, DROPOUT)
    words = network.gather_words(x.float(), batch.first, batch.last)
    losses = {}
    gold = batch.heads != IGNORE
    arcs = mask_arcs(network.score_arcs(words), gold)
    losses["arc"] = F.cross_entropy(arcs[gold], batch.heads[gold])
    flat = words[gold]
    for kind, layer in network.tags.items():
        losses[kind] = _mean_loss(layer(flat), batch.labels[kind][gold])
    word, head = network.rel_word(words), network.rel_head(words)
    heads = batch.heads.clamp(min=0)[:, :, None].expand(-1, -1, head.shape[2])
    scores = network.score_relations(word[gold], torch.gather(head, 1, heads)[gold])
    losses["deprel"] = _mean_loss(scores, batch.labels["deprel"][gold])
    return losses


def mask_arcs(arcs: Tensor, gold: Tensor) -> Tensor:
    """Arc scores with no word its own head and no head beyond the sentence."""
    real = gold.clone()
    real[:, 0] = True
    own = torch.eye(arcs.shape[1], dtype=torch.bool, device=arcs.device)
    return arcs.masked_fill(~real[:, None, :] | own, -1e4)


def _mean_loss(scores: Tensor, labels: Tensor) -> Tensor:
    total = F.cross_entropy(scores, labels, ignore_index=IGNORE, reduction="sum")
    return total / max(1, len(labels))


@torch.no_grad()
def measure(
    network: Network, samples: list[Sample], labels: dict[str, list[str]], pieces: Pieces
) -> dict[str, float]:
    """Quick scores on gold words, heads chosen one by one: UPOS, UAS, LAS (no subtypes), scripts."""
    network.eval()
    device = network.places.device
    right = dict.fromkeys(("upos", "feats", "front", "tail", "uas", "las"), 0)
    total = 0
    names = [label.partition(":")[0] for label in labels["deprel"]]
    bare = torch.tensor([names.index(name) for name in names], device=device)
    for batch in make_batches(samples, labels, pieces, 4 * BATCH, None):
        batch = batch.to(device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            x = network.encode(batch.pieces, pieces.padding)
        words = network.gather_words(x.float(), batch.first, batch.last)
        gold = batch.heads != IGNORE
        arcs = mask_arcs(network.score_arcs(words), gold)
        heads = arcs.argmax(-1)
        head = network.rel_head(words)
        head = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        relation = network.score_relations(network.rel_word(words)[gold], head[gold]).argmax(-1)
        good = heads[gold] == batch.heads[gold]
        wanted = batch.labels["deprel"][gold]
        same = (bare[relation] == bare[wanted.clamp(min=0)]) & (wanted != IGNORE)
        total += int(gold.sum())
        right["uas"] += int(good.sum())
        right["las"] += int((good & same).sum())
        for kind, layer in network.tags.items():
            right[kind] += int((layer(words[gold]).argmax(-1) == batch.labels[kind][gold]).sum())
    network.train()
    return {kind: round(100 * n / max(1, total), 2) for kind, n in right.items()}


def set_mode(network: Network, mode: str) -> None:
    for module in network.modules():
        if isinstance(module, Linear):
            module.mode = mode


def main() -> None:
    options = _read_options()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    dice = random.Random(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    check_hashes(options.shared)
    options.out.mkdir(parents=True, exist_ok=True)
    base = read_base(find_file())
    rows_file = options.out / "rows.pt"
    if rows_file.exists():
        rows = torch.load(rows_file)
    else:
        rows = torch.from_numpy(build_tokenizer(base, options.shared, options.out / "pieces.model"))
        torch.save(rows, rows_file)
    pieces = Pieces(options.out / "pieces.model")
    train = [(use.share, make_sample(s, use.style)) for _, use, s in read_training(options.shared)]
    labels_file = options.out / "labels.json"
    if options.resume:
        labels = json.loads(labels_file.read_text(encoding="utf-8"))
    else:
        labels = list_labels(sample for _, sample in train)
        labels_file.write_text(json.dumps(labels, ensure_ascii=False, indent=0), encoding="utf-8")
    watched = {
        name: [
            make_sample(s, f"<{name[:2]}>")
            for s in read_conllu(options.shared / "treebanks" / f"{name}.conllu")
        ]
        for name in WATCHED
    }
    kinds = ("upos", "feats", "front", "tail", "deprel")
    counts = tuple(len(labels[kind]) for kind in kinds)
    shape = Shape(base.width, options.layers, base.heads, base.inner, len(rows), counts)  # type: ignore[arg-type]
    network = Network(shape)
    if options.resume:
        network.load_state_dict(torch.load(options.resume, weights_only=False)["network"])
    else:
        load_base(network, base, rows.numpy())
    network.to(device)
    print(f"{len(train)} sentences, pieces {len(rows)}, labels {counts}, device {device}", flush=True)
    _run_epochs(network, options, train, labels, pieces, watched, dice, device, shape)


def _run_epochs(network, options, train, labels, pieces, watched, dice, device, shape) -> None:  # type: ignore[no-untyped-def]
    encoder = [*network.layers.parameters(), *network.norm.parameters(), network.places]
    known = {id(p) for p in encoder} | {id(network.words.weight)}
    heads = [p for p in network.parameters() if id(p) not in known]
    factor = options.rate
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder, "lr": RATES["encoder"] * factor, "weight_decay": 0.01},
            {"params": heads, "lr": RATES["heads"] * factor, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
        fused=True,
    )
    sparse = torch.optim.SparseAdam(
        [network.words.weight], lr=RATES["embeddings"] * factor, betas=(0.9, 0.98)
    )
    expected = None
    step = epoch = 0
    begun, done = time.time(), 0.0
    network.train()
    while done < 1:
        chosen = [vary_typography(s, dice) for share, s in train if share >= 1 or dice.random() < share]
        batches = list(make_batches(chosen, labels, pieces, BATCH, dice))
        expected = expected or len(batches) * options.epochs
        epoch += 1
        start, sums = time.time(), dict.fromkeys(WEIGHTS, 0.0)
        for number, batch in enumerate(batches, 1):
            done = (time.time() - begun) / 60 / options.minutes if options.minutes else step / expected
            if done >= 1:
                break
            set_mode(network, "int8" if done >= INT8_FROM else "watch" if done >= WATCH_FROM else "float")
            now = min(1.0, (step + 1) / WARM_UP) * max(0.01, 1 - done)
            for group in optimiser.param_groups:
                group["lr"] = group.setdefault("first", group["lr"]) * now
            for group in sparse.param_groups:
                group["lr"] = group.setdefault("first", group["lr"]) * now
            losses = compute_loss(network, batch.to(device), pieces.padding, device)
            torch.stack([WEIGHTS[kind] * value for kind, value in losses.items()]).sum().backward()
            torch.nn.utils.clip_grad_norm_(encoder + heads, 2.0)
            optimiser.step()
            sparse.step()
            optimiser.zero_grad(set_to_none=True)
            sparse.zero_grad(set_to_none=True)
            step += 1
            for kind, value in losses.items():
                sums[kind] += value.item()
            if number % 100 == 0:
                told = " ".join(f"{kind} {value / number:.3f}" for kind, value in sums.items())
                rate = (time.time() - start) / number
                print(f"epoch {epoch} {number}/{len(batches)} {rate:.3f} s/step {told}", flush=True)
        torch.save({"network": network.state_dict(), "shape": shape}, options.out / "checkpoint.tmp")
        (options.out / "checkpoint.tmp").rename(options.out / "checkpoint.pt")
        for name, samples in watched.items():
            scores = measure(network, samples, labels, pieces)
            print(f"epoch {epoch} {time.time() - start:.0f} s {name} {scores}", flush=True)


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with treebanks/")
    parser.add_argument("--out", type=Path, default=Path("work/syntax"), help="checkpoints and label sets")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--minutes", type=float, help="instead of epochs: decay to the end of this time")
    parser.add_argument("--layers", type=int, default=7)
    parser.add_argument("--rate", type=float, default=1.0, help="factor on all learning rates")
    parser.add_argument("--resume", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    main()
