using SchemaSdk.Generator.Diagnostics;

namespace SchemaSdk.Generator.Model;

/// <summary>All model ids of a project, named.</summary>
/// <param name="Paths">Ordered by id, ordinally; one for each id.</param>
/// <param name="Clashes">The segments that clean to one identifier, each told at its first model.</param>
internal sealed record ModelTree(EquatableArray<ModelPath> Paths, EquatableArray<Problem> Clashes)
{
    /// <summary>Names the ids of all input schemas.</summary>
    /// <param name="files">Id and file; in any order, an id may come twice.</param>
    /// <param name="clientName">Name of the client class, which none of its properties may have.</param>
    public static ModelTree Build(IEnumerable<(string Id, string File)> files, string clientName)
    {
        var byId = files
            .OrderBy(file => file.Id, StringComparer.Ordinal)
            .ThenBy(file => file.File, StringComparer.Ordinal)
            .GroupBy(file => file.Id, StringComparer.Ordinal)
            .Select(sameId => sameId.First())
            .ToList();
        var paths = new List<ModelPath>();
        var nodes = byId.ConvertAll(file => (file.Id, file.File, Segments: file.Id.Split('/'), Names: new string[file.Id.Split('/').Length]));
        var clashes = new List<Problem>();
        Name(nodes, 0, clashes, name => ReservedNames.OfClient(name) || name == clientName);
        foreach (var (id, file, _, names) in nodes)
        {
            paths.Add(new ModelPath(id, file, names.ToEquatableArray()));
        }

        return new ModelTree(paths.ToEquatableArray(), clashes.ToEquatableArray());
    }

    /// <summary>Finds an id.</summary>
    /// <param name="id">The model id.</param>
    public ModelPath? Find(string id)
    {
        var (low, high) = (0, Paths.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(Paths[middle].Id, id);
            if (order == 0)
            {
                return Paths[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    private static void Name(
        List<(string Id, string File, string[] Segments, string[] Names)> nodes, int depth, List<Problem> clashes, Func<string, bool> reserved)
    {
        var deeper = nodes.Where(node => node.Segments.Length > depth).GroupBy(node => node.Segments[depth], StringComparer.Ordinal).ToList();
        var names = NameScope.Assign(deeper.ConvertAll(group => group.Key), reserved);
        foreach (var clash in NameScope.Clashes(deeper.ConvertAll(group => group.Key)))
        {
            var (id, file, segments, _) = nodes.First(node => node.Segments.Length > depth && node.Segments[depth] == clash[0]);
            clashes.Add(Problem.At(
                Descriptors.NamesClash,
                file,
                SourceSpan.FileStart,
                [id, string.Join("/", segments.Take(depth)), NameScope.Quoted(clash), NameScope.Named(clash, names)]));
        }

        foreach (var group in deeper)
        {
            var name = names[group.Key];
            foreach (var node in group)
            {
                node.Names[depth] = name;
            }

            var className = ModelPath.TypeNameOf(name) + "Model";
            Name([.. group], depth + 1, clashes, child => ReservedNames.OfEndpoint(child) || child == className);
        }
    }
}
