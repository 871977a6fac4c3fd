# What people run here, and CI too; `make` alone lists it.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help man program lib wheel doors install demo test check tsan bench fuzz fuzz-short fmt clean hummingbird lint
.PHONY: dependencies-% python-package build validator embedded declarations story

# The instant at which this repository's own keys and policies are judged, so that time alone never breaks a build.
CHECK_AT := 2026-11-20T12:00:00Z

PREFIX := /usr/local

# `make check` builds apart from everybody's own builds: other flags would make each throw away the other's work.
SCRATCH := .build
SWIFT_BUILD = swift build --scratch-path $(SCRATCH)
# As the program is built for release, or else each would build anew what the other has built.
RELEASE_BUILD = $(SWIFT_BUILD) --configuration release --static-swift-stdlib --disable-local-rpath
BITTING = $(SCRATCH)/debug/bitting

help:
	@echo 'make demo    see a key declared, checked, sealed, used and revoked'
	@echo 'make test    run all tests'
	@echo 'make check   what CI runs: format, warnings, tests, threads, fuzzing for some minutes, what the validator links, our'
	@echo '             own keys, policies and their tests'
	@echo 'make tsan    run the tests with many threads under ThreadSanitizer'
	@echo 'make bench   measure what has a goal, beside other programs on the same bytes'
	@echo 'make program build bitting for release, to run also where there is no Swift'
	@echo 'make lib     build the C library, libbitting'
	@echo 'make wheel   build the Python package around it'
	@echo 'make doors   test the C library, the Python package, the module for nginx and the middleware for Hummingbird,'
	@echo '             with real servers and clients'
	@echo 'make install put library, header and what else is built in PREFIX (/usr/local), under DESTDIR'
	@echo 'make fuzz    hand made-up hostile bytes to everything that reads any; SECONDS_EACH=600 for each of its targets,'
	@echo '             under AddressSanitizer but for ADDRESS=0'
	@echo 'make man     write the manual page'
	@echo 'make fmt     format the sources'
	@echo 'make clean   remove what was built'

demo: dependencies-build
	@$(SWIFT_BUILD) --product bitting
	@.ci/demo $(BITTING)

test: dependencies-test lib
	@.ci/python-tools
	.ci/swift-tests --scratch-path $(SCRATCH)

# The tests come last: what a failing run prints stands at the end, where people look.
check: lint build validator embedded declarations story fuzz-short doors tsan test
check: SCRATCH := .build-check
check: export BITTING_WARNINGS_AS_ERRORS := 1

# Of the validator alone: everything is built once more, and much slower.
tsan: dependencies-test
	BITTING_VALIDATOR_TESTS=1 .ci/swift-tests --sanitize=thread --scratch-path .build-tsan \
	  --filter '(LimitThread|Replacing)Tests'

# Whoever wants quiet figures runs it on a machine that does nothing else; ROUNDS=9 makes them steadier. With
# ROWS='--only authorize' fewer rows come, with ROWS='--keys 10000000' larger ones.
ROUNDS := 5
ROWS :=

bench: dependencies-build
	@.ci/program $(SCRATCH)
	for program in yaml-floor open-floor first-decision bench gatefloor; do $(RELEASE_BUILD) --product $$program || exit; done
	@$(MAKE) --no-print-directory python-package || echo 'some doors are missing: their rows are left out' >&2
	@$(SCRATCH)/release/bench rows --programs $(SCRATCH)/release --work $(SCRATCH)/bench --rounds $(ROUNDS) $(ROWS)

SECONDS_EACH := 600
# AddressSanitizer watches; without it there are twice as many inputs in the same time.
ADDRESS := 1

fuzz: dependencies-build
	@FUZZ_ADDRESS=$(ADDRESS) .ci/fuzz long $(SECONDS_EACH)

fuzz-short: dependencies-build
	@.ci/fuzz short

fmt:
	swift format --in-place --parallel --recursive Sources Tests Package.swift

program: dependencies-build
	@.ci/program $(SCRATCH)

lib: dependencies-build
	@.ci/library

wheel: lib dependencies-doors
	@.ci/door-tools
	@.ci/wheel .build-lib/python/bin/python

# The package in the environment that tests and measurements run in.
python-package: wheel
	@.build-lib/python/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall \
	  .build-lib/wheel/*.whl

# Hummingbird is fetched and built, for debugging, which takes some minutes the first time.
hummingbird: dependencies-doors
	@.ci/hummingbird

doors: wheel hummingbird
	$(SWIFT_BUILD) --product bitting
	$(SWIFT_BUILD) --product prepare-vectors
	@.ci/doors $(SCRATCH)/debug

# Into $(DESTDIR)$(PREFIX); builds nothing, so that it can be run as root.
install:
	@DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' .ci/install

man: dependencies-build
	.ci/manual $(SCRATCH)

clean:
	rm -rf .build .build-check .build-embedded .build-lib .build-fuzz .build-fuzz-address .build-hummingbird .build-tsan
	rm -rf dist Sources/Bindings/bitting-hummingbird/.build Tests/Doors/hummingbird/servers/.build

dependencies-%:
	@.ci/install-dependencies $*

lint:
	swift format lint --strict --parallel --recursive Sources Tests Package.swift

build: dependencies-check
	$(SWIFT_BUILD) --build-tests

validator: build
	.ci/check-validator $(SCRATCH)/debug

embedded: dependencies-build
	BITTING_EMBEDDED=1 swift build --scratch-path .build-embedded

declarations: build
	.ci/check-declarations $(BITTING) $(CHECK_AT)

story: build
	.ci/demo $(BITTING) > /dev/null
