// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/processreader.h"

#include "engine/model/checks.h"
#include "engine/program/procfile.h"
#include "engine/program/script.h"
#include "engine/program/snap.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace parapet {

namespace {

constexpr std::uint32_t firstOrdinaryUser = 1000, nobody = 65534;
constexpr std::uint32_t noLoginUid = ~0U;
constexpr std::string_view deletedMark = " (deleted)";

template <class Number> std::optional<Number> number(std::string_view text)
{
    Number value{};
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    return parsed.ec == std::errc() ? std::optional(value) : std::nullopt;
}

std::string_view fileName(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

// Where an AppImage mounts itself.
bool isInAppImage(std::string_view path)
{
    return path.starts_with("/tmp/.mount_");
}

bool isUnit(std::string_view part)
{
    return part.ends_with(".service") || part.ends_with(".scope") || part.ends_with(".socket");
}

}  // namespace

// A process's folder below /proc.
struct ProcessReader::Place {
    std::string folder;
    std::string file(std::string_view name) const { return folder + "/" + std::string(name); }
};

ProcessReader::Sessions ProcessReader::Sessions::ofThisSystem()
{
    return {access("/run/systemd/system", F_OK) == 0};  // as sd_booted(3) says it
}

ProcessReader::ProcessReader(ProgramFiles &files, Sessions sessions, std::string proc)
    : m_files(files), m_sessions(sessions), m_proc(std::move(proc))
{
}

std::optional<Process> ProcessReader::read(pid_t pid) const
{
    const Place place{m_proc + "/" + std::to_string(pid)};
    Process process;
    process.pid = pid;
    readStatus(place, process);
    // One that ends has given its memory back and is no program any more; nor is a thread of the kernel.
    if (process.name.empty() || !procfile::isThere(place.file("exe")))
        return std::nullopt;
    readUnit(place, process);
    readSession(place, process);
    identify(place, process);
    return process;
}

void ProcessReader::readStatus(const Place &place, Process &process) const
{
    process.name = procfile::line(place.file("comm"));
    if (const auto uid = procfile::statusField(place.file("status"), "Uid"))
        process.uid = number<std::uint32_t>(*uid).value_or(0);
    process.started = procfile::startTime(place.file("stat"));
}

// The innermost unit: "0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-foo.scope".
void ProcessReader::readUnit(const Place &place, Process &process) const
{
    const std::string group = procfile::controlGroup(place.file("cgroup"));
    std::string_view rest = group;
    while (!rest.empty()) {
        const std::size_t slash = rest.rfind('/');
        const std::string_view part = rest.substr(slash == std::string_view::npos ? 0 : slash + 1);
        if (isUnit(part)) {
            process.unit = part;
            return;
        }
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(0, slash);
    }
}

void ProcessReader::readSession(const Place &place, Process &process) const
{
    process.person = process.uid;
    const auto login = number<std::uint32_t>(procfile::line(place.file("loginuid")));
    if (login && *login != noLoginUid) {
        process.session = true;
        process.person = *login;
    } else if (m_sessions.logind) {
        process.session = procfile::controlGroup(place.file("cgroup")).starts_with("/user.slice/");
    } else {
        process.session = process.uid >= firstOrdinaryUser && process.uid != nobody;
    }
}

void ProcessReader::identify(const Place &place, Process &process) const
{
    process.path = procfile::link(place.file("exe"));
    if (process.path.ends_with(deletedMark))
        process.path.resize(process.path.size() - deletedMark.size());
    if (!identifyPackaged(place, process))
        identifyFile(place, process);
    if (!process.keys.empty())
        process.name = fileName(process.keys.front());
}

// Programs that come with a file tree of their own, in which paths say little.
bool ProcessReader::identifyPackaged(const Place &place, Process &process) const
{
    if (!sharesOurRoot(place)) {
        const std::string id = procfile::flatpakId(place.file("root/.flatpak-info"));
        if (!id.empty())
            process.keys.push_back("flatpak:" + id);
    }
    if (isInAppImage(process.path)) {
        const std::string image = procfile::environment(place.file("environ"), "APPIMAGE");
        const auto file = problemWithProgram(image).empty() ? fileFacts(image) : std::nullopt;
        // Another user's image must not be claimed.
        if (file && file->regular && (file->owner == process.uid || file->owner == 0))
            process.keys.push_back(image);
    }
    return !process.keys.empty() && problemWithProgram(process.keys.front()).empty();
}

void ProcessReader::identifyFile(const Place &place, Process &process) const
{
    const auto running = fileFacts(place.file("exe"));
    if (!running)
        return;
    const auto here = fileFacts(process.path);
    const bool isHere = here && here->id == running->id;
    process.foreign = !isHere && !sharesOurRoot(place);
    process.replaced = !isHere && !process.foreign;
    process.keys = m_files.keysOf(*running);
    if (!isHere)
        return;
    if (const std::string_view snap = snapOf(process.path); !snap.empty() && here->owner == 0) {
        process.keys.insert(process.keys.begin(), "snap:" + std::string(snap));
        return;
    }
    if (const auto run = script(place, process)) {
        process.keys = {*run};  // what it runs is the program, not the interpreter
        return;
    }
    std::erase(process.keys, process.path);
    if (problemWithProgram(process.path).empty())
        process.keys.insert(process.keys.begin(), process.path);
}

std::optional<std::string> ProcessReader::script(const Place &place, const Process &process) const
{
    const std::string_view name = fileName(process.path);
    if (!isInterpreter(name) || !sharesOurRoot(place))
        return std::nullopt;
    auto run = scriptOf(name, procfile::words(place.file("cmdline")));
    if (!run)
        return std::nullopt;
    if (run->front() != '/')
        *run = procfile::joined(procfile::link(place.file("cwd")), *run);
    const auto file = problemWithProgram(*run).empty() ? fileFacts(*run) : std::nullopt;
    return file && file->regular ? run : std::nullopt;
}

bool ProcessReader::sharesOurRoot(const Place &place) const
{
    const auto theirs = fileFacts(place.file("root/.")), ours = fileFacts(m_proc + "/self/root/.");
    return theirs && ours && theirs->id == ours->id;
}

}  // namespace parapet
