using System.Text.Json;
using SchemaSdk.RunComfy;

namespace SchemaSdk.EndToEnd.Tests.PublicApi;

/// <summary>
/// The models of the ready-made client that come from the service's catalogue. Their types are in no listing, because they change with the
/// service. Before each release, <c>schemasdk diff</c> shows which changes break callers.
/// </summary>
internal static class TakenModels
{
    /// <summary>The model ids in the lock file.</summary>
    public static IReadOnlySet<string> Ids { get; } = ReadIds();

    /// <summary>The types of these models, and of the groups that contain only such models. Nested types are not included.</summary>
    public static IReadOnlySet<string> Types { get; } = FindTypes();

    private static HashSet<string> ReadIds()
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "schemas.lock.json")));
        return [.. locked.RootElement.GetProperty("models").EnumerateObject().Select(model => model.Name)];
    }

    private static HashSet<string> FindTypes()
    {
        using var client = new RunComfyClient(new ModelClientOptions { ApiToken = "a-token" });
        var paths = ClientEndpoints.PathsOf(client).ToLookup(path => Ids.Contains(ClientEndpoints.IdOf(path[^1])!));
        return [.. paths[true].SelectMany(TypesOf).Except(paths[false].SelectMany(TypesOf))];
    }

    private static IEnumerable<string> TypesOf(IReadOnlyList<object> path)
    {
        var info = RunComfyClient.Models.Single(model => model.Id == ClientEndpoints.IdOf(path[^1]));
        return path.Select(node => node.GetType()).Append(info.InputType).Append(info.OutputType).Select(type => type.FullName!);
    }
}
