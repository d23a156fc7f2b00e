// SPDX-License-Identifier: GPL-2.0-or-later
// Command: one row of the table that is the whole command line. Parser and help read the same rows, so a new
// command of "netsh firewall" (xp-reference section 4) is a new row and a handler, nothing else.
//
// Texts of this program are not translated: XP's output is a format that scripts read.
#pragma once

#include "engine/base/result.h"
#include "engine/model/change.h"
#include "engine/model/listener.h"
#include "engine/model/status.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parapet::ctl {

// One of the words that a parameter takes.
struct Value {
    std::string_view word;  // in capitals, as XP shows it
    std::string_view meaning;
};

enum class Presence { required, optional };

struct Parameter {
    std::string_view tag;
    Presence presence = Presence::optional;
    std::span<const Value> values{};  // empty: free text
    std::string_view shape{};         // free text: what it looks like, e.g. "1-65535"
    std::string_view whenLeftOut{};   // one of `values`; empty: nothing
    std::string_view meaning{};
    std::string (*problem)(std::string_view) = nullptr;  // free text: a sentence, or empty if it will do
};

// Two parameters that must not be given together; with a value, only where the first has this value.
struct Exclusion {
    std::string_view one;
    std::string_view other;
    std::string_view value{};
};

// A parameter that may be given only where another has this value; without a value, only where the other is given.
struct Condition {
    std::string_view tag;
    std::string_view other;
    std::string_view value{};
};

struct Command;

// A command as it was typed, checked against its row. Refers to the row.
struct Invocation {
    const Command *command = nullptr;
    std::vector<std::optional<std::string>> values;  // one for each parameter of the row, as given
    bool json = false;

    bool given(std::string_view tag) const;
    // The value given, else what stands in the row for it, else empty. Words of the row are in capitals.
    std::string_view value(std::string_view tag) const;
};

// What the firewall says now: every handler answers from this alone.
struct Snapshot {
    Settings settings;
    Status status;
    std::vector<ListeningProgram> listening{};  // for commands that tell it, if the caller may know it
};

// Changes to make, text to print, or both: the text before the word that the changes are made.
struct Answer {
    std::vector<Change> changes;
    std::string text;
};

// XP's answer to a change.
inline constexpr std::string_view doneText = "Ok.\n\n";

using Handler = Result<Answer> (*)(const Invocation &, const Snapshot &);

// What a command does that also works without the service, and says what is the matter with it.
struct Report;
class FirewallProxy;
using Examination = Report (*)(const Invocation &, const FirewallProxy &);

struct Command {
    std::array<std::string_view, 3> path;  // context, verb, noun; the noun may be empty
    std::string_view summary;
    Handler handler = nullptr;
    std::span<const Parameter> parameters{};  // in the order in which untagged values fill them
    std::span<const Exclusion> exclusions{};
    std::span<const Condition> conditions{};
    std::span<const std::string_view> examples{};
    bool needsOne = false;              // all parameters are optional, but one of them must be given
    bool json = false;                  // --json is understood
    bool listening = false;             // the answer tells who listens
    Examination examination = nullptr;  // instead of the handler
};

}  // namespace parapet::ctl
