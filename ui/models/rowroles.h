// SPDX-License-Identifier: GPL-2.0-or-later
// What rows of lists say about themselves beside Qt's roles. The models know no pictures: RowDelegate
// (ui/widgets/rowdelegate.h) turns the names of icons into icons.
#pragma once

#include <Qt>

namespace parapet {

enum RowRole : int {
    IconNameRole = Qt::UserRole,  // a name of the icon theme, or the path of a picture; empty: that of any program
    PathRole,                     // the program
    SearchRole,                   // what a filter looks in
};

}  // namespace parapet
