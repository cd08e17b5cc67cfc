using Microsoft.CodeAnalysis.CSharp.Syntax;
using SchemaSdk.Generator.Emitting;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>Checks whether code that was written for the older client of a model compiles with the newer client.</summary>
internal static class VintageClients
{
    private const int BatchSize = 80;

    // Ignore warnings about unused variables, and about members that are obsolete but still exist.
    private static readonly string[] Harmless = ["CS0219", "CS0612", "CS0618"];

    /// <summary>Finds the callers that get an error or a warning from the newer client, each with the first message that it gets.</summary>
    public static IReadOnlyDictionary<(string Id, CallerKind), string> Complaints(IEnumerable<VintagePair> pairs)
    {
        var complaints = new Dictionary<(string, CallerKind), string>();
        foreach (var batch in pairs.Chunk(BatchSize))
        {
            var locked = VintagePair.LockOf(batch);
            var older = Client(batch.Select(pair => pair.Old), locked);
            var paths = ClientPaths.In(older);
            var callers = batch
                .SelectMany(pair => Callers(older, paths, pair.Id))
                .ToDictionary(caller => caller.Tree, caller => caller.Whom);
            None.Of(Told(older, callers.Keys).Select(complaint => $"The code does not compile against its own client: {complaint}"));
            var newer = batch.Select(pair => pair.New).Concat(batch.SelectMany(pair => pair.Added));
            var newClient = Client(newer, locked);
            foreach (var complaint in Told(newClient, callers.Keys))
            {
                complaints.TryAdd(callers[complaint.Location.SourceTree!], complaint.GetMessage(null));
            }

            var models = ClientPaths.In(newClient).ToDictionary(path => path.Value, path => path.Key, StringComparer.Ordinal);
            foreach (var (id, path) in batch.Select(pair => (pair.Id, paths[ClassOf(older, pair.Id).ToDisplayString()])))
            {
                // If the path now belongs to another model, the code still compiles, but runs and pays for that model.
                if (models.TryGetValue(path, out var found) && found != ClassOf(newClient, id).ToDisplayString())
                {
                    complaints.TryAdd((id, CallerKind.Sends), $"{path} is another model");
                    complaints.TryAdd((id, CallerKind.ReadsOutput), $"{path} is another model");
                }
            }
        }

        return complaints;
    }

    private static CSharpCompilation Client(IEnumerable<CorpusModel> models, SchemaText? locked) =>
        new GeneratedBatch([.. models], properties: null, locked).Compilation(References.Net10);

    private static IEnumerable<(SyntaxTree Tree, (string, CallerKind) Whom)> Callers(
        CSharpCompilation client, IReadOnlyDictionary<string, string> paths, string id)
    {
        var tree = TreeOf(client, id);
        var types = TypesIn(client, tree);
        var model = ClassOf(client, id);
        var input = model.Name[..^"Model".Length] + "Input";
        var roots = types.Where(type => type.IsRecord).ToLookup(type => type.Name.StartsWith(input, StringComparison.Ordinal));
        return Enum.GetValues<CallerKind>().Select(kind => (
            CSharpSyntaxTree.ParseText(
                CallSites.Of(kind, model, paths[model.ToDisplayString()], roots[kind != CallerKind.ReadsOutput]),
                (CSharpParseOptions)tree.Options),
            (id, kind)));
    }

    private static SyntaxTree TreeOf(CSharpCompilation client, string id) =>
        client.SyntaxTrees.Single(tree => tree.FilePath == new HintNames().Of(id));

    private static INamedTypeSymbol ClassOf(CSharpCompilation client, string id) => TypesIn(client, TreeOf(client, id))
        .Single(type => !type.IsRecord && type.Name.EndsWith("Model", StringComparison.Ordinal));

    private static List<INamedTypeSymbol> TypesIn(CSharpCompilation client, SyntaxTree tree)
    {
        var symbols = client.GetSemanticModel(tree);
        return
        [
            .. tree.GetRoot()
                .DescendantNodes(node => node is not TypeDeclarationSyntax)
                .OfType<TypeDeclarationSyntax>()
                .Select(type => symbols.GetDeclaredSymbol(type)!)
                .Distinct(SymbolEqualityComparer.Default)
                .Cast<INamedTypeSymbol>(),
        ];
    }

    private static IEnumerable<Diagnostic> Told(CSharpCompilation client, IReadOnlyCollection<SyntaxTree> callers)
    {
        var all = client.AddSyntaxTrees(callers);
        return callers
            .SelectMany(caller => all.GetSemanticModel(caller).GetDiagnostics())
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !Harmless.Contains(diagnostic.Id));
    }
}
