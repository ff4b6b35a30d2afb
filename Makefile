# `make demo` and `make test` work on a fresh Debian 12 with Rust: both begin with `make setup`, which is quick when done.
.PHONY: help setup setup-tests demo serve test check bench bench-mediapipe golden accuracy accuracy-network samples train page

DEMO_CLIP ?= sample_videos/easy_runner_60fps.mp4
GOLDEN_CLIP ?= ../shared/data/treadmill_left_30fps/male_side.mp4

help:
	@echo "make setup            install packages, fetch the models"
	@echo "make demo             analyse $(DEMO_CLIP)"
	@echo "make serve            the clinic's desk: a page on this machine"
	@echo "make test             all tests, the page in a browser too"
	@echo "make page             build page/dist again from page/src (needs Node 18 or newer)"
	@echo "make check            formatting, lints, documentation"
	@echo "make bench            time each stage"
	@echo "make bench-mediapipe  time the whole program against MediaPipe's pose loop (CLIP=...)"
	@echo "make accuracy         render the grid, measure every number on it, write docs/ACCURACY.md and its pages on spine, wand and balls (three hours; clips are kept)"
	@echo "make accuracy-network everything asked of the pelvis networks by outfit: docs/ACCURACY-network.md (renders 128 runners, half an hour)"
	@echo "make samples          render sample_videos again"
	@echo "make train            train the pelvis network again: stills, weights, results (hours; goes on where it was stopped)"
	@echo "make golden           make the golden landmarks again with MediaPipe (GOLDEN_CLIP=...)"

setup:
	@scripts/setup.sh

demo: setup
	cargo run --release --quiet -- analyse $(DEMO_CLIP)
	@echo "Open $(DEMO_CLIP).runtilt/report.html in a browser."

serve: setup
	cargo run --release --quiet -- serve

# Beside the rest, a browser for the page.
setup-tests:
	@scripts/setup.sh --tests

test: setup-tests
	cargo test --release --workspace
	scripts/test_page.sh

page:
	cd page && npm ci --ignore-scripts && npm run build

check:
	cargo fmt --all --check
	cargo clippy --release --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps --release --workspace

bench: setup
	cargo bench

bench-mediapipe: setup
	scripts/bench_against_mediapipe.sh $(or $(CLIP),$(DEMO_CLIP))

golden: setup
	scripts/golden/make_golden.sh $(GOLDEN_CLIP)

accuracy: setup
	cargo run --release --package runtilt-accuracy

accuracy-network: setup
	training/outfits.sh

samples: setup
	cargo run --release --package runtilt-synth -- synth/recipes/*.toml --out sample_videos

train: setup
	training/run.sh
