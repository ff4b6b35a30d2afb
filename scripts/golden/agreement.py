"""Golden values of the agreement statistics: python agreement.py > tests/data/validate/agreement.json

numpy 2.4.6 and scipy 1.17.1. A measured and a reference curve, and what numpy and scipy say of them; and the pooling of timing errors in groups.
"""
import json
import sys

import numpy as np
from scipy import stats


def figures(measured, reference):
    error = measured - reference
    bias, sd = error.mean(), error.std(ddof=1)
    line = stats.linregress(reference, measured)
    return {
        "bias": bias, "sd": sd, "rmse": np.sqrt(np.mean(error ** 2)),
        "rmse_without_offset": error.std(ddof=0),
        "limit_low": bias - 1.96 * sd, "limit_high": bias + 1.96 * sd,
        "r": stats.pearsonr(measured, reference).statistic, "slope": line.slope,
        "measured_mean": measured.mean(), "reference_mean": reference.mean(),
        "measured_range": np.ptp(measured), "reference_range": np.ptp(reference),
    }


def main():
    noise = np.random.default_rng(20)
    time = np.arange(120) / 60
    reference = 25 * np.cos(2 * np.pi * 1.4 * time) + 6 * np.sin(2 * np.pi * 2.8 * time) + 8
    measured = 0.9 * reference + 1.7 + noise.normal(0, 2, len(time))
    reference, measured = reference.round(4), measured.round(4)
    groups = [noise.normal(mean, 6, count).round(3) for mean, count in ((4, 9), (-3, 12), (10, 1))]
    pooled = np.concatenate(groups)
    json.dump({
        "time_s": time.round(6).tolist(), "measured": measured.tolist(), "reference": reference.tolist(),
        "figures": {name: float(value) for name, value in figures(measured, reference).items()},
        "groups": [group.tolist() for group in groups],
        "pooled": {"n": len(pooled), "mean": pooled.mean(), "sd": pooled.std(ddof=1),
                   "rms": float(np.sqrt(np.mean(pooled ** 2)))},
    }, fp=sys.stdout)
    print()


if __name__ == "__main__":
    main()
