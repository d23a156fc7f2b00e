// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/rpmpackages.h"

#include <rpm/header.h>
#include <rpm/rpmdb.h>
#include <rpm/rpmlib.h>
#include <rpm/rpmlog.h>
#include <rpm/rpmmacro.h>
#include <rpm/rpmts.h>

#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <type_traits>

namespace parapet {

namespace {

struct Free {
    void operator()(rpmts set) const { rpmtsFree(set); }
    void operator()(rpmdbMatchIterator each) const { rpmdbFreeIterator(each); }
};
template <class Handle> using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Free>;

// Where rpm has kept its database over the years; empty: nowhere here.
std::string database(const std::filesystem::path &root)
{
    for (const char *folder : {"/usr/lib/sysimage/rpm", "/var/lib/rpm"}) {
        std::error_code error;
        if (std::filesystem::exists(root / (folder + 1), error))
            return folder;
    }
    return {};
}

// A system of another kind may have told librpm to look in the home folder.
bool isConfigured(const std::string &database)
{
    static const bool configured = [&] {
        rpmlogSetMask(RPMLOG_UPTO(RPMLOG_CRIT));  // it writes to standard error otherwise
        return rpmReadConfigFiles(nullptr, nullptr) == 0
            && rpmPushMacro(nullptr, "_dbpath", nullptr, database.c_str(), RMIL_CMDLINE) == 0;
    }();
    return configured;
}

std::string text(Header header, rpmTag tag)
{
    const char *value = headerGetString(header, tag);
    return value ? value : "";
}

}  // namespace

std::optional<Package> RpmPackages::owning(const std::string &path) const
{
    const std::string place = database(m_root);
    if (place.empty() || !isConfigured(place))
        return std::nullopt;
    const Owned<rpmts> set(rpmtsCreate());
    rpmtsSetRootDir(set.get(), m_root.c_str());
    if (rpmtsOpenDB(set.get(), O_RDONLY) != 0)
        return std::nullopt;
    const Owned<rpmdbMatchIterator> each(rpmtsInitIterator(set.get(), RPMDBI_INSTFILENAMES, path.c_str(), 0));
    Header header = each ? rpmdbNextIterator(each.get()) : nullptr;
    if (!header)
        return std::nullopt;
    return Package{text(header, RPMTAG_NAME), text(header, RPMTAG_VERSION) + "-" + text(header, RPMTAG_RELEASE),
                   text(header, RPMTAG_VENDOR)};
}

}  // namespace parapet
