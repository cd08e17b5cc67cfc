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

    public RuleAssembly(IEnumerable<string> schemas)
    {
        var options = Compiler.Options(LanguageVersion.CSharp12);
        var trees = schemas
            .Select((schema, i) => CSharpSyntaxTree.ParseText(SourceText.From(Source(schema, i), Encoding.UTF8), options, $"Rules{i}.cs"))
            .ToList();
        using var image = new MemoryStream();
        Assert.Empty(Compiler.Complaints(Compiler.Empty(LanguageVersion.CSharp12).AddSyntaxTrees(trees).Emit(image).Diagnostics));
        image.Position = 0;
        var assembly = _context.LoadFromStream(image);
        Checks = [.. trees.Select((_, i) => (Check)((ModelInfo)Activator.CreateInstance(assembly.GetType($"Rules{i}")!)!).Validate)];
    }

    public delegate IReadOnlyList<ValidationError> Check(ReadOnlySpan<byte> utf8Json);

    public IReadOnlyList<Check> Checks { get; }

    /// <summary>Returns the rules of a schema, as the generator builds them.</summary>
    public static RuleSet Rules(string schema)
    {
        var file = new SchemaFile("input.json", "acme", SchemaRole.Input, schema);
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
}
