// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/programsmodel.h"

#include "ui/models/plaintext.h"
#include "ui/models/rowroles.h"

#include <QFileInfo>

#include <algorithm>

namespace parapet {

void ProgramsModel::setPrograms(std::vector<InstalledProgram> programs)
{
    beginResetModel();
    m_programs = std::move(programs);
    endResetModel();
}

void ProgramsModel::add(const InstalledProgram &program)
{
    beginInsertRows({}, rowCount(), rowCount());
    m_programs.push_back(program);
    endInsertRows();
}

int ProgramsModel::row(const QString &path) const
{
    const auto found = std::ranges::find(m_programs, path, &InstalledProgram::path);
    return found == m_programs.end() ? -1 : static_cast<int>(found - m_programs.begin());
}

int ProgramsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_programs.size());
}

QVariant ProgramsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const InstalledProgram &program = m_programs[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return program.name;
    case Qt::ToolTipRole: return toolTipText(program.path);
    case IconNameRole: return program.icon;
    case PathRole: return program.path;
    case SearchRole: return QString(program.name + u'\n' + QFileInfo(program.path).fileName());
    default: return {};
    }
}

}  // namespace parapet
