"""Golden values of the zero-lag filter from scipy: python filter_golden.py > tests/data/track/filter_golden.json

scipy 1.17. Each case: a signal, its rate, the -3 dB cut-off of the whole (two-pass) filter, and the filtered signal.
The single-pass cut-off follows Winter's correction on the tangent of the half angle.
"""
import json
import math

import numpy as np
from scipy import signal


def filtered(samples, rate, cutoff):
    cutoff = min(cutoff, 0.4 * rate)
    correction = (2 ** 0.5 - 1) ** 0.25
    single_pass = math.atan(math.tan(math.pi * cutoff / rate) / correction) * rate / math.pi
    sections = signal.butter(2, single_pass, fs=rate, output="sos")
    return signal.sosfiltfilt(sections, samples)


def case(rate, cutoff, length, seed):
    noise = np.random.default_rng(seed)
    time = np.arange(length) / rate
    samples = 300 + 80 * np.sin(2 * math.pi * 1.4 * time) + 25 * np.cos(2 * math.pi * 4.2 * time)
    samples += noise.normal(0, 3, length)
    return {"rate_hz": rate, "cutoff_hz": cutoff, "samples": samples.tolist(),
            "filtered": filtered(samples, rate, cutoff).tolist()}


if __name__ == "__main__":
    cases = [case(30, 15, 40, 1), case(60, 10, 60, 2), case(120, 12, 60, 3), case(240, 15, 60, 4), case(60, 12, 10, 5)]
    print(json.dumps({"scipy": __import__("scipy").__version__, "cases": cases}, indent=0))
