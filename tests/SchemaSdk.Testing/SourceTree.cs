namespace SchemaSdk.Testing;

/// <summary>This repository, with what was built in it.</summary>
public static class SourceTree
{
    public const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    public static string Root { get; } = Find();

    /// <summary>True if expected text is to be redrawn. A person asks for that, and reads what was written.</summary>
    public static bool IsUpdate =>
        Environment.GetEnvironmentVariable("UPDATE_CASES") == "1" && Environment.GetEnvironmentVariable("CI") != "true";

    /// <summary>The tool as it was built for this run.</summary>
    public static string Tool { get; } = PathOf($"runtime/SchemaSdk.Tool/bin/{Configuration}/net10.0/SchemaSdk.Tool.dll");

    public static string PathOf(string relative) => Path.Combine(Root, relative);

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
