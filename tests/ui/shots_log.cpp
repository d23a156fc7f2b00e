// SPDX-License-Identifier: GPL-2.0-or-later
// Pictures of the security log.
#include "tests/ui/scene.h"

#include "ui/logwindow.h"
#include "ui/widgets/logfilterbar.h"
#include "ui/widgets/logtimeline.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QProgressBar>
#include <QProgressDialog>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeView>

namespace parapet {

namespace {

LogRecord record(int number)
{
    static constexpr std::uint16_t ports[] = {445, 22, 3389, 23, 5432, 80, 8080};
    static constexpr Reason reasons[] = {Reason::noException,     Reason::noException, Reason::noException,
                                         Reason::impossibleFlags, Reason::outOfScope,  Reason::noHandshake,
                                         Reason::noException};
    LogRecord each = droppedPacket(ipproto::tcp, ports[number % 7]);
    each.time += std::chrono::seconds(number * 47 + number % 13 * 3'600);
    each.source = IpAddress::v4(0xc6336400U + std::uint32_t(number * 7 % 200));
    each.reason = reasons[number % 7];
    each.tcpFlags = each.reason == Reason::impossibleFlags ? tcpflag::syn | tcpflag::fin : each.tcpFlags;
    if (number % 11 == 0) {
        each.protocol = ipproto::icmp;
        each.hasPorts = false;
        each.icmpType = 8;
        each.reason = Reason::icmpNotAllowed;
    }
    if (number % 9 == 4) {
        each.action = LogAction::openInbound;
        each.destinationPort = 22;
        each.rule = {RuleId::Kind::port, 0, ssh};
    }
    return each;
}

std::vector<StoredRecord> records(int count)
{
    std::vector<StoredRecord> all;
    for (int number = 1; number <= count; ++number)
        all.push_back({0, record(number), number % 5 ? "eth0" : "wlan0"});
    std::ranges::sort(all, {}, [](const StoredRecord &each) { return each.record.time; });
    for (std::size_t at = 0; at < all.size(); ++at)
        all[at].id = std::int64_t(at) + 1;
    return all;
}

// The window on so many records, as far as it comes by itself.
LogWindow *open(Scene &scene, int count)
{
    scene.client.setListening(exampleListening());
    scene.client.arrive(records(count));
    scene.panel.open(ControlPanel::Window::log);
    auto *window = openWindow<LogWindow>();
    for (int round = 0; round < 20; ++round)
        Scene::settle();
    return window;
}

QTreeView *listOf(const LogWindow *window)
{
    return window->findChild<QTreeView *>();
}

void fill(const LogWindow *window, const LogQuestion &question)
{
    window->findChild<LogFilterBar *>()->setQuestion(question);
    Scene::settle();
}

void shootRows(const QDir &folder)
{
    Scene scene(folder);
    LogWindow *window = open(scene, 1'500);
    listOf(window)->setCurrentIndex(listOf(window)->model()->index(2, 0));
    scene.shoot(window, QStringLiteral("log"));
    listOf(window)->verticalScrollBar()->setValue(40);
    auto later = records(1'540);
    later.erase(later.begin(), later.begin() + 1'500);
    scene.client.arrive(later);
    scene.shoot(window, QStringLiteral("log-new-events"));
    auto *timeline = window->findChild<LogTimeline *>();
    timeline->setFocus();
    QTest::keyClick(timeline, Qt::Key_Home);
    for (int step = 0; step < 30; ++step)
        QTest::keyClick(timeline, QApplication::isLeftToRight() ? Qt::Key_Right : Qt::Key_Left, Qt::ShiftModifier);
    scene.shoot(window, QStringLiteral("log-range"));
    QTest::keyClick(timeline, Qt::Key_Return);
    scene.shoot(window, QStringLiteral("log-zoomed"));
}

void shootQuestion(const QDir &folder)
{
    Scene scene(folder);
    LogWindow *window = open(scene, 300);
    LogQuestion question;
    question.address = QStringLiteral("192.0.2.");
    question.port = QStringLiteral("http");
    fill(window, question);
    scene.shoot(window, QStringLiteral("log-wrong-filter"));
    question.address = QStringLiteral("203.0.113.0/24");
    question.port = QStringLiteral("445");
    fill(window, question);
    scene.shoot(window, QStringLiteral("log-nothing-fits"));
    question = {};
    question.text = QStringLiteral("there is no such thing");
    scene.client.patience = 20;
    fill(window, question);
    const auto *bar = window->findChild<QProgressBar *>();
    for (int round = 0; round < 1'000 && bar->value() < 40; ++round)
        QCoreApplication::processEvents();
    scene.client.hold();
    scene.shoot(window, QStringLiteral("log-searching"));
}

void shootExport(const QDir &folder)
{
    Scene scene(folder);
    LogWindow *window = open(scene, 300);
    Scene::press(window, "parapet::LogWindow", "Ex&port...");
    auto *dialog = openWindow<QFileDialog>();
    Q_EMIT dialog->fileSelected(QStringLiteral("/nowhere/pfirewall.log"));
    Scene::settle();
    scene.shoot(openWindow<QMessageBox>(), QStringLiteral("log-export-failed"));
    openWindow<QMessageBox>()->close();
    Scene::press(window, "parapet::LogWindow", "Ex&port...");
    dialog = openWindow<QFileDialog>();
    scene.client.hold();
    Q_EMIT dialog->fileSelected(QDir::tempPath() + QStringLiteral("/parapet-shots.log"));
    Scene::settle();
    scene.shoot(openWindow<QProgressDialog>(), QStringLiteral("log-export"));
    openWindow<QProgressDialog>()->cancel();
    dialog->close();
}

void shootEmpty(const QDir &folder)
{
    Scene scene(folder);
    scene.shoot(open(scene, 0), QStringLiteral("log-empty"));
}

void shootDenied(const QDir &folder)
{
    Scene scene(folder);
    scene.client.setRights({Right::no, Right::no});
    scene.shoot(open(scene, 60), QStringLiteral("log-denied"));
}

void shootOrphan(const QDir &folder)
{
    Scene scene(folder);
    LogWindow *window = open(scene, 60);
    scene.client.setLink(FirewallClient::Link::notRunning);
    scene.shoot(window, QStringLiteral("log-helper-gone"));
}

}  // namespace

void shootLog(const QDir &folder)
{
    shootRows(folder);
    shootQuestion(folder);
    shootExport(folder);
    shootEmpty(folder);
    shootDenied(folder);
    shootOrphan(folder);
}

}  // namespace parapet
