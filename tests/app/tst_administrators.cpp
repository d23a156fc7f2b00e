// SPDX-License-Identifier: GPL-2.0-or-later
// Who is asked where the user whose program it is has nobody.
#include <QTest>

#include "app/helper/administrators.h"

#include <vector>

#include <grp.h>

using namespace parapet;

class tst_Administrators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rootIsOne() { QVERIFY(isAdministrator(0, {})); }
    void aUserWithoutGroupsIsNone() { QVERIFY(!isAdministrator(1000, {})); }
    void membersOfTheirGroupsAre();
    void membersOfOtherGroupsAreNot();
};

void tst_Administrators::membersOfTheirGroupsAre()
{
    int found = 0;
    for (const char *name : {"sudo", "wheel", "admin"}) {
        const group *entry = getgrnam(name);
        if (!entry)
            continue;
        const std::vector<std::uint32_t> groups{100, entry->gr_gid};
        QVERIFY2(isAdministrator(1000, groups), name);
        ++found;
    }
    if (found == 0)
        QSKIP("this system has no group of administrators");
}

void tst_Administrators::membersOfOtherGroupsAreNot()
{
    for (const char *name : {"adm", "users", "nogroup", "staff"}) {
        const group *entry = getgrnam(name);
        const std::vector<std::uint32_t> groups{entry ? entry->gr_gid : 65534};
        QVERIFY2(!isAdministrator(1000, groups), name);
    }
}

QTEST_APPLESS_MAIN(tst_Administrators)
#include "tst_administrators.moc"
