using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator;
using SchemaSdk.Schemas.Files;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Tests.Diff;

/// <summary>Builds a client from a schema folder and its lock file, and puts the client into a test's package cache.</summary>
internal static class PackedClient
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12);

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <param name="tool">The environment of the test, whose package cache is <c>packages</c>.</param>
    /// <param name="folder">The folder of schemas.</param>
    /// <param name="package">The package and its version, such as <c>acme.models/1.0.0</c>.</param>
    /// <param name="code">C# that the package contains in addition to the generated client.</param>
    internal static void Pack(ToolTest tool, string folder, string package, string code = "")
    {
        var root = tool.PathOf(folder);
        var texts = Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories)
            .Where(path => SchemaFolder.KindOf(path) is not null)
            .Select(path => new SchemaText(path, File.ReadAllText(path), $"{SchemaFolder.KindOf(path)}"))
            .ToList();
        if (LockFile.PathOf(root) is var locked && File.Exists(locked))
        {
            texts.Add(new SchemaText(locked, File.ReadAllText(locked), LockFile.Kind));
        }

        var properties = new Dictionary<string, string> { ["ModelSchemaRootEscaped"] = Uri.EscapeDataString(root) };
        CSharpGeneratorDriver
            .Create([new SchemaSdkGenerator().AsSourceGenerator()], texts, Language, new BuildOptions(BuildOptions.With(properties)))
            .RunGeneratorsAndUpdateCompilation(
                CSharpCompilation.Create(
                    "Packed",
                    [CSharpSyntaxTree.ParseText(code, Language)],
                    References,
                    new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)),
                out var compilation,
                out _);
        var home = Directory.CreateDirectory(tool.PathOf($"packages/{package}/lib/net10.0")).FullName;
        var emitted = compilation.Emit(Path.Combine(home, "Packed.dll"));
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
    }
}
