using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Tool.SchemaFolders.Reading;

namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>Generates the client of a schema folder, as a build does.</summary>
internal static class GeneratedClient
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12);

    private static readonly IReadOnlyList<MetadataReference> References = RunningReferences.All;

    internal static List<SchemaText> TextsOf(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Where(path => SchemaFolder.KindOf(path) is not null)
            .Select(path => new SchemaText(path, File.ReadAllText(path), $"{SchemaFolder.KindOf(path)}")),
    ];

    internal static BuildOptions OptionsOf(string folder, string live = "") => new(BuildOptions.With(new Dictionary<string, string>
    {
        ["ModelSchemaRootEscaped"] = Uri.EscapeDataString(folder),
        ["ModelClientName"] = FolderClient.Usual.Name,
        ["ModelClientNamespace"] = FolderClient.Usual.Namespace,
        ["SchemaSdkLive"] = live,
    }));

    /// <summary>Generates the client, and compiles it together with other code.</summary>
    internal static (Compilation Compilation, IEnumerable<Diagnostic> Diagnostics) Compile(
        string folder, IEnumerable<SchemaText> texts, params string[] code)
    {
        CSharpGeneratorDriver
            .Create([new SchemaSdkGenerator().AsSourceGenerator()], texts, Language, OptionsOf(folder))
            .RunGeneratorsAndUpdateCompilation(
                CSharpCompilation.Create(
                    "Client",
                    code.Select(static text => CSharpSyntaxTree.ParseText(text, Language)),
                    References,
                    new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)),
                out var compilation,
                out var diagnostics);
        return (compilation, diagnostics);
    }
}
