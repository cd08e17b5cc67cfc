namespace SchemaSdk.Repository.Tests.Architecture.Measuring;

/// <summary>The arrows between the folders of a project, each from a folder to another one that it uses.</summary>
internal sealed class Arrows
{
    internal const string Root = "(root)";

    private readonly ILookup<(string From, string To), TypeUse> _uses;

    internal Arrows(IEnumerable<TypeUse> uses)
    {
        var all = uses.ToList();
        _uses = all.Where(use => use.UserFolder != use.UsedFolder).ToLookup(use => (Name(use.UserFolder), Name(use.UsedFolder)));
        Table = new SortedDictionary<string, IReadOnlyList<string>>(
            all.SelectMany(use => (string[])[use.UserFolder, use.UsedFolder]).Distinct().Select(Name).ToDictionary(
                folder => folder,
                UsedBy),
            StringComparer.Ordinal);
    }

    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Table { get; }

    /// <summary>The cycles from a folder back to itself, with the types that cause each arrow.</summary>
    internal IReadOnlyList<string> WaysBack =>
    [
        .. Table.Keys.Select(folder => WayBack(folder, [folder]))
            .OfType<IReadOnlyList<string>>()
            .DistinctBy(way => string.Join(' ', way.Distinct().Order(StringComparer.Ordinal)))
            .Select(way => string.Join('\n', way.Zip(way.Skip(1), (from, to) => $"{from} -> {to}: {Text(_uses[(from, to)])}"))),
    ];

    /// <summary>The arrows that a table does not allow, with the types that cause them.</summary>
    internal IReadOnlyList<string> NotIn(IReadOnlyDictionary<string, IReadOnlyList<string>> allowed) =>
    [
        .. _uses.Where(arrow => !allowed.TryGetValue(arrow.Key.From, out var others) || !others.Contains(arrow.Key.To))
            .Select(arrow => $"{arrow.Key.From} -> {arrow.Key.To}: {Text(arrow)}"),
    ];

    private IReadOnlyList<string>? WayBack(string folder, HashSet<string> seen)
    {
        var open = new Queue<IReadOnlyList<string>>([[folder]]);
        while (open.TryDequeue(out var way))
        {
            foreach (var next in Table[way[^1]])
            {
                if (next == folder)
                {
                    return [.. way, next];
                }

                if (seen.Add(next))
                {
                    open.Enqueue([.. way, next]);
                }
            }
        }

        return null;
    }

    private IReadOnlyList<string> UsedBy(string folder) =>
        [.. _uses.Select(arrow => arrow.Key).Where(arrow => arrow.From == folder).Select(arrow => arrow.To).Order(StringComparer.Ordinal)];

    private static string Name(string folder) => folder.Length == 0 ? Root : folder;

    private static string Text(IEnumerable<TypeUse> uses) =>
        string.Join(", ", uses.Select(use => $"{use.User} -> {use.Used}").Distinct().Order(StringComparer.Ordinal));
}
