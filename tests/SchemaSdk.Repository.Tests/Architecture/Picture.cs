using SchemaSdk.Repository.Tests.Architecture.Measuring;

namespace SchemaSdk.Repository.Tests.Architecture;

/// <summary>Writes a diagram of which folder uses which others. Every folder is above the folders that it uses.</summary>
internal static class Picture
{
    internal static string Draw() => string.Join('\n', ArrowTable.Names.Select(Draw));

    private static string Draw(string project)
    {
        var table = new ArrowTable(project).Read();
        var width = table.Keys.Max(folder => folder.Length);
        var rows = table.Keys
            .Select(folder => (Folder: folder, Height: HeightOf(folder, table)))
            .OrderByDescending(row => row.Height)
            .ThenBy(row => row.Folder, StringComparer.Ordinal)
            .Select(row => $"  {row.Height,2}  {row.Folder.PadRight(width)}  {Used(table[row.Folder])}".TrimEnd() + "\n");
        return $"{MeasuredProject.FolderOf(project)}\n{string.Concat(rows)}";
    }

    // Lists folders, with subfolders grouped as in "CompilerServices/{Raw,Texts}". A dot stands for the outer folder itself.
    private static string Used(IReadOnlyList<string> folders) =>
        string.Join(' ', folders.GroupBy(folder => folder.Split('/')[0]).Select(UsedOf));

    private static string UsedOf(IGrouping<string, string> group) => group.Count() == 1
        ? group.First()
        : $"{group.Key}/{{{string.Join(',', group.Select(folder => folder == group.Key ? "." : folder[(group.Key.Length + 1)..]))}}}";

    private static int HeightOf(string folder, IReadOnlyDictionary<string, IReadOnlyList<string>> table) =>
        table[folder].Count == 0 ? 0 : 1 + table[folder].Max(used => HeightOf(used, table));
}
