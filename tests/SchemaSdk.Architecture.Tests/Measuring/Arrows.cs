namespace SchemaSdk.Architecture.Tests.Measuring;

/// <summary>The arrows between the folders of a project: who uses whom.</summary>
internal sealed class Arrows
{
    /// <summary>What the folder of the project itself is called.</summary>
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

    /// <summary>The folders, each with those that it uses.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Table { get; }

    /// <summary>The folders that use each other, and the types that do.</summary>
    internal IReadOnlyList<(string Folders, string Uses)> MutualPairs =>
    [
        .. from arrow in _uses
           let back = _uses[(arrow.Key.To, arrow.Key.From)]
           let folders = $"{arrow.Key.From} <-> {arrow.Key.To}"
           where string.CompareOrdinal(arrow.Key.From, arrow.Key.To) < 0 && back.Any()
           orderby folders
           select (folders, $"{Text(arrow)}; {Text(back)}"),
    ];

    /// <summary>The types behind the arrows that a table does not allow.</summary>
    internal IReadOnlyList<string> NotIn(IReadOnlyDictionary<string, IReadOnlyList<string>> allowed) =>
    [
        .. _uses.Where(arrow => !allowed.TryGetValue(arrow.Key.From, out var others) || !others.Contains(arrow.Key.To))
            .Select(arrow => $"{arrow.Key.From} -> {arrow.Key.To}: {Text(arrow)}"),
    ];

    private IReadOnlyList<string> UsedBy(string folder) =>
        [.. _uses.Select(arrow => arrow.Key).Where(arrow => arrow.From == folder).Select(arrow => arrow.To).Order(StringComparer.Ordinal)];

    private static string Name(string folder) => folder.Length == 0 ? Root : folder;

    private static string Text(IEnumerable<TypeUse> uses) =>
        string.Join(", ", uses.Select(use => $"{use.User} -> {use.Used}").Distinct().Order(StringComparer.Ordinal));
}
