//! What is true of a clip, measured on the posed body, in the format of `runtilt-truth`.
