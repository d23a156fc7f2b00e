// SPDX-License-Identifier: GPL-2.0-or-later
// problem(result): what went wrong as text, empty on success. QCOMPARE(problem(x), QString()) shows the text when it
// is not.
#pragma once

#include "engine/base/result.h"

#include <QtCore/QString>

namespace parapet::test {

template <class T> QString problem(const Result<T> &result)
{
    return result ? QString() : QString::fromStdString(result.error().text);
}

// The kind of the error as a number; -1 on success.
template <class T> int kind(const Result<T> &result)
{
    return result ? -1 : static_cast<int>(result.error().kind);
}

}  // namespace parapet::test
