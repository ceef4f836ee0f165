"""Train the reader on the file that `training.prepare` wrote.

With --teacher that encoder is trained first, and the student then learns from the corpora and from
what the teacher says of every window, also of those whose corpus says nothing. With --elder it
learns at last, from an earlier model, to read other texts than those that a head was taught on.
With neither it learns from the corpora alone. Leaves reader.pt and log.jsonl in --out.

The model of the package (`make train`):

    python -m training.train build/windows.npz --student MINILM --teacher MPNET \\
        --elder build/elder --out build/run

One's own annotations, in the format and folder of a corpus, on top of the package's model:

    python -m training.prepare my-corpora onrecord/model/tokenizer.json build/mine.npz
    python -m training.train build/mine.npz --student MINILM --start onrecord/model \\
        --elder onrecord/model --elder-epochs 3 --out build/mine
    python -m training.export build/mine MINILM
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training import pretrained, shipped, trial
from training.batches import Feed
from training.material import Material
from training.network import Reader
from training.stages import MENDED, TRANSFER, distil, mend, teach
from training.steps import Plan


def started(folder: Path, start: Path | None) -> Reader:
    """The student before training: as published, or with the weights of a model or a run."""
    student = pretrained.pretrained(folder, pretrained.STUDENT)
    if start and start.is_dir():
        shipped.load(student, start)
    elif start:
        student.load_state_dict(torch.load(start, weights_only=True))
    student.encoder.word.requires_grad_(False)  # half of all weights, and the corpora are small
    return student


def train(args: argparse.Namespace) -> None:
    """The stages that are asked for, one after the other."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_float32_matmul_precision("high")
    args.out.mkdir(parents=True, exist_ok=True)
    log = args.out / "log.jsonl"
    material = Material.load(args.material)

    def feed(plan: Plan) -> Feed:
        return Feed(material, device, args.budget or plan.budget)

    torch.manual_seed(args.seed)
    student = started(args.student, args.start).to(device)
    rates = (args.rate, args.head_rate)
    if args.teacher:
        torch.manual_seed(args.seed)
        teacher = pretrained.pretrained(args.teacher, pretrained.TEACHER).to(device)
        plan = Plan("teacher", args.teacher_epochs, 6e-5, 5e-4, 0.998, 24_192)
        teach(teacher, feed(plan), plan, log, args.seed)
        trial.report(teacher, feed(plan), log, "teacher")
        plan = Plan("student", args.epochs, *rates, 0.9995, 32_256, TRANSFER, 0.05)
        distil(student, teacher, feed(plan), plan, log, args.seed)
    elif not args.elder:
        plan = Plan("student", args.epochs, *rates, 0.998, 12_096)
        teach(student, feed(plan), plan, log, args.seed)
    if args.elder:
        elder = started(args.student, args.elder).to(device)
        plan = Plan("mended", args.elder_epochs, 1.5e-4, 4e-4, 0.99, 1_792, MENDED, 0.05)
        mend(student, elder, feed(plan), plan, log, args.seed + 4)
    trial.report(student, feed(plan), log, "at last")
    torch.save({n: v.cpu() for n, v in student.state_dict().items()}, args.out / "reader.pt")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m training.train",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("material", type=Path, help="the file that training.prepare wrote")
    parser.add_argument("--student", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--teacher", type=Path, help="folder of all-mpnet-base-v2")
    parser.add_argument("--elder", type=Path, help="a model whose heads hold where no corpus does")
    parser.add_argument("--out", type=Path, required=True, help="folder for weights and log")
    parser.add_argument("--start", type=Path, help="go on from a model, or from a reader.pt")
    parser.add_argument("--teacher-epochs", type=int, default=9, help="(%(default)s)")
    parser.add_argument("--epochs", type=int, default=20, help="of the student (%(default)s)")
    parser.add_argument("--elder-epochs", type=int, default=1, help="(%(default)s)")
    parser.add_argument("--budget", type=int, help="pieces a batch (each stage has its own)")
    parser.add_argument("--seed", type=int, default=7, help="(%(default)s)")
    parser.add_argument("--rate", type=float, default=3e-4, help="of the encoder (%(default)s)")
    parser.add_argument("--head-rate", type=float, default=1e-3, help="of the heads (%(default)s)")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
