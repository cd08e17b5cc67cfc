namespace SchemaSdk.Testing;

/// <summary>Paths in this repository.</summary>
public static class SourceTree
{
    public const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    public static string Root { get; } = Find();

    /// <summary>True if a person asked to update expected files with <c>UPDATE_CASES=1</c>. Never true in CI.</summary>
    public static bool IsUpdate =>
        Environment.GetEnvironmentVariable("UPDATE_CASES") == "1" && Environment.GetEnvironmentVariable("CI") != "true";

    /// <summary>The tool that was built for this run.</summary>
    public static string Tool { get; } = PathOf($"runtime/SchemaSdk.Tool/bin/{Configuration}/net10.0/SchemaSdk.Tool.dll");

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>
    /// The path of a model's input schema in standard JSON Schema: the normalized one if it exists, otherwise the catalogue's.
    /// </summary>
    public static string PlainInput(string model) =>
        PathOf($"tests/SchemaSdk.Generator.Tests/Normalized/{model}/input.json") is var normalized && File.Exists(normalized)
            ? normalized
            : PathOf($"schemas/{model}/input.json");

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
