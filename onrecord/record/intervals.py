"""How sure a share is: the score interval of Wilson for a proportion.

E. B. Wilson, «Probable Inference, the Law of Succession, and Statistical Inference», Journal of the
American Statistical Association 22 (1927), 209-212. It stays within 0 and 1 and holds its level for
small numbers, where the usual «plus or minus» does not (Brown, Cai and DasGupta 2001).
"""

from math import sqrt

_Z = 1.959963984540054  # 95 in 100 of a normal distribution


def wilson(count: int, total: int) -> tuple[float, float]:
    """Between which shares the true one lies, 95 times of 100; (0, 1) where nothing is counted.

    ``count`` of ``total`` were met; ValueError for more than all, or fewer than none.
    """
    if not 0 <= count <= total:
        raise ValueError(f"{count} of {total} is no share")
    if total == 0:
        return 0.0, 1.0
    share, square = count / total, _Z * _Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = _Z / (1 + square / total) * sqrt(share * (1 - share) / total + square / (4 * total**2))
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == total else min(1.0, middle + half)
    return low, high
