// SPDX-License-Identifier: GPL-2.0-or-later
// Checks of single values that dialogs share with apply() (change.h): empty text is success, else a sentence for a person
// that names the field and what is allowed there.
#pragma once

#include <string>
#include <string_view>

namespace parapet {

// What a person sees of an exception: 1..limits::exceptionNameLength characters on one line, with something to see.
std::string problemWithName(std::string_view name);
// A name that problemWithName() takes, made of text of any origin: what may not be in it becomes "?", the end is cut.
std::string nameOf(std::string_view text);
std::string problemWithPort(long long port);
// A program is named by its whole path: absolute, plain ("..", "//" and the like are refused), UTF-8, no control
// characters. Whether there is such a file is not asked: it may be installed later. Or it is an application with a file tree
// of its own: "flatpak:ID", "snap:ID".
std::string problemWithProgram(std::string_view path);
// The name of a connection: as problemWithName(), but for the field of that name.
std::string problemWithConnection(std::string_view id);
std::string problemWithLogSize(long long kilobytes);
// The file of the security log: a bare name in the log directory that ends in ".log".
std::string problemWithLogFile(std::string_view name);

}  // namespace parapet
