"""Positions in which every border is about one step long: where tiles would lie if they needed no grid."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix, identity
from scipy.sparse.linalg import spsolve


@dataclass(frozen=True)
class Links:
    """Who is near whom: two columns of riding numbers, where the second lies seen from the first, and how firmly."""

    first: np.ndarray
    second: np.ndarray
    step: np.ndarray
    weight: np.ndarray


def spread(provinces: np.ndarray, links: Links) -> np.ndarray:
    """Positions (n x 2, y upward) in which neighbours are about one step apart and nobody overlaps."""
    at = 1.8 * _drawn_by_links(len(provinces), links)
    together = provinces[:, None] == provinces[None]
    for turn in range(500):
        lane = max(1.15, 2.5 - turn / 260)
        at = at + _push(at, np.where(together, 1.0, lane))
        at = at + _pull(at, links)
    return at - at.mean(axis=0)


def _drawn_by_links(count: int, links: Links) -> np.ndarray:
    rows = np.arange(len(links.first))
    ends = np.r_[-np.sqrt(links.weight), np.sqrt(links.weight)]
    graph = coo_matrix((ends, (np.r_[rows, rows], np.r_[links.first, links.second])), shape=(len(rows), count)).tocsr()
    normal = (graph.T @ graph + 1e-3 * identity(count)).tocsc()
    wanted = graph.T @ (links.step * np.sqrt(links.weight)[:, None])
    return np.column_stack([spsolve(normal, wanted[:, axis]) for axis in (0, 1)])


def _push(at: np.ndarray, room: np.ndarray) -> np.ndarray:
    apart = at[:, None] - at[None]
    distance = np.linalg.norm(apart, axis=2) + 1e-9
    lacking = np.maximum(0, room - distance)
    np.fill_diagonal(lacking, 0)
    return 0.4 * (apart / distance[..., None] * lacking[..., None]).sum(axis=1)


def _pull(at: np.ndarray, links: Links) -> np.ndarray:
    between = at[links.second] - at[links.first]
    length = np.linalg.norm(between, axis=1)[:, None]
    wanted = np.linalg.norm(links.step, axis=1)[:, None]
    shorten = between * np.maximum(0, length - wanted) / length * 0.05
    turn = (between - links.step / wanted * length) * 0.03
    force = (shorten + turn) * links.weight[:, None]
    moved = np.zeros_like(at)
    np.add.at(moved, links.first, force)
    np.add.at(moved, links.second, -force)
    return moved
