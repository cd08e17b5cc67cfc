using System.Runtime.Loader;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SchemaSdk.Generator.Emitting;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>The generated client of at most a hundred models, compiled and loaded on demand.</summary>
internal sealed class GeneratedBatch
{
    private static readonly CSharpParseOptions Language = Compiler.Options(LanguageVersion.CSharp12);

    private readonly Lazy<(byte[] Image, IReadOnlyList<string> Complaints)> _emitted;
    private readonly Lazy<Type> _client;
    private readonly Lazy<IReadOnlyList<SyntaxTree>> _trees;

    public GeneratedBatch(
        IReadOnlyList<CorpusModel> models, IReadOnlyDictionary<string, string>? properties = null, SchemaText? locked = null)
    {
        Models = models;
        var references = Corpus.References(models[0].Set)
            .Select(path => SchemaText.Reference(Path.GetFileName(path), File.ReadAllText(path)));
        var files =
            from model in models
            from file in model.Files
            select file.Role == SchemaRole.Input ? SchemaText.Input(model.Id, file.Text) : SchemaText.Output(model.Id, file.Text);
        var driver = CSharpGeneratorDriver.Create(
            [new SchemaSdkGenerator().AsSourceGenerator()],
            [.. files, .. references, .. locked is null ? Array.Empty<SchemaText>() : [locked]],
            Language,
            new BuildOptions(properties is null ? BuildOptions.Defaults : BuildOptions.With(properties)),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Result = driver.RunGenerators(CSharpCompilation.Create("Corpus")).GetRunResult().Results.Single();
        Schemas = Parsed(Result);
        _trees = new(() => [.. Result.GeneratedSources.Select(source =>
            CSharpSyntaxTree.ParseText(SourceText.From(source.SourceText.ToString(), Encoding.UTF8), Language, source.HintName))]);
        _emitted = new(Emit);
        _client = new(Load);
    }

    public IReadOnlyList<CorpusModel> Models { get; }

    public GeneratorRunResult Result { get; }

    /// <summary>The parsed content of every schema file, by its path.</summary>
    public IReadOnlyDictionary<string, ParsedSchema> Schemas { get; }

    /// <summary>The class of the compiled client, in a context that can be unloaded.</summary>
    public Type Client => _client.Value;

    /// <summary>The number of UTF-8 bytes of one model's C#, excluding comments and the JSON of schemas.</summary>
    public int BytesOf(CorpusModel model) => BytesOf(new HintNames().Of(model.Id)) + BytesOf(new HintNames().OfSchemas(model.Id));

    /// <summary>The number of UTF-8 bytes of the client class's C#, excluding comments.</summary>
    public int BytesOfClient => BytesOf(new HintNames().Client);

    public IEnumerable<Diagnostic> ProblemsOf(string path) =>
        Result.Diagnostics.Where(problem => problem.Location.GetLineSpan().Path == path);

    /// <summary>Returns the path that a file of a model has in the tests.</summary>
    public static string PathOf(CorpusModel model, string file) => $"{SchemaText.Root}{model.Id}/{file}";

    /// <summary>The errors and warnings when the client is compiled for .NET 10.</summary>
    public IReadOnlyList<string> ComplaintsOnNet10 => _emitted.Value.Complaints;

    /// <summary>The errors and warnings when the client is compiled for .NET 8.</summary>
    public IReadOnlyList<string> ComplaintsOnNet8 => Compiler.Complaints(Compilation(References.Net8).GetDiagnostics());

    public CSharpCompilation Compilation(IEnumerable<MetadataReference> references) => Compiler.Empty(LanguageVersion.CSharp12)
        .WithAssemblyName("Corpus." + Guid.NewGuid().ToString("N"))
        .WithReferences(references)
        .AddSyntaxTrees(_trees.Value);

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

    private (byte[] Image, IReadOnlyList<string> Complaints) Emit()
    {
        using var image = new MemoryStream();
        var result = Compilation(References.Net10).Emit(image, xmlDocumentationStream: Stream.Null);
        return (image.ToArray(), Compiler.Complaints(result.Diagnostics));
    }

    private Type Load()
    {
        None.Of(ComplaintsOnNet10);
        using var image = new MemoryStream(_emitted.Value.Image);
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image).GetType("Acme.Sdk.TestClient")!;
    }
}
