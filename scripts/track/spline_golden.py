"""Golden values of the smoothing spline from scipy: python spline_golden.py > tests/data/track/spline_golden.json

scipy 1.17, `make_smoothing_spline`. Each case: times, samples, weights and alpha (scipy's `lam`), and the spline at the same times.
"""
import json

import numpy as np
from scipy.interpolate import make_smoothing_spline


def case(times, alpha, seed, doubted=slice(0, 0)):
    noise = np.random.default_rng(seed)
    samples = 300 + 80 * np.sin(2 * np.pi * 1.4 * times) + 25 * np.cos(2 * np.pi * 4.2 * times)
    samples += noise.normal(0, 3, len(times))
    weights = np.ones(len(times))
    weights[doubted] = 0.1
    spline = make_smoothing_spline(times, samples, w=weights, lam=alpha)
    return {"times_s": times.tolist(), "samples": samples.tolist(), "weights": weights.tolist(), "alpha": alpha,
            "smoothed": spline(times).tolist()}


if __name__ == "__main__":
    regular = np.arange(60) / 60
    uneven = np.cumsum(np.random.default_rng(7).uniform(1, 2, 40)) / 60
    cases = [case(regular, 7.7e-7, 1), case(regular, 7.7e-7, 2, slice(20, 29)), case(uneven, 3e-6, 3, slice(5, 12)),
             case(np.arange(6) / 30, 1e-6, 4, slice(2, 4))]
    print(json.dumps({"scipy": __import__("scipy").__version__, "cases": cases}, indent=0))
