// SPDX-License-Identifier: GPL-2.0-or-later
// The rows of a model that are to go, as few spans of neighbours, the last one first: so the numbers of those that follow hold.
#pragma once

namespace parapet {

// missing(row): whether it goes. remove(first, last): takes these rows away.
template <class Missing, class Remove> void removeMissingRows(int count, const Missing &missing, const Remove &remove)
{
    for (int last = count - 1; last >= 0; --last) {
        if (!missing(last))
            continue;
        int first = last;
        while (first > 0 && missing(first - 1))
            --first;
        remove(first, last);
        last = first;
    }
}

}  // namespace parapet
