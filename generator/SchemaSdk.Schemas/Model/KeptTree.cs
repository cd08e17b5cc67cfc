namespace SchemaSdk.Schemas.Model;

/// <summary>The C# names that lock files keep for the segments of model ids, grouped by the folder of the segments.</summary>
internal sealed class KeptTree
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly Dictionary<string, Dictionary<string, string>> _names = new(StringComparer.Ordinal);

    private readonly Dictionary<string, ModelFacts> _facts = new(StringComparer.Ordinal);

    /// <summary>The C# names that are in use, each with the id of its folder, such as <c>kling/kling-3.0/TextToVideo</c>.</summary>
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Returns the names kept for a client's models. If two lock files conflict, the one whose path sorts first applies.</summary>
    /// <param name="locks">The project's lock files, in any order.</param>
    /// <param name="models">The models of the client.</param>
    public static KeptTree Of(IEnumerable<KeptNames> locks, IEnumerable<UnnamedModel> models)
    {
        var tree = new KeptTree();
        var folders = models.ToLookup(model => model.Root, model => model.Id, StringComparer.Ordinal);
        foreach (var kept in locks.OrderBy(kept => kept.Lock, StringComparer.Ordinal))
        {
            var ids = folders.Where(folder => LockFile.IsOf(kept.Lock, folder.Key)).SelectMany(folder => folder);
            var present = new HashSet<string>(ids, StringComparer.Ordinal);
            foreach (var path in kept.Paths.Where(path => present.Contains(path.Id) || (path.IsTaken && present.Count > 0)))
            {
                tree.Add(path);
            }
        }

        return tree;
    }

    /// <summary>Returns the kept name of each segment in a folder, by segment. Some segments may belong only to removed models.</summary>
    /// <param name="folder">The segments before those in the folder, such as <c>kling/kling-3.0</c>; empty for the first segments.</param>
    public IReadOnlyDictionary<string, string> In(string folder) => _names.TryGetValue(folder, out var names) ? names : Nothing;

    /// <summary>Returns a model's name, kind, price unit and page from a lock file.</summary>
    public ModelFacts FactsOf(string id) => _facts.TryGetValue(id, out var facts) ? facts : ModelFacts.None;

    /// <summary>Adds the names of a model, unless they contradict names that were added before.</summary>
    /// <returns>The contradiction, as part of a sentence; null if the names agree.</returns>
    public string? Add(KeptPath path)
    {
        var segments = path.Id.Split('/');
        if (Walk(segments).Select((folder, i) => Clash(folder, segments[i], path.Names[i])).FirstOrDefault(clash => clash is not null)
            is { } why)
        {
            return why;
        }

        foreach (var (folder, i) in Walk(segments).Select((folder, i) => (folder, i)))
        {
            if (!_names.TryGetValue(folder, out var names))
            {
                _names.Add(folder, names = new(StringComparer.Ordinal));
            }

            names[segments[i]] = path.Names[i];
            _used.Add($"{folder}/{path.Names[i]}");
        }

        _facts[path.Id] = path.Facts;
        return null;
    }

    /// <summary>Returns the folder of each segment.</summary>
    private static IEnumerable<string> Walk(string[] segments)
    {
        var folder = "";
        for (var i = 0; i < segments.Length; i++)
        {
            yield return folder;
            folder = i == 0 ? segments[0] : $"{folder}/{segments[i]}";
        }
    }

    private string? Clash(string folder, string segment, string name) =>
        In(folder).TryGetValue(segment, out var known)
            ? known == name ? null : $"another model gives the segment '{segment}' the name '{known}'"
            : _used.Contains($"{folder}/{name}") ? $"another segment of the same folder has the name '{name}'" : null;
}
