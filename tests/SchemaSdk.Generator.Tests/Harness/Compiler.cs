using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>Compiles generated code against the runtime, with all warnings enabled and doc comments checked.</summary>
internal static class Compiler
{
    /// <summary>The oldest and the newest language version that users may compile with.</summary>
    public static readonly LanguageVersion[] Languages = [LanguageVersion.CSharp12, LanguageVersion.Latest];

    // Binding the references takes a long time, so it is done only once per language version.
    private static readonly ConcurrentDictionary<LanguageVersion, CSharpCompilation> WithoutFiles = new();

    public static CSharpParseOptions Options(LanguageVersion language) => new(language, DocumentationMode.Diagnose);

    public static CSharpCompilation Empty(LanguageVersion language) => WithoutFiles.GetOrAdd(language, static version =>
        CSharpCompilation.Create(
            "Acme.Sdk.Tests",
            [CSharpSyntaxTree.ParseText("[assembly: System.Reflection.AssemblyVersion(\"1.0.0.0\")]", Options(version))],
            Corpus.References.Net10,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999)));

    /// <summary>
    /// Creates an empty project that references only one library. That library defines little more than <see cref="object"/>.
    /// </summary>
    public static CSharpCompilation Over(string library, string version)
    {
        var text = $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]\n"
            + "namespace System { public class Object; public class String; public class Attribute; public class ValueType; public struct "
            + "Void; }\n"
            + "namespace System.Reflection { public class AssemblyVersionAttribute : Attribute { public AssemblyVersionAttribute(string "
            + "version) { } } }";
        var core = CSharpCompilation.Create(
            library, [CSharpSyntaxTree.ParseText(text)], null, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return CSharpCompilation.Create(
            "Old", [CSharpSyntaxTree.ParseText("", Options(LanguageVersion.CSharp12))], [core.ToMetadataReference()]);
    }

    /// <summary>Compiles the generated files of a run, and returns the compiler's complaints.</summary>
    public static IReadOnlyList<string> Complaints(GeneratorRun run, LanguageVersion language, params string[] more) =>
        Complaints(Compile(run, language, more).GetDiagnostics());

    public static IReadOnlyList<string> Complaints(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            .Select(diagnostic => diagnostic.ToString()),
    ];

    /// <summary>Compiles the generated files of a run to an assembly. Fails if the compiler reports an error or a warning.</summary>
    public static byte[] Image(GeneratorRun run)
    {
        using var image = new MemoryStream();
        Assert.Empty(Complaints(Compile(run, LanguageVersion.Latest).Emit(image, xmlDocumentationStream: Stream.Null).Diagnostics));
        return image.ToArray();
    }

    /// <summary>Compiles and loads the generated files of a run. Fails if the compiler reports an error or a warning.</summary>
    public static Assembly Load(GeneratorRun run) => Assembly.Load(Image(run));

    /// <summary>Returns the models of the client that a run generated.</summary>
    public static IReadOnlyList<ModelInfo> Models(GeneratorRun run) => Models(Load(run).GetType("Acme.Sdk.TestClient")!);

    /// <summary>Returns the models of a client class.</summary>
    public static IReadOnlyList<ModelInfo> Models(Type client) =>
        (IReadOnlyList<ModelInfo>)client.GetProperty("Models")!.GetValue(null)!;

    /// <summary>Creates a project from the generated files of a run and further C# files.</summary>
    public static CSharpCompilation Compile(GeneratorRun run, LanguageVersion language, params string[] more) =>
        Empty(language).AddSyntaxTrees(
        [
            .. run.Result.GeneratedSources.Select(source => CSharpSyntaxTree.ParseText(
                SourceText.From(source.SourceText.ToString(), Encoding.UTF8), Options(language), source.HintName)),
            .. more.Select((text, i) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Options(language), $"User{i}.cs")),
        ]);
}
