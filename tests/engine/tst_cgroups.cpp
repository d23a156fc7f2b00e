// SPDX-License-Identifier: GPL-2.0-or-later
// Where cgroup v2 is, from the text of /proc/self/mountinfo.
#include <QTest>

#include "engine/kernel/cgroups.h"

using namespace parapet;

class TestCgroups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mount_data();
    void mount();
};

void TestCgroups::mount_data()
{
    QTest::addColumn<QByteArray>("mountinfo");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray root = "22 1 254:1 / / rw,relatime - ext4 /dev/vda1 rw\n";
    const QByteArray version1 = "32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu\n";
    QTest::newRow("version 2 alone") << root
            + "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n"
                                     << QByteArray("/sys/fs/cgroup");
    QTest::newRow("beside version 1") << root + version1
            + "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n"
                                      << QByteArray("/sys/fs/cgroup/unified");
    QTest::newRow("several optional fields")
        << QByteArray("30 23 0:26 / /c rw shared:9 master:2 - cgroup2 none rw") << QByteArray("/c");
    QTest::newRow("version 1 alone") << root + version1 << QByteArray();
    QTest::newRow("a device that is called so") << QByteArray("30 23 0:26 / /c rw - ext4 cgroup2 rw\n") << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void TestCgroups::mount()
{
    QFETCH(const QByteArray, mountinfo);
    QFETCH(const QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(cgroupMount(mountinfo.toStdString()).value_or("")), expected);
}

QTEST_APPLESS_MAIN(TestCgroups)
#include "tst_cgroups.moc"
