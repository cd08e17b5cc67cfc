using SchemaSdk.Schemas.Files;

namespace SchemaSdk.Generator.Tests.Harness;

internal static class Repository
{
    public static readonly string Tests = SourceTree.PathOf("tests/SchemaSdk.Generator.Tests");

    public static readonly string Schemas = SourceTree.PathOf("schemas");

    private static readonly HashSet<string> Taken =
    [
        .. JsonElement.Parse(File.ReadAllText(Schemas + ".lock.json")).GetProperty("models").EnumerateObject().Select(model => model.Name),
    ];

    /// <summary>
    /// The schemas and patches that were written by hand from the documentation, and those that apply to all models. Excludes the models
    /// that were added from a catalogue.
    /// </summary>
    public static IReadOnlyList<SchemaText> Documented =>
    [
        .. SchemasBelow(Schemas).Where(file => !Taken.Contains(file.Path[SchemaText.Root.Length..Math.Max(
            SchemaText.Root.Length, file.Path.LastIndexOf('/'))])),
    ];

    /// <summary>
    /// The schema files and patches in a folder and its subfolders, with paths as if the folder were <see cref="SchemaText.Root"/>.
    /// </summary>
    public static IReadOnlyList<SchemaText> SchemasBelow(string folder, string below = "") =>
    [
        .. Directory.EnumerateFiles(Path.Combine(folder, below), "*put*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new SchemaText(
                SchemaText.Root + Path.GetRelativePath(folder, path).Replace('\\', '/'),
                File.ReadAllText(path),
                KindOf(Path.GetFileName(path)))),
    ];

    public static string Schema(string modelId, string file) =>
        File.ReadAllText(Path.Combine(Schemas, modelId, file)).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string KindOf(string name) =>
        SchemaFolder.KindOf(name)?.ToString() ?? throw new ArgumentException($"{name} is not the name of a schema file.", nameof(name));
}
