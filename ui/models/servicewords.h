// SPDX-License-Identifier: GPL-2.0-or-later
// The names of the predefined services, of their ports and of what connections offer, in the user's language. The
// engine's catalogue (engine/model/service.h) holds them in English.
#pragma once

#include <QString>

#include <string_view>

namespace parapet {

// `english` is the name of a Service, a ServicePort or a ConnectionService. One that this file does not know stays
// as it is.
QString serviceWord(std::string_view english);

}  // namespace parapet
