#!/usr/bin/env python3
"""Mean stride of real treadmill running as Fourier coefficients: synth/src/motion/base_curves.toml.

Reads the inverse kinematics of one runner (85 strides, OpenSim, degrees; BSD-2, nimblephysics) from the folder of shared data:
    python3 synth/scripts/fit_base_curves.py ../shared/data/opensim_welk007/running_natural_ik.mot
Needs numpy. Initial contact is taken where the ankle is furthest ahead of the hip plus 22 ms, which is what that method is early by
against force plates (two runners, 2.5 m/s).
"""
import sys
import numpy as np

HARMONICS = 8
LENGTHS = (0.42, 0.43)  # thigh and shank in metres: only where the foot is furthest ahead depends on them


def read(path):
    lines = open(path).read().splitlines()
    start = next(i for i, line in enumerate(lines) if line.strip() == "endheader")
    names = lines[start + 1].split()
    values = np.array([[float(x) for x in line.split()] for line in lines[start + 2 :] if line.strip()])
    return {name: values[:, i] for i, name in enumerate(names)}


def leg(data, side):
    """Thigh against the vertical, knee flexion, foot pitch (toe up), degrees, and the ankle ahead of the hip."""
    thigh = data[f"hip_flexion_{side}"] + data["pelvis_tilt"]  # anterior tilt is negative in OpenSim
    knee = data[f"knee_angle_{side}"]
    knee = knee if np.mean(knee) > 0 else -knee
    foot = thigh - knee + data[f"ankle_angle_{side}"]
    rad = np.radians
    ahead = LENGTHS[0] * np.sin(rad(thigh)) + LENGTHS[1] * np.sin(rad(thigh - knee))
    return thigh, knee, foot, ahead


def contacts(time, ahead):
    rate = 1 / np.median(np.diff(time))
    gap = int(0.5 * rate)
    peaks = [i for i in range(gap, len(ahead) - gap) if ahead[i] == ahead[i - gap : i + gap + 1].max()]
    return np.array([time[i] + 0.022 for i in peaks])


def mean_stride(time, series, starts):
    phase = np.arange(200) / 200
    rows = [np.interp(a + phase * (b - a), time, series) for a, b in zip(starts, starts[1:]) if b - a < 1.1 * np.median(np.diff(starts))]
    return np.mean(rows, axis=0), len(rows)


def fourier(curve):
    spectrum = np.fft.rfft(curve) / len(curve)
    cosine, sine = 2 * spectrum.real[1 : HARMONICS + 1], -2 * spectrum.imag[1 : HARMONICS + 1]
    return spectrum.real[0], cosine, sine


def main():
    data = read(sys.argv[1])
    time = data["time"]
    out = ["# Mean stride of one real runner, degrees; phase 0 is initial contact of the same leg. Made by synth/scripts/fit_base_curves.py from",
           "# inverse kinematics of treadmill running (85 strides; nimblephysics, BSD-2). value = mean + sum(cos[k] cos 2 pi k p + sin[k] sin 2 pi k p).", ""]
    for name, index in (("thigh", 0), ("knee", 1), ("foot_pitch", 2)):
        curves = []
        for side in "rl":
            parts = leg(data, side)
            starts = contacts(time, parts[3])
            curve, count = mean_stride(time, parts[index], starts)
            curves.append(curve)
        mean, cosine, sine = fourier(np.mean(curves, axis=0))
        print(name, count, "strides", np.round(np.mean(curves, axis=0)[::10], 1), file=sys.stderr)
        out += [f"[{name}]", f"mean = {mean:.3f}", "cos = [" + ", ".join(f"{x:.3f}" for x in cosine) + "]", "sin = [" + ", ".join(f"{x:.3f}" for x in sine) + "]", ""]
    print("\n".join(out).rstrip())


if __name__ == "__main__":
    main()
