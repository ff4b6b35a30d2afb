"""Golden values for the pose stage, from MediaPipe Python 0.10.21.

Runs BlazePose heavy (`model_complexity=2`, `smooth_landmarks=False`, tracking on) over a clip and writes, for
every STRIDE-th frame, the region of interest that the graph used for that very frame and the 33 landmarks that it
found there. The Rust landmarker, given the same region, must find the same landmarks. A few frames are run again
through the graph in still-image mode, which makes it run the detector, for golden detections.

    python scripts/golden/mediapipe_landmarks.py CLIP OUTPUT.json

Needs the packages of `requirements.txt`, and `pose_landmark_heavy.tflite` beside the wheel's own
`mediapipe/modules/pose_landmark/pose_landmark_full.tflite` (`make golden` does both).
"""

import argparse
import hashlib
import json
import pathlib

import cv2
import mediapipe
from mediapipe.python import solution_base

GRAPH = "mediapipe/modules/pose_landmark/pose_landmark_cpu.binarypb"
STRIDE = 6
# Frames for the detector: the first, and others at different phases of the gait cycle.
DETECTOR_FRAMES = (0, 75, 150, 233, 310)
# One frame whose steps are written out (crop landmarks before and after the heatmap refinement).
STEPS_FRAME = 150

TO_LANDMARKS = "poselandmarkbyroicpu__tensorstoposelandmarksandsegmentation__"
# Name in the file -> stream of the graph. All of these are read for the frame that is being processed.
STREAMS = {
    "landmarks": "pose_landmarks",
    "roi": "pose_rect",
    "presence": TO_LANDMARKS + "pose_presence_score",
    "crop_landmarks_raw": TO_LANDMARKS + "raw_landmarks",
    "crop_landmarks_refined": TO_LANDMARKS + "all_landmarks",
    "detection": "pose_detection",
    "detections_before_suppression": "posedetectioncpu__unfiltered_detections",
    "roi_from_detection": "pose_rect_from_detection",
}


def open_graph(still_images):
    """The pose graph with its inner streams made visible; arguments as `mediapipe.solutions.pose.Pose` has them."""
    threshold = TO_LANDMARKS + "ThresholdingCalculator.threshold"
    return solution_base.SolutionBase(
        binary_graph_path=GRAPH,
        side_inputs={
            "model_complexity": 2,
            "smooth_landmarks": False,
            "enable_segmentation": False,
            "smooth_segmentation": False,
            "use_prev_landmarks": not still_images,
        },
        calculator_params={
            "posedetectioncpu__TensorsToDetectionsCalculator.min_score_thresh": 0.5,
            threshold: 0.5,
        },
        outputs=list(STREAMS.values()),
    )


def read_rgb_frames(clip):
    """Frames in order as OpenCV decodes them, as MediaPipe wants them (RGB)."""
    capture = cv2.VideoCapture(str(clip))
    while True:
        ok, bgr = capture.read()
        if not ok:
            break
        yield cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)
    capture.release()


def process(graph, rgb):
    """Every stream of `STREAMS` for one frame; `None` where the graph sent nothing."""
    outputs = graph.process({"image": rgb})
    return {name: getattr(outputs, stream) for name, stream in STREAMS.items()}


def roi_in_pixels(rect, width, height):
    return {
        "center_x_px": round(rect.x_center * width, 4),
        "center_y_px": round(rect.y_center * height, 4),
        "width_px": round(rect.width * width, 4),
        "height_px": round(rect.height * height, 4),
        "rotation_rad": round(rect.rotation, 7),
    }


def landmarks_in_pixels(landmarks, width, height):
    """Rows of [x_px, y_px, z_px, visibility]; z has the scale of x."""
    return [
        [
            round(point.x * width, 3),
            round(point.y * height, 3),
            round(point.z * width, 3),
            round(point.visibility, 5),
        ]
        for point in landmarks.landmark
    ]


def crop_rows(landmarks):
    """Rows of [x, y, z, visibility] in units of the crop's side."""
    return [
        [round(value, 7) for value in (point.x, point.y, point.z, point.visibility)]
        for point in landmarks.landmark
    ]


def detection_row(detection):
    """Box and key points in units of the image's width and height."""
    box = detection.location_data.relative_bounding_box
    return {
        "score": round(detection.score[0], 6),
        "box": {
            "xmin": round(box.xmin, 6),
            "ymin": round(box.ymin, 6),
            "width": round(box.width, 6),
            "height": round(box.height, 6),
        },
        "keypoints": [
            [round(point.x, 6), round(point.y, 6)]
            for point in detection.location_data.relative_keypoints
        ],
    }


def tracked_frame(index, rgb, out):
    height, width = rgb.shape[:2]
    return {
        "frame": index,
        # Tells a different decoder from a different model when a comparison fails.
        "mean_rgb": [round(float(value), 3) for value in rgb.reshape(-1, 3).mean(axis=0)],
        "roi": roi_in_pixels(out["roi"], width, height),
        "presence": round(out["presence"], 6),
        "landmarks": landmarks_in_pixels(out["landmarks"], width, height),
    }


def track(clip):
    """The golden frames and the steps of one of them."""
    frames, steps = [], None
    graph = open_graph(still_images=False)
    for index, rgb in enumerate(read_rgb_frames(clip)):
        out = process(graph, rgb)
        if out["landmarks"] is None:
            raise SystemExit(f"MediaPipe found nobody in frame {index}")
        if index % STRIDE == 0:
            frames.append(tracked_frame(index, rgb, out))
        if index == STEPS_FRAME:
            steps = {
                "frame": index,
                "crop_landmarks_raw": crop_rows(out["crop_landmarks_raw"]),
                "crop_landmarks_refined": crop_rows(out["crop_landmarks_refined"]),
            }
    graph.close()
    return frames, steps


def detect(clip):
    detections = []
    graph = open_graph(still_images=True)
    for index, rgb in enumerate(read_rgb_frames(clip)):
        if index not in DETECTOR_FRAMES:
            continue
        height, width = rgb.shape[:2]
        out = process(graph, rgb)
        detections.append({
            "frame": index,
            "detection": detection_row(out["detection"]),
            # In units of the 224 px square that the detector sees, letterbox still in.
            "before_suppression": [detection_row(row) for row in out["detections_before_suppression"]],
            "roi": roi_in_pixels(out["roi_from_detection"], width, height),
        })
    graph.close()
    return detections


def sha256(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def provenance(clip):
    capture = cv2.VideoCapture(str(clip))
    models = pathlib.Path(mediapipe.__file__).parent / "modules"
    return {
        "made_by": "scripts/golden/mediapipe_landmarks.py",
        "mediapipe": mediapipe.__version__,
        "opencv": cv2.__version__,
        "settings": {
            "model_complexity": 2,
            "smooth_landmarks": False,
            "static_image_mode": False,
            "min_detection_confidence": 0.5,
            "min_tracking_confidence": 0.5,
        },
        "models_sha256": {
            "pose_landmark_heavy.tflite": sha256(models / "pose_landmark" / "pose_landmark_heavy.tflite"),
            "pose_detection.tflite": sha256(models / "pose_detection" / "pose_detection.tflite"),
        },
        "clip": {
            "name": pathlib.Path(clip).name,
            "sha256": sha256(clip),
            "width_px": int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)),
            "height_px": int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT)),
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clip")
    parser.add_argument("output")
    arguments = parser.parse_args()
    frames, steps = track(arguments.clip)
    golden = {
        **provenance(arguments.clip),
        "landmark_columns": ["x_px", "y_px", "z_px", "visibility"],
        "frames": frames,
        "steps": steps,
        "detections": detect(arguments.clip),
    }
    # One frame a line: small, and a change shows as the frames that changed.
    text = json.dumps(golden, separators=(",", ":")).replace('{"frame":', '\n{"frame":')
    pathlib.Path(arguments.output).write_text(text + "\n")


if __name__ == "__main__":
    main()
