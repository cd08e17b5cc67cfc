using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>Compiles generated code against the runtime, as strictly as a careful user would.</summary>
internal static class Compiler
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal)
                || name is "SchemaSdk.dll" or "SchemaSdk.Json.dll" or "netstandard.dll"
                    or "Microsoft.Extensions.Logging.Abstractions.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>The oldest and the newest language in which users may compile.</summary>
    public static readonly LanguageVersion[] Languages = [LanguageVersion.CSharp12, LanguageVersion.Latest];

    /// <summary>Doc comments are checked, as where a documentation file is written.</summary>
    public static CSharpParseOptions Options(LanguageVersion language) => new(language, DocumentationMode.Diagnose);

    /// <summary>A project without files.</summary>
    public static CSharpCompilation Empty(LanguageVersion language) => CSharpCompilation.Create(
        "Acme.Sdk." + Guid.NewGuid().ToString("N"),
        [CSharpSyntaxTree.ParseText("[assembly: System.Reflection.AssemblyVersion(\"1.0.0.0\")]", Options(language))],
        References.Value,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    /// <summary>A project without files, against a library that holds <see cref="object"/> and nothing else.</summary>
    /// <param name="library">Name of the library.</param>
    /// <param name="version">Its version.</param>
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

    /// <summary>Compiles the generated files of a run.</summary>
    /// <returns>Every error and warning; empty if a user with warnings as errors could build.</returns>
    public static IReadOnlyList<string> Complaints(GeneratorRun run, LanguageVersion language, params string[] more) =>
    [
        .. Compile(run, language, more)
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            .Select(diagnostic => diagnostic.ToString()),
    ];

    /// <summary>Compiles the generated files of a run and loads them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="more">C# files of the user's.</param>
    public static Assembly Load(GeneratorRun run, params string[] more)
    {
        var compilation = Compile(run, LanguageVersion.Latest, more);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(
            result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(image.ToArray());
    }

    /// <summary>The project of the generated files of a run.</summary>
    public static CSharpCompilation Compile(GeneratorRun run, LanguageVersion language, params string[] more) =>
        Empty(language).AddSyntaxTrees(
        [
            .. run.Result.GeneratedSources.Select(source => CSharpSyntaxTree.ParseText(
                SourceText.From(source.SourceText.ToString(), Encoding.UTF8), Options(language), source.HintName)),
            .. more.Select((text, i) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Options(language), $"User{i}.cs")),
        ]);
}
