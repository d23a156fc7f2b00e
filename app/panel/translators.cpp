// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/panel/translators.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <optional>

namespace parapet {

namespace {

// The language that was found, which need not be the first that the user reads; nothing if there is none.
std::optional<QLocale> install(QCoreApplication &application, const QLocale &locale, const QString &name,
                               const QString &folder)
{
    auto *translator = new QTranslator(&application);
    if (!translator->load(locale, name, QStringLiteral("_"), folder) || !application.installTranslator(translator))
        return std::nullopt;
    return QLocale(translator->language());
}

}  // namespace

// Qt's own texts (OK, Cancel) follow only where ours do: half a window in each language helps nobody.
void installTranslators(QCoreApplication &application)
{
    const QString ours = QStringLiteral("parapet"), folder = QStringLiteral(":/i18n");
    install(application, QLocale(QLocale::English), ours, folder);
    const auto found = install(application, QLocale::system(), ours, folder);
    if (found && found->language() != QLocale::English)
        install(application, *found, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

}  // namespace parapet
