using System.Runtime.Loader;
using Microsoft.CodeAnalysis.Text;
using SchemaSdk.Generator.Emitting;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Rules;
using RuleSet = SchemaSdk.Schemas.Model.RuleSet;

namespace SchemaSdk.Generator.Tests.Suite;

/// <summary>The generated rules of many schemas, compiled into one assembly.</summary>
internal sealed class RuleAssembly : IDisposable
{
    private readonly AssemblyLoadContext _context = new("rules", isCollectible: true);
    private readonly List<Check> _checks = [];

    public RuleAssembly(IEnumerable<string> schemas)
    {
        Sources = [.. schemas.Select(Source)];
        var options = Compiler.Options(LanguageVersion.CSharp12);
        var trees = Sources.Select((text, i) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), options, $"Rules{i}.cs"));
        var compilation = Compiler.Empty(LanguageVersion.CSharp12).AddSyntaxTrees(trees);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning));
        image.Position = 0;
        var assembly = _context.LoadFromStream(image);
        _checks.AddRange(Sources.Select((_, i) => (Check)((ModelInfo)Activator.CreateInstance(assembly.GetType($"Rules{i}")!)!).Validate));
    }

    public delegate IReadOnlyList<ValidationError> Check(ReadOnlySpan<byte> utf8Json);

    public IReadOnlyList<string> Sources { get; }

    public IReadOnlyList<Check> Checks => _checks;

    /// <summary>Returns the rules of a schema, as the generator builds them.</summary>
    public static RuleSet Rules(string schema)
    {
        var file = SchemaFile(schema);
        var json = Schemas.Json.JsonParser.Read(schema, file.Path);
        var normalized = json is Schemas.Json.JsonObject document ? SchemaDialect.Normalize(document, SchemaRole.Input) : json;
        return new RuleBuilder(
            normalized,
            new ProblemList(new NormalizedSchema(file, normalized as Schemas.Json.JsonObject, new SchemaPlaces(file), default))).Build();
    }

    public void Dispose() => _context.Unload();

    private static string Source(string schema, int position)
    {
        var code = new CodeWriter();
        code.Write(ModelEmitter.Header)
            .WriteAll(ModelEmitter.Aliases.Select(alias => $"using {alias.Alias};"))
            .Open($"public sealed class Rules{position}() : runtime::ModelDetails<int, int, Rules{position}>(\"\")");
        code.Write("public override string InputSchema => \"\";");
        new RuleEmitter(code).Emit(Rules(schema));
        return code.Close().ToString();
    }

    private static SchemaFile SchemaFile(string schema) => new("input.json", "acme", SchemaRole.Input, schema);
}
