using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>The files of a project that others refer to.</summary>
/// <param name="Files">Ordered by name.</param>
internal sealed record ReferenceIndex(EquatableArray<ReferenceFile> Files)
{
    /// <summary>Sorts files.</summary>
    /// <param name="files">In any order.</param>
    public static ReferenceIndex Build(IEnumerable<ReferenceFile> files) =>
        new(files.OrderBy(file => file.Name, StringComparer.Ordinal).ThenBy(file => file.Path, StringComparer.Ordinal).ToEquatableArray());

    /// <summary>
    /// Links a schema with only the files that it refers to, directly or through others, so a change of another file does not affect it.
    /// </summary>
    /// <param name="file">The schema.</param>
    public SchemaFile Link(SchemaFile file)
    {
        if (file.Mentioned.Count == 0)
        {
            return file;
        }

        var names = Files.Select(other => other.Name).ToList();
        var needed = new SortedDictionary<string, ReferenceFile>(StringComparer.Ordinal);
        var open = new Queue<(string Name, EquatableArray<string> Mentioned)>([(file.Name, file.Mentioned)]);
        while (open.Count > 0)
        {
            var (from, mentioned) = open.Dequeue();
            foreach (var reference in mentioned)
            {
                if (ForeignReferences.Find(reference, from, names) is { } name && !needed.ContainsKey(name))
                {
                    var found = Files.First(other => other.Name == name);
                    needed.Add(name, found);
                    open.Enqueue((name, found.Mentioned));
                }
            }
        }

        return file with { References = needed.Values.ToEquatableArray() };
    }
}
