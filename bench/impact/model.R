# SPDX-License-Identifier: AGPL-3.0-or-later
# The model of bench.cpp in R: once over whole columns, once draw by draw. Prints draws a second of processor time, and the mean ratio so that both can be seen to be the same model.
draws <- as.integer(commandArgs(trailingOnly = TRUE)[1])
gamma_by <- function(n, mean, sd) rgamma(n, shape = mean^2 / sd^2, scale = sd^2 / mean)
beta_by <- function(n, mean, sd) { k <- mean * (1 - mean) / sd^2 - 1; rbeta(n, mean * k, (1 - mean) * k) }
draw <- function(n) list(
  cost = gamma_by(n, 3e6, 3e5), hours = gamma_by(n, 137000, 13700), substitution = beta_by(n, .25, .1), price = gamma_by(n, 266, 26.6),
  women = gamma_by(n, 2000, 300), entry = beta_by(n, .04, .015), deadweight = beta_by(n, .5, .1), attribution = beta_by(n, .35, .1),
  value = gamma_by(n, 150000, 30000), drop_off = beta_by(n, .1, .03))

vectorised <- function(n) {
  x <- draw(n)
  benefit <- x$hours * x$substitution * x$price
  jobs <- x$women * x$entry * x$value * (1 - x$deadweight) * (1 - x$attribution)
  for (t in 1:10) benefit <- benefit + jobs * (1 - x$drop_off)^(t - 1) / 1.04^t
  benefit / x$cost
}
plain_loop <- function(n) {
  x <- draw(n)
  ratio <- numeric(n)
  for (k in seq_len(n)) {
    benefit <- x$hours[k] * x$substitution[k] * x$price[k]
    jobs <- x$women[k] * x$entry[k] * x$value[k] * (1 - x$deadweight[k]) * (1 - x$attribution[k])
    for (t in 1:10) benefit <- benefit + jobs * (1 - x$drop_off[k])^(t - 1) / 1.04^t
    ratio[k] <- benefit / x$cost[k]
  }
  ratio
}
timed <- function(name, run, n) {
  best <- Inf
  for (i in 1:5) { start <- sum(proc.time()[1:2]); ratio <- run(n); best <- min(best, sum(proc.time()[1:2]) - start) }
  cat(sprintf("%-58s %14.3f /s   (mean ratio %.3f, median %.3f)\n", name, n / best, mean(ratio), median(ratio)))
}
set.seed(1)
timed("R, vectorised: draws a second", vectorised, draws)
timed("R, plain loop: draws a second", plain_loop, draws)
peak <- grep("VmHWM", readLines("/proc/self/status"), value = TRUE)
cat(sprintf("%-58s %14.3f MB\n", "R, peak memory", as.numeric(gsub("[^0-9]", "", peak)) / 1024))
