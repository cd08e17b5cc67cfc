using System.Reflection;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Finds the endpoints of a ready-made client through its properties, as a caller does.</summary>
internal static class ClientEndpoints
{
    /// <summary>Returns the chain of objects from a client to each endpoint. The last object of a chain is the endpoint.</summary>
    public static IEnumerable<IReadOnlyList<object>> PathsOf(ModelClient client) =>
        Below(client, [], $"{client.GetType().Namespace}.Models");

    /// <summary>Returns the model id of an endpoint, or null if the object is not an endpoint.</summary>
    public static string? IdOf(object node) => node.GetType().GetProperty("ModelId")?.GetValue(node) as string;

    private static IEnumerable<IReadOnlyList<object>> Below(object node, IReadOnlyList<object> path, string models)
    {
        foreach (var property in node.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => IsNode(property, models)))
        {
            var inner = property.GetValue(node)!;
            IReadOnlyList<object> longer = [.. path, inner];
            if (IdOf(inner) is not null)
            {
                yield return longer;
            }

            foreach (var found in Below(inner, longer, models))
            {
                yield return found;
            }
        }
    }

    private static bool IsNode(PropertyInfo property, string models) =>
        property.PropertyType.Namespace is { } home && (home == models || home.StartsWith(models + ".", StringComparison.Ordinal));
}
