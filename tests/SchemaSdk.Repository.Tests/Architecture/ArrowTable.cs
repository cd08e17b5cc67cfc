using SchemaSdk.Repository.Tests.Architecture.Measuring;

namespace SchemaSdk.Repository.Tests.Architecture;

/// <summary>Which folders of a project may use which: a file of <c>Arrows/</c>, with a line for each folder.</summary>
/// <param name="project">The name of the project, and of the file.</param>
internal sealed class ArrowTable(string project)
{
    private const string Folder = "tests/SchemaSdk.Repository.Tests/Architecture/Arrows";

    private readonly string _path = SourceTree.PathOf($"{Folder}/{project}.txt");

    /// <summary>The names of all tables.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(SourceTree.PathOf(Folder), "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads the folders, each with those that it may use.</summary>
    internal SortedDictionary<string, IReadOnlyList<string>> Read() => new(
        File.ReadAllLines(_path).Select(line => line.Split(':')).ToDictionary(
            parts => parts[0],
            IReadOnlyList<string> (parts) => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        StringComparer.Ordinal);

    /// <summary>Writes what was measured, where UPDATE_CASES is 1; read the difference before you commit it.</summary>
    internal void UpdateIfAsked(Func<Arrows> measure)
    {
        if (SourceTree.IsUpdate)
        {
            var rows = measure().Table.Select(row => $"{row.Key}: {string.Join(' ', row.Value)}".TrimEnd());
            File.WriteAllText(_path, string.Concat(rows.Select(line => line + "\n")));
        }
    }
}
