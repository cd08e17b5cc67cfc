using SchemaSdk.Architecture.Tests.Measuring;

namespace SchemaSdk.Architecture.Tests;

/// <summary>Which folders of a project may use which: a file of <c>Arrows/</c>, with a line for each folder.</summary>
/// <param name="project">The name of the project, and of the file.</param>
internal sealed class ArrowTable(string project)
{
    private const string Mutual = "still mutual: ";

    private readonly string _path = Path.Combine(Repository.Tests, "Arrows", project + ".txt");

    /// <summary>The names of all tables.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Tests, "Arrows"), "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Order(StringComparer.Ordinal),
    ];

    private IEnumerable<string> Lines => File.ReadAllLines(_path);

    /// <summary>Reads the folders, each with those that it may use.</summary>
    internal SortedDictionary<string, IReadOnlyList<string>> Read() => new(
        Lines.Where(line => !line.StartsWith(Mutual, StringComparison.Ordinal)).Select(line => line.Split(':')).ToDictionary(
            parts => parts[0],
            IReadOnlyList<string> (parts) => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        StringComparer.Ordinal);

    /// <summary>Reads the pairs of folders that still use each other, and are to be parted.</summary>
    internal IReadOnlyList<string> ReadMutualPairs() =>
        [.. Lines.Where(line => line.StartsWith(Mutual, StringComparison.Ordinal)).Select(line => line[Mutual.Length..])];

    /// <summary>Writes what was measured, where UPDATE_CASES is 1; read the difference before you commit it.</summary>
    internal void UpdateIfAsked(Arrows measured)
    {
        if (Repository.IsUpdate)
        {
            var rows = measured.Table.Select(row => $"{row.Key}: {string.Join(' ', row.Value)}".TrimEnd());
            var pairs = measured.MutualPairs.Select(pair => Mutual + pair.Folders);
            File.WriteAllText(_path, string.Concat(rows.Concat(pairs).Select(line => line + "\n")));
        }
    }
}
