using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Text;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>All model ids of a project, with the C# names of their segments.</summary>
/// <param name="Paths">The models in ordinal order of their ids, one for each id.</param>
/// <param name="Clashes">
/// The problems with segments that map to the same identifier (each reported at the first model), and with given names that cannot be used.
/// </param>
internal sealed record ModelTree(EquatableArray<ModelPath> Paths, EquatableArray<Problem> Clashes)
{
    /// <summary>Assigns names to the models of all input schemas.</summary>
    /// <param name="files">The models in any order. An id may occur twice.</param>
    /// <param name="clientName">The name of the client class. No property of the class may have this name.</param>
    /// <param name="kept">The names to keep; null to keep no names.</param>
    public static ModelTree Build(IEnumerable<UnnamedModel> files, string clientName, KeptTree? kept = null)
    {
        var nodes = files
            .OrderBy(file => file.Id, StringComparer.Ordinal)
            .ThenBy(file => file.File, StringComparer.Ordinal)
            .GroupBy(file => file.Id, StringComparer.Ordinal)
            .Select(sameId => sameId.First())
            .Select(file => new Node(file, file.Id.Split('/'), new string[file.Id.Split('/').Length]))
            .ToList();
        var clashes = new List<Problem>();
        kept ??= new KeptTree();
        Name(nodes, "", kept, clashes, name => ReservedNames.OfClient(name) || name == clientName);
        return new ModelTree(
            nodes.Select(node => node.ToPath(kept.FactsOf(node.Id))).ToEquatableArray(),
            clashes.ToEquatableArray());
    }

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

    /// <summary>Assigns names to the segments in a folder, and then to those in the folders below it.</summary>
    private static void Name(
        IReadOnlyList<Node> nodes, string folder, KeptTree kept, List<Problem> clashes, Func<string, bool> reserved, int depth = 0)
    {
        var deeper = nodes.Where(node => node.Segments.Length > depth)
            .GroupBy(node => node.Segments[depth], StringComparer.Ordinal)
            .ToList();
        var wishes = deeper.SelectMany(group => group)
            .Where(node => node.Segments.Length == depth + 1 && node.Given is not null)
            .ToDictionary(node => node.Segments[depth]);
        foreach (var refused in wishes.Values.Where(
            node => reserved(node.Given!.Name) || wishes.Values.Any(other => other != node && other.Given!.Name == node.Given.Name))
                .ToList())
        {
            wishes.Remove(refused.Segments[depth]);
            clashes.Add(refused.Refuse("another model or a member of the generated class has this name"));
        }

        var (names, others) = Assign();
        while (wishes.Values.FirstOrDefault(node => others.Any(other => ModelPath.TypeNameOf(names[other]) == node.Given!.Name)) is { } met)
        {
            wishes.Remove(met.Segments[depth]);
            clashes.Add(met.Refuse("another model or group in the same folder has this name"));
            (names, others) = Assign();
        }

        (Dictionary<string, string> Names, List<string> Others) Assign()
        {
            var others = deeper.Select(group => group.Key).Where(segment => !wishes.ContainsKey(segment)).ToList();
            var names = NameScope.Assign(others, reserved, kept.In(folder))
                .ToDictionary(name => name.Key, name => name.Value, StringComparer.Ordinal);
            foreach (var wish in wishes)
            {
                names.Add(wish.Key, wish.Value.Given!.Name);
            }

            return (names, others);
        }

        // A later model could change names that clash, unless the lock file keeps all of them.
        foreach (var clash in NameScope.Clashes(others).Where(clash => !clash.All(kept.In(folder).ContainsKey)))
        {
            var first = nodes.First(node => node.Segments.Length > depth && node.Segments[depth] == clash[0]);
            clashes.Add(Problem.At(
                ProblemKinds.NamesClash,
                first.File,
                SourceSpan.FileStart,
                [first.Id, folder, NameScope.Quoted(clash), NameScope.Named(clash, names)]));
        }

        foreach (var group in deeper)
        {
            var name = names[group.Key];
            foreach (var node in group)
            {
                node.Names[depth] = name;
            }

            var className = ModelPath.TypeNameOf(name) + "Model";
            Name(
                [.. group],
                depth == 0 ? group.Key : $"{folder}/{group.Key}",
                kept,
                clashes,
                child => ReservedNames.OfEndpoint(child) || child == className,
                depth + 1);
        }
    }

    /// <summary>A model and its state while names are assigned to its segments.</summary>
    private sealed record Node(UnnamedModel Model, string[] Segments, string[] Names)
    {
        public string Id => Model.Id;

        public string File => Model.File;

        public ModelName? Given => Model.Given;

        public ModelPath ToPath(ModelFacts kept) =>
            new(Id, File, Names.ToEquatableArray()) { Retirement = Model.Retirement, Facts = Model.Facts.Or(kept) };

        public Problem Refuse(string reason) => Problem.At(
            ProblemKinds.NameNotGiven,
            Given!.Place.Path,
            Given.Place.Span,
            Id,
            "",
            $"\"{Given.Name}\"",
            $"{reason}; the model keeps the name of its folder");
    }
}
