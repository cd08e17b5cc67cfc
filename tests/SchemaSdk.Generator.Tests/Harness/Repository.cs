using System.Runtime.CompilerServices;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>The places in this repository.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "../../.."));

    /// <summary>The folder of this project.</summary>
    public static readonly string Tests = Path.GetFullPath(Path.Combine(Here(), ".."));

    /// <summary>The documented models.</summary>
    public static readonly string Schemas = Path.Combine(Root, "schemas");

    /// <summary>The schema files and patches below a folder, as if the folder were <see cref="SchemaText.Root"/>.</summary>
    public static IReadOnlyList<SchemaText> SchemasBelow(string folder, string below = "") =>
    [
        .. Directory.EnumerateFiles(Path.Combine(folder, below), "*put*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new SchemaText(
                SchemaText.Root + Path.GetRelativePath(folder, path).Replace('\\', '/'),
                File.ReadAllText(path),
                KindOf(Path.GetFileName(path)))),
    ];

    /// <summary>The verbatim text of a documented schema.</summary>
    public static string Schema(string modelId, string file) =>
        File.ReadAllText(Path.Combine(Schemas, modelId, file)).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string KindOf(string name) => name switch
    {
        "input.json" => "Input",
        "output.json" => "Output",
        "input.patch.json" => "InputPatch",
        "output.patch.json" => "OutputPatch",
        _ => throw new ArgumentException($"{name} tells no kind.", nameof(name)),
    };

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
