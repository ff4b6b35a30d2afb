//! The cheapest path through a lattice whose costs look two steps back.

/// A lattice of `steps` columns with `S` states each.
pub(super) trait SecondOrder<const S: usize> {
    /// Number of columns.
    fn steps(&self) -> usize;
    /// Cost of a state on its own.
    fn unary(&self, step: usize, state: usize) -> f64;
    /// Cost of going from `previous` at `step - 1` to `state` at `step`; asked for `step >= 1`.
    fn pair(&self, step: usize, previous: usize, state: usize) -> f64;
    /// Cost of three states in a row, `older` at `step - 2`; asked for `step >= 2`.
    fn triple(&self, step: usize, older: usize, previous: usize, state: usize) -> f64;
}

/// The cheapest state of each step (Viterbi's algorithm on pairs of states); exact, in time `steps * S^3`.
/// Ties go to the lower state.
pub(super) fn cheapest_path<const S: usize>(lattice: &impl SecondOrder<S>) -> Vec<usize> {
    let steps = lattice.steps();
    match steps {
        0 => return Vec::new(),
        1 => return vec![cheapest((0..S).map(|s| lattice.unary(0, s)))],
        _ => {}
    }
    let mut cost = [[0.0; S]; S];
    for (previous, row) in cost.iter_mut().enumerate() {
        for (state, cell) in row.iter_mut().enumerate() {
            *cell = lattice.unary(0, previous) + lattice.unary(1, state) + lattice.pair(1, previous, state);
        }
    }
    let mut came_from = Vec::with_capacity(steps);
    for step in 2..steps {
        let (next, origin) = advance(lattice, step, &cost);
        cost = next;
        came_from.push(origin);
    }
    let last = cheapest(cost.iter().flatten().copied());
    trace_back(&came_from, last / S, last % S)
}

type Table<T, const S: usize> = [[T; S]; S];

fn advance<const S: usize>(
    lattice: &impl SecondOrder<S>,
    step: usize,
    cost: &Table<f64, S>,
) -> (Table<f64, S>, Table<usize, S>) {
    let mut next = [[0.0; S]; S];
    let mut origin = [[0; S]; S];
    for previous in 0..S {
        for state in 0..S {
            let through = |older: usize| cost[older][previous] + lattice.triple(step, older, previous, state);
            let older = cheapest((0..S).map(through));
            origin[previous][state] = older;
            next[previous][state] =
                through(older) + lattice.unary(step, state) + lattice.pair(step, previous, state);
        }
    }
    (next, origin)
}

fn trace_back<const S: usize>(came_from: &[Table<usize, S>], previous: usize, last: usize) -> Vec<usize> {
    let mut path = vec![last, previous];
    for origin in came_from.iter().rev() {
        let (state, before) = (path[path.len() - 2], path[path.len() - 1]);
        path.push(origin[before][state]);
    }
    path.reverse();
    path
}

fn cheapest(costs: impl Iterator<Item = f64>) -> usize {
    let better = |best: (usize, f64), next: (usize, f64)| if next.1 < best.1 { next } else { best };
    costs.enumerate().fold((0, f64::INFINITY), better).0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Random costs, so that no structure helps.
    struct Arbitrary {
        steps: usize,
    }

    fn scramble(numbers: [usize; 4]) -> f64 {
        let mixed = numbers.iter().fold(17_u64, |hash, &n| {
            (hash ^ (n as u64 + 1)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23)
        });
        (mixed % 1000) as f64
    }

    impl SecondOrder<3> for Arbitrary {
        fn steps(&self) -> usize {
            self.steps
        }
        fn unary(&self, step: usize, state: usize) -> f64 {
            scramble([step, state, 7, 7])
        }
        fn pair(&self, step: usize, previous: usize, state: usize) -> f64 {
            scramble([step, previous, state, 9])
        }
        fn triple(&self, step: usize, older: usize, previous: usize, state: usize) -> f64 {
            scramble([step, older, previous, state])
        }
    }

    fn total(lattice: &Arbitrary, path: &[usize]) -> f64 {
        (0..path.len())
            .map(|t| {
                let pair = if t >= 1 { lattice.pair(t, path[t - 1], path[t]) } else { 0.0 };
                let triple = if t >= 2 { lattice.triple(t, path[t - 2], path[t - 1], path[t]) } else { 0.0 };
                lattice.unary(t, path[t]) + pair + triple
            })
            .sum()
    }

    #[test]
    fn finds_the_optimum_that_trying_every_path_finds() {
        for steps in 1..=7 {
            let lattice = Arbitrary { steps };
            let best = (0..3_usize.pow(steps as u32))
                .map(|code| {
                    let path: Vec<usize> = (0..steps).map(|t| code / 3_usize.pow(t as u32) % 3).collect();
                    total(&lattice, &path)
                })
                .fold(f64::INFINITY, f64::min);
            assert_eq!(total(&lattice, &cheapest_path(&lattice)), best, "{steps} steps");
        }
    }
}
