using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SchemaSdk.EndToEnd.Tests.PublicApi;

/// <summary>The public surface of a package for one framework, as a compiler sees it.</summary>
internal static class PublicAssembly
{
    public const string CompilerServices = "SchemaSdk.CompilerServices";

    private static readonly ConcurrentDictionary<string, IReadOnlyList<IAssemblySymbol>> Assemblies = new();

    /// <summary>
    /// Lists the public types and members of a package, or of <see cref="CompilerServices"/>, which is a namespace of the SchemaSdk package
    /// with its own listing.
    /// </summary>
    public static SortedSet<string> Lines(string name, string framework)
    {
        var isCompilerServices = name == CompilerServices;
        string[] assemblies = isCompilerServices || name == "SchemaSdk" ? ["SchemaSdk", "SchemaSdk.Json"] : [name];
        return Surface.Of(Assemblies.GetOrAdd(framework, ReadAll)
            .Where(assembly => assemblies.Contains(assembly.Name))
            .SelectMany(assembly => Namespaces(assembly.GlobalNamespace))
            .Where(found => (found.ToDisplayString() == CompilerServices) == isCompilerServices)
            .SelectMany(found => found.GetTypeMembers()), type => IsTaken(name, type));
    }

    private static bool IsTaken(string package, ITypeSymbol type) =>
        TakenModels.ByPackage.TryGetValue(package, out var taken) && taken.Types.Contains(type.ToDisplayString());

    private static IReadOnlyList<IAssemblySymbol> ReadAll(string framework)
    {
        var folder = framework == "net10.0" ? AppContext.BaseDirectory : Path.Combine(AppContext.BaseDirectory, framework);

        // The assemblies of .NET 10 are enough for every framework, because only names are read from them.
        var others = RunningReferences.To(static name => !name.StartsWith("SchemaSdk", StringComparison.Ordinal));
        var own = Directory.GetFiles(folder, "SchemaSdk*.dll").Where(path => !path.EndsWith("Tests.dll", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(
            "PublicApi", references: [.. others, .. own.Select(path => MetadataReference.CreateFromFile(path))]);
        return [.. compilation.References.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>()];
    }

    private static IEnumerable<INamespaceSymbol> Namespaces(INamespaceSymbol around) =>
        around.GetNamespaceMembers().SelectMany(Namespaces).Prepend(around);
}
