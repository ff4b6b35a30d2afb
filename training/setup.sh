#!/usr/bin/env bash
# Makes a virtual environment with the pinned packages, once, and prints its Python.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=${1:?folder of the virtual environment}
if [ ! -e "$venv/ready" ]; then
    python3 -m venv "$venv"
    wanted=requirements.txt
    if command -v nvidia-smi > /dev/null && nvidia-smi > /dev/null 2>&1; then
        wanted=requirements-gpu.txt
    fi
    "$venv/bin/pip" install --quiet --requirement "$here/$wanted" >&2
    touch "$venv/ready"
fi
echo "$venv/bin/python"
