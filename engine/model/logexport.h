// SPDX-License-Identifier: GPL-2.0-or-later
// Records of the security log as lines for other programs: CSV (RFC 4180) and JSON lines with the field names of the
// Elastic Common Schema; pfirewall.log is in w3cline.h. Names are written as they are, with what the format needs.
#pragma once

#include "engine/model/logrecord.h"

#include <string>

namespace parapet {

// Lines end as the format says: CR LF in CSV, LF in JSON lines.
std::string csvHeader();
std::string csvLine(const StoredRecord &record);
std::string jsonLine(const StoredRecord &record);

// "2026-03-01T08:05:57.123456Z"
std::string utcText(WallTime time);

}  // namespace parapet
