namespace SchemaSdk.EndToEnd.Tests;

internal static class Repository
{
    public const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    public static string Root { get; } = Find();

    /// <summary>The input schema of a model as it is meant, in JSON Schema.</summary>
    public static string NormalizedInput(string model) =>
        Path.Combine(Root, "tests", "SchemaSdk.Generator.Tests", "Normalized", model, "input.json");

    /// <summary>
    /// The input schema of a model in plain JSON Schema: what its page means, or what the catalogue has.
    /// </summary>
    public static string PlainInput(string model) => File.Exists(NormalizedInput(model))
        ? NormalizedInput(model)
        : Path.Combine(Root, "schemas", model, "input.json");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SchemaSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No SchemaSdk.sln above {AppContext.BaseDirectory}.");
    }
}
