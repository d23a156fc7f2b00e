// SPDX-License-Identifier: GPL-2.0-or-later
// LogPrinter: records as lines on a terminal or in a pipe. Names in them come from strangers: what a terminal would act
// on is written as text.
#pragma once

#include "app/ctl/logrequest.h"

#include <string>

namespace parapet::ctl {

std::string headerOf(LogFormat format);  // empty where there is none
std::string lineOf(LogFormat format, const StoredRecord &record);

}  // namespace parapet::ctl
