"""BlazePose landmarks of a clip by MediaPipe, for tests: python landmarks.py CLIP OUT.csv.gz [TRUTH.csv] [mirrored]

Needs mediapipe 0.10.21 with the heavy landmarker and opencv-python. TRUTH.csv is a table of sample_truth.py; its thigh
angles and knee and ankle positions are appended. `mirrored` says that the clip is the rendering flipped left to right,
so that the truth's sides and x are exchanged too.
"""
import csv
import gzip
import io
import sys

# BlazePose index of (left, right), in the order of the program's `Part::ALL`.
PARTS = {"ear": (7, 8), "shoulder": (11, 12), "elbow": (13, 14), "wrist": (15, 16), "hip": (23, 24), "knee": (25, 26),
         "ankle": (27, 28), "heel": (29, 30), "toe": (31, 32)}
SIDES = ("left", "right")
LANDMARKS = [(f"{part}_{side}", PARTS[part][k]) for part in PARTS for k, side in enumerate(SIDES)]


def detect(clip, complexity=2):
    """(times in s, frame width, frame height, a list per frame of 33 (x px, y px, depth px, visibility) or None)."""
    import cv2
    import mediapipe

    capture = cv2.VideoCapture(clip)
    rate = capture.get(cv2.CAP_PROP_FPS)
    times, poses, width, height = [], [], 0, 0
    with mediapipe.solutions.pose.Pose(model_complexity=complexity, smooth_landmarks=False) as model:
        while True:
            read, frame = capture.read()
            if not read:
                return times, width, height, poses
            height, width = frame.shape[:2]
            found = model.process(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB)).pose_landmarks
            times.append(len(times) / rate)
            poses.append(found and [(p.x * width, p.y * height, p.z * width, p.visibility) for p in found.landmark])


def truth_rows(path, width, mirrored):
    """Per frame: column name -> text, of thigh angle, knee and ankle of each side."""
    for row in csv.DictReader(open(path)):
        out = {}
        for side in SIDES:
            source = SIDES[1 - SIDES.index(side)] if mirrored else side
            out[f"true_thigh_{side}_deg"] = f"{float(row[f'thigh_{source}_deg']):.2f}"
            for joint in ("hip", "knee", "ankle"):
                x, y = (float(row[f"{joint}_{source}_{axis}_px"]) for axis in "xy")
                out[f"true_{joint}_{side}_x"] = f"{width - x if mirrored else x:.1f}"
                out[f"true_{joint}_{side}_y"] = f"{y:.1f}"
        yield out


def write(target, times, width, height, poses, truth=None):
    """Writes the table; empty cells where the model found nobody."""
    truth = list(truth) if truth else []
    text = io.StringIO()
    text.write(f"# frame {width}x{height} px\n")
    fields = [f"{name}_{field}" for name, _ in LANDMARKS for field in ("x", "y", "depth", "visibility")]
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["time_s", *fields, *(truth[0] if truth else [])])
    for frame, (time, pose) in enumerate(zip(times, poses)):
        cells = [""] * len(fields)
        if pose:
            cells = [cell for _, k in LANDMARKS for cell in cells_of(pose[k])]
        rows.writerow([f"{time:.5f}", *cells, *(truth[frame].values() if truth else [])])
    with open(target, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as packed:
        packed.write(text.getvalue().encode())


def cells_of(point):
    x, y, depth, visibility = point
    return f"{x:.1f}", f"{y:.1f}", f"{depth:.0f}", f"{visibility:.2f}"


def main(clip, target, truth=None, mirrored=None):
    times, width, height, poses = detect(clip)
    write(target, times, width, height, poses, truth and truth_rows(truth, width, bool(mirrored)))


if __name__ == "__main__":
    main(*sys.argv[1:])
