"""MediaPipe's heavy pose loop alone: decode each frame, find the landmarks, keep nothing.

    python scripts/mediapipe_pose_loop.py CLIP

Prints the number of frames and the seconds that the loop took; loading is not counted.
"""

import sys
import time

import cv2
import mediapipe


def main():
    pose = mediapipe.solutions.pose.Pose(model_complexity=2, smooth_landmarks=False)
    capture = cv2.VideoCapture(sys.argv[1])
    frames, start = 0, time.perf_counter()
    while True:
        ok, bgr = capture.read()
        if not ok:
            break
        pose.process(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB))
        frames += 1
    print(frames, round(time.perf_counter() - start, 3))


if __name__ == "__main__":
    main()
