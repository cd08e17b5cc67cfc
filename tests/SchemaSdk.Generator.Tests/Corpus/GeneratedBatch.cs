using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SchemaSdk.Generator.Emitting;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>The client of about a hundred models: generated and, when asked for, compiled and loaded.</summary>
internal sealed class GeneratedBatch
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private readonly Lazy<Assembly> _assembly;
    private readonly Lazy<IReadOnlyList<SyntaxTree>> _trees;

    public GeneratedBatch(IReadOnlyList<CorpusModel> models)
    {
        Models = models;
        var references = Corpus.References(models[0].Set)
            .Select(path => SchemaText.Reference(Path.GetFileName(path), File.ReadAllText(path)));
        var files = models.SelectMany(Files).Concat(references).ToList();
        var driver = CSharpGeneratorDriver.Create(
            [new SchemaSdkGenerator().AsSourceGenerator()],
            files,
            Language,
            new BuildOptions(BuildOptions.Defaults),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Result = driver.RunGenerators(CSharpCompilation.Create("Corpus")).GetRunResult().Results.Single();
        Schemas = Parsed(Result);
        _trees = new(() => [.. Result.GeneratedSources.Select(source =>
            CSharpSyntaxTree.ParseText(SourceText.From(source.SourceText.ToString(), Encoding.UTF8), Language, source.HintName))]);
        _assembly = new(Load);
    }

    /// <summary>The models.</summary>
    public IReadOnlyList<CorpusModel> Models { get; }

    /// <summary>The result of the generator.</summary>
    public GeneratorRunResult Result { get; }

    /// <summary>The parsed content of every schema file, by its path.</summary>
    public IReadOnlyDictionary<string, ParsedSchema> Schemas { get; }

    /// <summary>The compiled client, loaded so that it can be dropped again.</summary>
    public Assembly Assembly => _assembly.Value;

    /// <summary>The C# of one model, as UTF-8 bytes, without comments and the texts of schemas.</summary>
    public int BytesOf(CorpusModel model) => BytesOf(HintNames.Of(model.Id)) + BytesOf(HintNames.OfSchemas(model.Id));

    /// <summary>The C# of what no model has alone, as UTF-8 bytes, without comments.</summary>
    public int BytesOfClient => BytesOf(HintNames.Client);

    /// <summary>The diagnostics of one schema file.</summary>
    public IEnumerable<Diagnostic> ProblemsOf(string path) =>
        Result.Diagnostics.Where(problem => problem.Location.GetLineSpan().Path == path);

    /// <summary>The path under which the harness puts a file of a model.</summary>
    public static string PathOf(CorpusModel model, string file) => $"{SchemaText.Root}{model.Id}/{file}";

    /// <summary>Every error and warning against some references, as a user sees them who takes warnings for errors.</summary>
    public IReadOnlyList<string> Complaints(IEnumerable<MetadataReference> references) =>
    [
        .. Compilation(references)
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            .Select(diagnostic => diagnostic.ToString()),
    ];

    /// <summary>The client, to be compiled against some references.</summary>
    public CSharpCompilation Compilation(IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        "Corpus." + Guid.NewGuid().ToString("N"),
        [CSharpSyntaxTree.ParseText("[assembly: System.Reflection.AssemblyVersion(\"1.0.0.0\")]", Language), .. _trees.Value],
        references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    private static IEnumerable<SchemaText> Files(CorpusModel model)
    {
        yield return SchemaText.Input(model.Id, model.Input);
        if (model.Output is { } output)
        {
            yield return SchemaText.Output(model.Id, output);
        }
    }

    private static Dictionary<string, ParsedSchema> Parsed(GeneratorRunResult result) => result.Exception is null
        ? result.TrackedSteps[Steps.Parse]
            .SelectMany(step => step.Outputs)
            .Select(output => (ParsedSchema)output.Value)
            .ToDictionary(schema => schema.File.Path, StringComparer.Ordinal)
        : [];

    private int BytesOf(string hintName) => _trees.Value
        .Where(tree => tree.FilePath == hintName)
        .Sum(tree => CodeBytes(tree.GetRoot()));

    private static int CodeBytes(SyntaxNode root) =>
        Encoding.UTF8.GetByteCount(root.ToFullString())
            - root.DescendantTrivia().Where(IsComment).Sum(comment => Encoding.UTF8.GetByteCount(comment.ToFullString()))
            - root.DescendantNodes()
                .OfType<InvocationExpressionSyntax>()
                .Where(call => call.Expression is MemberAccessExpressionSyntax { Expression: var type } && IsSchemaText(type))
                .Sum(call => Encoding.UTF8.GetByteCount(call.ArgumentList.ToFullString()));

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia);

    private static bool IsSchemaText(ExpressionSyntax type) =>
        type is AliasQualifiedNameSyntax { Name.Identifier.ValueText: nameof(CompilerServices.SchemaText) };

    private Assembly Load()
    {
        using var image = new MemoryStream();
        var result = Compilation(References.Net10).Emit(image);
        Assert.True(
            result.Success,
            string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20)));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }
}
