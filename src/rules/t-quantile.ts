/**
 * Student's t with 97.5 % below it, for 95 % intervals with few observations. The distribution has a closed form for whole
 * degrees of freedom; its inverse is found by halving.
 *
 * @example tQuantile95(10) // 2.2281; tQuantile95(30) // 2.0423
 * Source: Abramowitz and Stegun, 26.7.3 and 26.7.4; table 26.10.
 */
export function tQuantile95(degrees: number): number {
  let [low, high] = [1.9, 13];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (between(middle, degrees) < 0.95) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance that |t| is below `t`. */
function between(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= (cosine * cosine * (k - 1)) / k;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}
