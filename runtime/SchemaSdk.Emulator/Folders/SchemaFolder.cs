namespace SchemaSdk.Emulation.Folders;

/// <summary>Reads a folder of schemas as the generator does: the path of a folder with an <c>input.json</c> is the id of a model.</summary>
internal static class SchemaFolder
{
    /// <param name="folder">The folder.</param>
    /// <returns>The models, by id.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder is missing.</exception>
    public static IReadOnlyList<ModelInfo> Read(string folder)
    {
        var isProject = Directory.EnumerateFiles(folder, "*.*proj").Any();
        var references = FilesBelow(folder, "*.schema.json", isProject)
            .Order(StringComparer.Ordinal)
            .Select(path => KeyValuePair.Create(BelowRoot(folder, path), File.ReadAllText(path)))
            .ToList();
        return
        [
            .. FilesBelow(folder, "input.json", isProject)
                .Select(path => Path.GetDirectoryName(path)!)
                .Where(home => BelowRoot(folder, home) != ".")
                .Select(home => Read(folder, home, references))
                .OrderBy(model => model.Id, StringComparer.Ordinal),
        ];
    }

    private static ModelInfo Read(string folder, string home, IReadOnlyList<KeyValuePair<string, string>> references)
    {
        var outputHome = HomeOfOutput(folder, home);
        return new FolderModel(
            BelowRoot(folder, home),
            File.ReadAllText(Path.Combine(home, "input.json")),
            TextIn(home, "input.patch.json"),
            outputHome is null ? null : TextIn(outputHome, "output.json"),
            outputHome is null ? null : TextIn(outputHome, "output.patch.json"),
            references);
    }

    // Its own, else that of the nearest folder above.
    private static string? HomeOfOutput(string folder, string home)
    {
        for (var above = home; ; above = Path.GetDirectoryName(above)!)
        {
            if (File.Exists(Path.Combine(above, "output.json")))
            {
                return above;
            }

            if (BelowRoot(folder, above) == ".")
            {
                return null;
            }
        }
    }

    // As a build does: it leaves out hidden folders, and what it made itself, which stands beside the project file.
    private static IEnumerable<string> FilesBelow(string folder, string name, bool isProject) =>
        Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories).Where(path =>
        {
            var segments = BelowRoot(folder, Path.GetDirectoryName(path)!).Split('/');
            return !(isProject && (segments[0] is "bin" or "obj")) && !segments.Any(segment => segment.StartsWith('.') && segment != ".");
        });

    private static string? TextIn(string home, string name) =>
        Path.Combine(home, name) is var path && File.Exists(path) ? File.ReadAllText(path) : null;

    private static string BelowRoot(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
