namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>Finds what callers write to get from a client to its models, such as <c>Kling.Kling3_0.Pro.TextToVideo</c>.</summary>
internal static class ClientPaths
{
    public const string Client = "Acme.Sdk.TestClient";

    /// <summary>Returns the path of each model in a compiled client. The key is the full name of the model's class.</summary>
    public static IReadOnlyDictionary<string, string> In(CSharpCompilation compilation)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<(INamedTypeSymbol Type, string Path)>([(compilation.GetTypeByMetadataName(Client)!, "")]);
        while (open.TryDequeue(out var next))
        {
            if (IsModel(next.Type))
            {
                paths.Add(next.Type.ToDisplayString(), next.Path);
            }

            foreach (var property in next.Type.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsOverride: false }
                    && property.Type is INamedTypeSymbol { IsRecord: false } type
                    && type.ContainingNamespace.ToDisplayString().StartsWith("Acme.Sdk.Models", StringComparison.Ordinal))
                {
                    open.Enqueue((type, next.Path.Length == 0 ? property.Name : $"{next.Path}.{property.Name}"));
                }
            }
        }

        return paths;
    }

    private static bool IsModel(INamedTypeSymbol type)
    {
        var above = type.BaseType;
        while (above is not null && above.Name != "ModelEndpoint")
        {
            above = above.BaseType;
        }

        return above is not null;
    }
}
