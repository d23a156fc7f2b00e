// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/dictionary.h"

#include <QDBusArgument>
#include <QStringList>

#include <algorithm>

namespace parapet {

namespace {

constexpr qsizetype shownLength = 40;

qsizetype codePoints(const QString &text)
{
    return std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isLowSurrogate(); });
}

// A container in a variant: QtDBus leaves it undecoded when it came over the bus.
template <class T> std::optional<T> container(const QVariant &value, const char *signature)
{
    if (value.typeId() == qMetaTypeId<T>())
        return value.value<T>();
    if (value.typeId() != qMetaTypeId<QDBusArgument>())
        return std::nullopt;
    const auto argument = value.value<QDBusArgument>();
    if (argument.currentSignature() != QLatin1String(signature))
        return std::nullopt;
    return qdbus_cast<T>(argument);
}

}  // namespace

bool isWholeNumber(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UChar:
    case QMetaType::Short:
    case QMetaType::UShort:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong: return true;
    default: return false;
    }
}

QString shown(const QVariant &value)
{
    if (value.typeId() == QMetaType::Bool || isWholeNumber(value) || value.typeId() == QMetaType::Double)
        return value.toString();
    if (value.typeId() != QMetaType::QString)
        return QStringLiteral("a value of another type");
    const QString text = value.toString();
    QString start = text.left(shownLength);
    std::replace_if(
        start.begin(), start.end(), [](QChar c) { return !c.isPrint() && !c.isSurrogate(); }, u'?');
    return u'"' + start + (text.size() > shownLength ? QStringLiteral("...\"") : QStringLiteral("\""));
}

Dictionary::Dictionary(QVariantMap map, QString place) : m_map(std::move(map)), m_place(std::move(place)) { }

bool Dictionary::flag(QLatin1String key)
{
    const QVariant value = take(key);
    if (value.typeId() != QMetaType::Bool)
        refuse(key, QStringLiteral("true or false"), value);
    return value.toBool();
}

std::string Dictionary::text(QLatin1String key, std::size_t longest)
{
    const QVariant value = take(key);
    const QString text = value.toString();
    if (value.typeId() == QMetaType::QString && codePoints(text) <= qsizetype(longest))
        return text.toStdString();
    refuse(key, QStringLiteral("a text of at most %1 characters").arg(longest), value);
    return {};
}

std::vector<std::string> Dictionary::texts(QLatin1String key)
{
    const QVariant value = take(key);
    const auto list = container<QStringList>(value, "as");
    if (!list)
        refuse(key, QStringLiteral("a list of texts"), value);
    std::vector<std::string> texts;
    for (const QString &text : list.value_or(QStringList()))
        texts.push_back(text.toStdString());
    return texts;
}

std::vector<std::uint64_t> Dictionary::counts(QLatin1String key)
{
    const QVariant value = take(key);
    const auto list = container<QList<qulonglong>>(value, "at");
    if (!list)
        refuse(key, QStringLiteral("a list of counts"), value);
    const QList<qulonglong> counts = list.value_or(QList<qulonglong>());
    return {counts.begin(), counts.end()};
}

QVariantMap Dictionary::map(QLatin1String key)
{
    const QVariant value = take(key);
    const auto map = container<QVariantMap>(value, "a{sv}");
    if (!map)
        refuse(key, QStringLiteral("a dictionary"), value);
    return map.value_or(QVariantMap());
}

QList<QVariantMap> Dictionary::maps(QLatin1String key)
{
    const QVariant value = take(key);
    const auto maps = container<QList<QVariantMap>>(value, "aa{sv}");
    if (!maps)
        refuse(key, QStringLiteral("a list of dictionaries"), value);
    return maps.value_or(QList<QVariantMap>());
}

void Dictionary::note(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
}

Outcome Dictionary::finish()
{
    if (m_problem.isEmpty() && !m_map.isEmpty())
        note(QStringLiteral("%1 is not known here.").arg(shown(m_map.firstKey())));
    if (m_problem.isEmpty())
        return Done{};
    return Error{ErrorKind::invalid, QStringLiteral("%1: %2").arg(m_place, m_problem).toStdString()};
}

QVariant Dictionary::take(QLatin1String key)
{
    return m_map.take(key);
}

void Dictionary::refuse(QLatin1String key, const QString &expected, const QVariant &value)
{
    if (!value.isValid())
        note(QStringLiteral("\"%1\" is missing; it must be %2.").arg(key, expected));
    else
        note(QStringLiteral("\"%1\" must be %2; it was %3.").arg(key, expected, shown(value)));
}

}  // namespace parapet
