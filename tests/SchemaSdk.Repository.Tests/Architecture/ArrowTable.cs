using SchemaSdk.Repository.Tests.Architecture.Measuring;

namespace SchemaSdk.Repository.Tests.Architecture;

/// <summary>A file of <c>Arrows/</c>: the folders that each folder of a project may use.</summary>
internal sealed class ArrowTable(string project)
{
    private const string Folder = "tests/SchemaSdk.Repository.Tests/Architecture/Arrows";

    private readonly string _path = SourceTree.PathOf($"{Folder}/{project}.txt");

    internal static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(SourceTree.PathOf(Folder), "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Order(StringComparer.Ordinal),
    ];

    internal SortedDictionary<string, IReadOnlyList<string>> Read() => new(
        File.ReadAllLines(_path).Select(line => line.Split(':')).ToDictionary(
            parts => parts[0],
            IReadOnlyList<string> (parts) => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        StringComparer.Ordinal);

    /// <summary>Rewrites the file with the folders that are really used, if UPDATE_CASES is 1.</summary>
    internal void UpdateIfAsked(Func<Arrows> measure)
    {
        if (SourceTree.IsUpdate)
        {
            var rows = measure().Table.Select(row => $"{row.Key}: {string.Join(' ', row.Value)}".TrimEnd());
            File.WriteAllText(_path, string.Concat(rows.Select(line => line + "\n")));
        }
    }
}
