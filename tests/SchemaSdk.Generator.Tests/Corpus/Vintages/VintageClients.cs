using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SchemaSdk.Generator.Emitting;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>Compiles code for the older client of a model against the newer one.</summary>
internal static class VintageClients
{
    private const int BatchSize = 80;

    // Warnings about unused variables, and about members that are obsolete but still exist.
    private static readonly string[] Harmless = ["CS0219", "CS0612", "CS0618"];

    /// <summary>Finds the callers that no longer compile without a warning, each with its first complaint.</summary>
    public static IReadOnlyDictionary<(string Id, CallerKind), string> Complaints(IEnumerable<VintagePair> pairs)
    {
        var complaints = new Dictionary<(string, CallerKind), string>();
        foreach (var batch in pairs.Chunk(BatchSize))
        {
            var older = Client(batch.Select(pair => pair.Old));
            var callers = batch.SelectMany(pair => Callers(older, pair.Id)).ToDictionary(caller => caller.Tree, caller => caller.Whom);
            None.Of(Told(older, callers.Keys).Select(complaint => $"The client that it was written for: {complaint}"));
            foreach (var complaint in Told(Client(batch.Select(pair => pair.New)), callers.Keys))
            {
                complaints.TryAdd(callers[complaint.Location.SourceTree!], complaint.GetMessage(null));
            }
        }

        return complaints;
    }

    private static CSharpCompilation Client(IEnumerable<CorpusModel> models) =>
        new GeneratedBatch([.. models]).Compilation(References.Net10);

    private static IEnumerable<(SyntaxTree Tree, (string, CallerKind) Whom)> Callers(CSharpCompilation client, string id)
    {
        var tree = client.SyntaxTrees.Single(tree => tree.FilePath == new HintNames().Of(id));
        var symbols = client.GetSemanticModel(tree);
        var types = tree.GetRoot()
            .DescendantNodes(node => node is not TypeDeclarationSyntax)
            .OfType<TypeDeclarationSyntax>()
            .Select(type => symbols.GetDeclaredSymbol(type)!)
            .Distinct(SymbolEqualityComparer.Default)
            .Cast<INamedTypeSymbol>()
            .ToList();
        var model = types.Single(type => !type.IsRecord && type.Name.EndsWith("Model", StringComparison.Ordinal));
        var input = model.Name[..^"Model".Length] + "Input";
        var roots = types.Where(type => type.IsRecord).ToLookup(type => type.Name.StartsWith(input, StringComparison.Ordinal));
        return Enum.GetValues<CallerKind>().Select(kind => (
            CSharpSyntaxTree.ParseText(
                CallSites.Of(kind, model, roots[kind != CallerKind.ReadsOutput]), (CSharpParseOptions)tree.Options),
            (id, kind)));
    }

    private static IEnumerable<Diagnostic> Told(CSharpCompilation client, IReadOnlyCollection<SyntaxTree> callers)
    {
        var all = client.AddSyntaxTrees(callers);
        return callers
            .SelectMany(caller => all.GetSemanticModel(caller).GetDiagnostics())
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !Harmless.Contains(diagnostic.Id));
    }
}
