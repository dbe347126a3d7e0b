# Each target is one line that calls scripts/; `make demo` and `make test` set up what they need first.
.PHONY: demo test check bench docs clean

demo:   ; @scripts/setup && scripts/demo
test:   ; @scripts/setup hf hub dev && scripts/test
check:  ; @scripts/setup hf hub docs dev && scripts/check
bench:  ; @scripts/setup hf hub dev bench && scripts/bench
docs:   ; @scripts/setup hf hub dev && scripts/docs
clean:  ; rm -rf .venv build dist
