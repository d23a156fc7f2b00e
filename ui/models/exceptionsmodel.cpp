// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/exceptionsmodel.h"

#include "ui/models/missingrows.h"
#include "ui/models/plaintext.h"
#include "ui/models/rowroles.h"

#include <algorithm>

namespace parapet {

namespace {

// What stands behind the name, for the tool tip and for screen readers.
QString description(PortKey key)
{
    return portText(key);
}

QString description(const ProgramPath &program)
{
    return plainLine(program.path);
}

QString description(const ServiceId &id)
{
    QStringList ports;
    if (const Service *service = findService(id.id)) {
        for (const ServicePort &port : service->ports)
            ports << portText(port);
    }
    return ports.join(QStringLiteral(", "));
}

QString description(const ExceptionId &id)
{
    return std::visit([](const auto &each) { return description(each); }, id);
}

}  // namespace

ExceptionsModel::ExceptionsModel(SettingsDraft &draft, QObject *parent) : QAbstractTableModel(parent), m_draft(draft)
{
    connect(&draft, &SettingsDraft::changed, this, &ExceptionsModel::follow);
    follow();
}

void ExceptionsModel::setEditable(bool editable)
{
    if (m_editable == editable)
        return;
    m_editable = editable;
    tellAllChanged();
}

void ExceptionsModel::setProgramIcons(const QHash<QString, QString> &icons)
{
    m_icons = icons;
    tellAllChanged();
}

void ExceptionsModel::tellAllChanged()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

int ExceptionsModel::row(const ExceptionId &id) const
{
    const auto found = std::ranges::lower_bound(m_rows, id, {}, &Row::id);
    return found == m_rows.end() || found->id != id ? -1 : static_cast<int>(found - m_rows.begin());
}

int ExceptionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ExceptionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_showsPolicy ? 2 : 1;
}

QVariant ExceptionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.column() == GroupPolicy)
        return role == Qt::DisplayRole ? tr("No", "not made by group policy") : QVariant();
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return shownName(row.id, row.name);
    case Qt::CheckStateRole: return row.enabled ? Qt::Checked : Qt::Unchecked;
    case Qt::AccessibleDescriptionRole: return description(row.id);
    case Qt::ToolTipRole: return toolTipText(description(row.id));
    case IconNameRole: return iconName(row.id);
    default: return {};
    }
}

QString ExceptionsModel::iconName(const ExceptionId &id) const
{
    if (const auto *program = std::get_if<ProgramPath>(&id))
        return m_icons.value(QString::fromStdString(program->path));
    return std::holds_alternative<PortKey>(id) ? QStringLiteral(":/icons/port.svg")
                                               : QStringLiteral(":/icons/service.svg");
}

bool ExceptionsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != Name || !m_editable
        || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    m_draft.edit({toggled(row, value.toInt() == Qt::Checked)});  // comes back through follow()
    return true;
}

// Only Enabled changes. An entry that came here without a name gets the one that is shown: nothing may be written
// without a name.
Change ExceptionsModel::toggled(const Row &row, bool enabled) const
{
    const ProfileId profile = m_draft.profileId();
    if (const auto *port = std::get_if<PortKey>(&row.id)) {
        PortException entry = m_draft.profile().ports.at(*port);
        entry.name = usableName(row.id, entry.name);
        entry.enabled = enabled;
        return SetPort{profile, *port, entry};
    }
    if (const auto *program = std::get_if<ProgramPath>(&row.id)) {
        ProgramException entry = m_draft.profile().programs.at(program->path);
        entry.name = usableName(row.id, entry.name);
        entry.enabled = enabled;
        return SetProgram{profile, program->path, entry};
    }
    const std::string &id = std::get<ServiceId>(row.id).id;
    ServiceException entry = serviceException(m_draft.profile(), id);
    entry.enabled = enabled;
    return SetService{profile, id, entry};
}

QVariant ExceptionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Group Policy");
}

Qt::ItemFlags ExceptionsModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    flags.setFlag(Qt::ItemIsUserCheckable, index.column() == Name);
    flags.setFlag(Qt::ItemIsEnabled, m_editable);
    return flags;
}

// A service that only the command line can turn on is shown while it is on (xp-reference 13.12): nothing that is open
// may be hidden. It stays after its check mark is taken away, until OK, so that the mark can be set again.
bool ExceptionsModel::isListed(const Service &service) const
{
    const Profile &inForce = m_draft.inForce().profile(m_draft.profileId());
    return service.listed || serviceException(m_draft.profile(), service.id).enabled
        || serviceException(inForce, service.id).enabled;
}

ExceptionsModel::Rows ExceptionsModel::rowsOfDraft() const
{
    const Profile &profile = m_draft.profile();
    Rows rows;
    rows.reserve(profile.ports.size() + profile.programs.size() + serviceCatalogue().size());
    for (const auto &[key, entry] : profile.ports)
        rows.push_back({key, entry.name, entry.enabled});
    for (const auto &[path, entry] : profile.programs)
        rows.push_back({ProgramPath{path}, entry.name, entry.enabled});
    for (const Service &service : serviceCatalogue()) {
        if (isListed(service))
            rows.push_back({ServiceId{std::string(service.id)}, {}, serviceException(profile, service.id).enabled});
    }
    std::ranges::sort(rows, {}, &Row::id);
    return rows;
}

// Row by row instead of a reset, so that selection, scroll position and screen readers stay where they are.
void ExceptionsModel::follow()
{
    showPolicyColumn(m_draft.profileId() == ProfileId::domain);
    const Rows rows = rowsOfDraft();
    removeRowsMissingIn(rows);
    insertRowsFrom(rows);
    updateRows(rows);
}

void ExceptionsModel::showPolicyColumn(bool shown)
{
    if (m_showsPolicy == shown)
        return;
    if (shown)
        beginInsertColumns({}, GroupPolicy, GroupPolicy);
    else
        beginRemoveColumns({}, GroupPolicy, GroupPolicy);
    m_showsPolicy = shown;
    if (shown)
        endInsertColumns();
    else
        endRemoveColumns();
}

void ExceptionsModel::removeRowsMissingIn(const Rows &rows)
{
    const auto missing = [&](int row) { return !std::ranges::binary_search(rows, id(row), {}, &Row::id); };
    removeMissingRows(rowCount(), missing, [this](int first, int last) {
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
    });
}

void ExceptionsModel::insertRowsFrom(const Rows &rows)
{
    int at = 0;
    for (auto next = rows.begin(); next != rows.end(); ++at) {
        if (at < rowCount() && id(at) == next->id) {
            ++next;
            continue;
        }
        const auto first = next;
        while (next != rows.end() && (at == rowCount() || next->id < id(at)))
            ++next;
        const int last = at + static_cast<int>(next - first) - 1;
        beginInsertRows({}, at, last);
        m_rows.insert(m_rows.begin() + at, first, next);
        endInsertRows();
        at = last;
    }
}

// Both are sorted by id and hold the same ids by now.
void ExceptionsModel::updateRows(const Rows &rows)
{
    for (int at = 0; at < rowCount(); ++at) {
        Row &shown = m_rows[static_cast<std::size_t>(at)];
        const Row &next = rows[static_cast<std::size_t>(at)];
        if (shown == next)
            continue;
        shown = next;
        Q_EMIT dataChanged(index(at, 0), index(at, 0));
    }
}

}  // namespace parapet
